// An auditor's check: that the provider's own notes of a room are the ones it had when each resolution was proposed. The
// record pins them by a commitment that says nothing; the provider hands the notes and the secret of each commitment to
// the auditor alone, as a bundle (`npm run keys -- internal`). Nothing of a bundle ever reaches the other party.

import { CHAIN_START } from '../domain/incident/state.ts'
import { canonicalJson, sha256Hex } from './crypto.ts'
import { internalCommitment } from './record-tree.ts'
import { type Fault, type RecordFacts, shown } from './verify-record-result.ts'
import { parseCanonicalJson } from './verify-record-json.ts'
import { atLeast, exactly, hash, listOf, position, text } from './verify-record-shape.ts'

export const INTERNAL_FORMAT = 'accord.internal/1'

export interface InternalBundle {
  readonly format: typeof INTERNAL_FORMAT
  readonly roomId: string
  /** The internal entries in order, each with its link. */
  readonly entries: readonly { readonly event: Readonly<Record<string, unknown>>; readonly hash: string }[]
  /** Of each proposal that pinned: how many internal entries there were, and the secret 32 bytes in hex. */
  readonly openings: readonly {
    readonly proposalId: string
    readonly entries: number
    readonly secret: string
  }[]
}

/** The notes are those of these proposals, or the first place at which they are not. */
export type Audited =
  | { readonly ok: true; readonly entries: number; readonly versions: readonly number[] }
  | { readonly ok: false; readonly fault: Fault }

const BUNDLE = exactly({
  format: text,
  roomId: text,
  entries: listOf(exactly({ event: atLeast({}), hash })),
  openings: listOf(exactly({ proposalId: text, entries: position, secret: hash })),
})

/** `facts`: of the record, which holds. `bundle`: the text of the auditor's file. */
export function auditInternal(facts: RecordFacts, bundle: string): Audited {
  const parsed = parseCanonicalJson(bundle)
  if (!parsed.ok) return parsed
  const fault = BUNDLE(parsed.value, '')
  if (fault !== null) return { ok: false, fault }
  const { format, roomId, entries, openings } = parsed.value as InternalBundle
  if (format !== INTERNAL_FORMAT) return broken('OTHER_FORMAT', 'format', INTERNAL_FORMAT, format)
  if (roomId !== facts.roomId) return broken('OTHER_ROOM', 'roomId', facts.roomId, roomId)
  const heads = headsOf(entries, roomId)
  if (!heads.ok) return heads
  const versions: number[] = []
  for (const { proposalId, version, internalCommitment: pinned } of facts.commitments) {
    const index = openings.findIndex((opening) => opening.proposalId === proposalId)
    const opening = openings[index]
    const head = opening === undefined ? undefined : heads.heads[opening.entries]
    if (opening === undefined || head === undefined)
      return broken('COMMITMENT', 'openings', `an opening of ${proposalId}`, 'none')
    const found = internalCommitment(opening.secret, head)
    if (found !== pinned) return broken('COMMITMENT', `openings[${index}]`, pinned, found)
    versions.push(version)
  }
  return { ok: true, entries: entries.length, versions }
}

type Heads =
  | { readonly ok: true; readonly heads: readonly string[] }
  | { readonly ok: false; readonly fault: Fault }

/** The head after 0, 1, 2 … entries; or where the chain breaks. */
function headsOf(entries: InternalBundle['entries'], roomId: string): Heads {
  const heads = [CHAIN_START]
  for (const [index, { event, hash: found }] of entries.entries()) {
    const place = `entries[${index}]`
    if (event['audience'] !== 'INTERNAL')
      return broken('AUDIENCE', `${place}.event.audience`, 'INTERNAL', event['audience'])
    if (event['roomId'] !== roomId)
      return broken('OTHER_ROOM', `${place}.event.roomId`, roomId, event['roomId'])
    const link = sha256Hex((heads.at(-1) ?? CHAIN_START) + canonicalJson(event))
    if (link !== found) return broken('LINK', `${place}.hash`, link, found)
    heads.push(found)
  }
  return { ok: true, heads }
}

function broken(
  code: Fault['code'],
  path: string,
  expected: unknown,
  found: unknown,
): { readonly ok: false; readonly fault: Fault } {
  const fault = { code, path, entry: null, offset: null, expected: shown(expected), found: shown(found) }
  return { ok: false, fault }
}
