// A room's shared record as one file that anybody can verify without us (docs/record.md, decision 0022): every shared
// entry in exactly the content that is linked, its hash, and where the chain ends. What no hash covers (names as the
// exporting copy knew them, when and by whom it was exported) stands apart and says so.
// The file is canonical JSON (RFC 8785) to the byte: one record, one text, so that nothing can hide in how it is written.

import type { IncidentEvent, RecordedEvent } from '../domain/incident/events.ts'
import { CHAIN_START } from '../domain/incident/state.ts'
import type { AccountId, PersonId } from '../domain/ids.ts'
import type { Party } from '../domain/people.ts'
import type { Instant } from '../domain/time.ts'
import { canonicalJson } from './crypto.ts'
import type { Directory } from './feed.ts'
import { harmlessFileName } from './file-name.ts'
import { agreementsIn, type GeneralJws } from './record-agreements.ts'
import { linkedContent } from './record.ts'
import { EMPTY_TREE, type Grown, grown, rootOf } from './record-tree.ts'

/** What is written without a checkpoint. Records of version 1, without salts, tree and statements, are read for ever. */
export const RECORD_FORMAT = 'accord.record/2'
/** The same with a checkpoint. */
export const RECORD_FORMAT_3 = 'accord.record/3'
export const RECORD_FORMAT_1 = 'accord.record/1'
export type RecordFormat = typeof RECORD_FORMAT | typeof RECORD_FORMAT_1 | typeof RECORD_FORMAT_3

/** Bytes of the largest file that is read: some 100,000 entries. */
export const RECORD_BYTES_MAX = 64 * 1024 * 1024

/** What a link covers of an entry. */
export type LinkedEvent = Omit<RecordedEvent, 'seq' | 'hash'>

export interface RecordEntry {
  readonly event: LinkedEvent
  /** SHA-256(hash before ‖ canonical JSON of `event`), in hex. */
  readonly hash: string
}

export interface RecordHead {
  readonly sharedSeq: number
  readonly hash: string
  /** Root of the tree over all entries (record-tree.ts); missing in version 1. */
  readonly root?: string
}

/** Names beside the ids that the record holds: as the exporting copy knew them, under no hash and no signature. */
export interface RecordNames {
  readonly accounts: readonly { readonly id: AccountId; readonly name: string }[]
  readonly people: readonly {
    readonly id: PersonId
    readonly name: string
    readonly party: Party
    readonly title: string
  }[]
}

/** What a replica knows of a room's record: the same on every copy that stands at the same entry. */
export interface RecordContent {
  readonly entries: readonly RecordEntry[]
  readonly head: RecordHead
  readonly agreements: readonly GeneralJws[]
  readonly names: RecordNames
}

/** Who made the file and when, and whose rooms these are: the exporter's own words. */
export interface ExportStamp {
  readonly exportedAt: Instant
  readonly exportedBy: { readonly id: PersonId; readonly name: string; readonly party: Party }
  /** The provider's name as people read it. */
  readonly provider: string
}

/** The file as data. */
export interface ExportedRecord {
  readonly format: RecordFormat
  readonly entries: readonly RecordEntry[]
  readonly head: RecordHead
  /** Missing in version 1. */
  readonly agreements?: readonly GeneralJws[]
  /** The provider's word on the entries (checkpoint.ts); in version 3 alone. */
  readonly checkpoint?: string
  readonly notCovered: ExportStamp & { readonly names: RecordNames }
}

/**
 * The shared record in `events`, which are a room's entries in order and may hold internal ones: of those nothing comes
 * through, not even that they are there (AUD-1). Null where there is no shared entry.
 */
export function recordContent(events: readonly RecordedEvent[], directory: Directory): RecordContent | null {
  const shared = events.filter(({ audience }) => audience === 'SHARED')
  const last = shared.at(-1)
  if (last === undefined) return null
  const entries = shared.map((event) => ({
    event: linkedContent(event) as unknown as LinkedEvent,
    hash: event.hash ?? CHAIN_START,
  }))
  const named = new Set<string | null>(
    shared.flatMap(({ actor, body }) => [actor.personId, ...namedBy(body)]),
  )
  const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : 1)
  const names: RecordNames = {
    accounts: directory.accounts
      .filter(({ id }) => id === last.accountId)
      .map(({ id, name }) => ({ id, name })),
    people: directory.people
      .filter(({ id }) => named.has(id))
      .map(({ id, name, party, title }) => ({ id, name, party, title }))
      .sort(byId),
  }
  return {
    entries,
    head: {
      sharedSeq: last.sharedSeq ?? 0,
      hash: last.hash ?? CHAIN_START,
      root: rootOf(treeOf(entries.map(({ event }) => event))),
    },
    agreements: agreementsIn(entries),
    names,
  }
}

/** The tree over entries in order. */
export const treeOf = (events: readonly LinkedEvent[], from: Grown = EMPTY_TREE): Grown =>
  events.reduce((tree, event) => grown(tree, event as unknown as Record<string, unknown>), from)

/** The text of the file: its UTF-8 bytes are the whole of it. `checkpoint`: one that fits the content, or null. */
export function recordFile(
  content: RecordContent,
  stamp: ExportStamp,
  checkpoint: string | null = null,
): string {
  const { entries, head, agreements, names } = content
  const { exportedAt, exportedBy, provider } = stamp
  const { id, name, party } = exportedBy
  const record: ExportedRecord = {
    ...(checkpoint === null ? { format: RECORD_FORMAT } : { format: RECORD_FORMAT_3, checkpoint }),
    entries,
    head,
    agreements,
    notCovered: { exportedAt, exportedBy: { id, name, party }, names, provider },
  }
  return canonicalJson(record)
}

/** "AC-2JP4CL.accord-record". */
export const recordFileName = (ticket: string): string => harmlessFileName(`${ticket}.accord-record`)

/** People whom an entry names besides its author. */
function namedBy(body: IncidentEvent): readonly (string | null)[] {
  if (body.type === 'AgentAssigned') return [body.agentId, body.previousAgentId]
  return body.type === 'IssueReported' ? [body.reporter.personId] : []
}
