// Whether the entries of a record are one room's shared record from its first entry on: numbered without a gap, each
// linked to the one before (EVT-5), stamps never going back, no entry twice, and the named head the last of them.

import { CHAIN_START } from '../domain/incident/state.ts'
import { canonicalJson, sha256Hex } from './crypto.ts'
import { type ExportedRecord, treeOf } from './exported-record.ts'
import { rootOf } from './record-tree.ts'
import { entryFault, type Fault, shown } from './verify-record-result.ts'

/** The first entry that does not follow from the one before, or null. */
export function chainFault({ entries, head }: ExportedRecord): Fault | null {
  const ids = new Set<string>()
  const [first] = entries
  let before = CHAIN_START
  let stamp = ''
  for (const [index, { event, hash }] of entries.entries()) {
    const fault = (
      code: Parameters<typeof entryFault>[0],
      path: string,
      expected: unknown,
      found: unknown,
    ): Fault => entryFault(code, index, path, expected, found)
    if (event.audience !== 'SHARED') return fault('AUDIENCE', 'event.audience', 'SHARED', event.audience)
    if (event.sharedSeq !== index + 1) return fault('SEQUENCE', 'event.sharedSeq', index + 1, event.sharedSeq)
    if (event.roomId !== first?.event.roomId)
      return fault('OTHER_ROOM', 'event.roomId', first?.event.roomId, event.roomId)
    if (event.accountId !== first.event.accountId)
      return fault('OTHER_ROOM', 'event.accountId', first.event.accountId, event.accountId)
    if (ids.has(event.id)) return fault('REPEATED_ID', 'event.id', 'an id of its own', event.id)
    if (event.recordedAt < stamp)
      return fault('STAMP', 'event.recordedAt', `${stamp} or later`, event.recordedAt)
    const link = sha256Hex(before + canonicalJson(event))
    if (hash !== link) return fault('LINK', 'hash', link, hash)
    ids.add(event.id)
    stamp = event.recordedAt
    before = hash
  }
  if (head.sharedSeq !== entries.length) return headFault('sharedSeq', entries.length, head.sharedSeq)
  if (head.hash !== before) return headFault('hash', before, head.hash)
  if (head.root === undefined) return null
  const root = rootOf(treeOf(entries.map(({ event }) => event)))
  return head.root === root ? null : headFault('root', root, head.root)
}

const headFault = (name: keyof ExportedRecord['head'], expected: unknown, found: unknown): Fault => ({
  code: 'HEAD',
  path: `head.${name}`,
  entry: null,
  offset: null,
  expected: shown(expected),
  found: shown(found),
})
