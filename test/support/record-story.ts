// Rooms whose records are exported in tests, from the fixed story: what the golden files hold, and rooms that differ in
// nothing but what the provider noted for itself. Keys, ids and times are the same in every run.

import {
  type LinkedEvent,
  RECORD_FORMAT_1,
  recordContent,
  recordFile,
  treeOf,
} from '../../protocol/exported-record.ts'
import { canonicalJson } from '../../protocol/crypto.ts'
import type { Directory } from '../../protocol/feed.ts'
import { linkHash } from '../../protocol/record.ts'
import { rootOf } from '../../protocol/record-tree.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { accounts } from './accounts.ts'
import { at, by, given, type Step } from './given.ts'
import { lastOf, type Ledger } from './ledger.ts'
import { agent, people, signatory } from './people.ts'
import { inProgress, proposed, resolved, signedBy } from './story.ts'

export const directory: Directory = { accounts, people }

const rejected: Step = by(signatory, (ledger) => ({
  type: 'rejectResolution',
  proposalId: lastOf(ledger, 'ResolutionProposed'),
  reason: 'Half of the calls still fail.',
}))
const reopened: Step = by(signatory, { type: 'reopen', reason: 'It fails again: “504” since 10:02 ☎.' })

/** The rooms of the golden files. */
export const STORIES = {
  signed: resolved,
  'sent-back-and-reopened': [
    ...inProgress,
    proposed,
    signedBy(agent),
    rejected,
    proposed,
    signedBy(signatory),
    signedBy(agent),
    reopened,
  ],
  unsigned: [...inProgress, proposed, signedBy(agent)],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type StoryName = keyof typeof STORIES

export const logOf = (steps: readonly Step[]): readonly RecordedEvent[] => given(...steps).ledger.log

/** The file of a log, exported by the customer an hour after the start. */
export function exportOf(log: Ledger['log'], minute = 60, checkpoint: string | null = null): string {
  const content = recordContent(log, directory)
  if (content === null) throw new Error('nothing to export')
  const stamp = {
    exportedAt: at(minute),
    exportedBy: { id: signatory.id, name: signatory.name, party: signatory.party },
    provider: 'Halyard',
  }
  return recordFile(content, stamp, checkpoint)
}

/** As it was written before there were salts, trees and statements, which a log without seal still allows. */
export function asVersion1(text: string): string {
  const { head, agreements: _agreements, ...record } = JSON.parse(text) as Forged
  const { root: _root, ...kept } = head
  return canonicalJson({ ...record, format: RECORD_FORMAT_1, head: kept })
}

export const exportOfStory = (name: StoryName): string => asVersion1(exportOf(logOf(STORIES[name])))

/** A file's record as data that a forger edits. */
export interface Forged {
  format: string
  entries: { event: Record<string, unknown>; hash: string }[]
  head: { sharedSeq: number; hash: string; root?: string }
  agreements?: { payload: string; signatures: { protected: string; signature: string }[] }[]
  notCovered: Record<string, unknown>
}

/** What somebody does who knows the format: edit the record, then number and link it anew, so that the chain is whole. */
export function relinked(text: string, edit: (record: Forged) => void): string {
  const record = JSON.parse(text) as Forged
  edit(record)
  let before = CHAIN_START
  for (const [index, entry] of record.entries.entries()) {
    entry.event['sharedSeq'] = index + 1
    before = linkHash(before, entry.event as unknown as RecordedEvent)
    entry.hash = before
  }
  const head = { sharedSeq: record.entries.length, hash: before }
  if (record.head.root === undefined) return canonicalJson({ ...record, head })
  const events = record.entries.map(({ event }) => event as unknown as LinkedEvent)
  return canonicalJson({ ...record, head: { ...head, root: rootOf(treeOf(events)) } })
}

/** The same without linking anew. */
export function edited(text: string, edit: (record: Forged) => void): string {
  const record = JSON.parse(text) as Forged
  edit(record)
  return canonicalJson(record)
}
