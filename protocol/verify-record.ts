// Verifies an exported record (docs/record.md) from its text alone: no network, no clock, no key that is not in it.
// Pure and total: any text has a verdict, and a fault says exactly where. The order is that of a careful reader: the
// writing, the shape, the chain, then who signed what; the first thing that does not fit ends it.

import { type ExportedRecord, RECORD_BYTES_MAX } from './exported-record.ts'
import { chainFault } from './verify-record-chain.ts'
import { parseCanonicalJson } from './verify-record-json.ts'
import type { Fault, Limit, ReadFaultCode, RecordFacts, Verification } from './verify-record-result.ts'
import { shapedRecord } from './verify-record-shape.ts'
import { type Signing, signingIn } from './verify-record-signing.ts'

/** `text`: the whole file, decoded as UTF-8 by a decoder that refuses what is none (`unreadable` says so then). */
export function verifyRecord(text: string): Verification {
  if (text.length > RECORD_BYTES_MAX)
    return unreadable('TOO_LARGE', `${RECORD_BYTES_MAX} bytes or fewer`, `${text.length} or more`)
  const parsed = parseCanonicalJson(text)
  if (!parsed.ok) return faulty('UNREADABLE', parsed.fault)
  const shaped = shapedRecord(parsed.value)
  if (!shaped.ok) return faulty('UNREADABLE', shaped.fault)
  const broken = chainFault(shaped.record)
  if (broken !== null) return faulty('BROKEN', broken)
  const signed = signingIn(shaped.record.entries)
  if (!signed.ok) return faulty('BROKEN', signed.fault)
  const facts = factsOf(shaped.record, signed.signing)
  const verdict = facts.resolutions.length === 0 ? 'UNSIGNED' : 'VALID'
  return { verdict, fault: null, facts, limits: limitsOf(facts) }
}

/** For a file that could not be read so far as to have a text. */
export const unreadable = (code: ReadFaultCode, expected: string, found: string): Verification =>
  faulty('UNREADABLE', { code, path: '', entry: null, offset: null, expected, found })

function factsOf({ entries, head, notCovered }: ExportedRecord, signing: Signing): RecordFacts {
  const { report, resolutions, later, standing } = signing
  const { ticket, title, accountName } = report.body
  const { roomId, accountId, recordedAt } = report.event
  return {
    ticket,
    title,
    company: accountName,
    roomId,
    accountId,
    entries: entries.length,
    firstAt: recordedAt,
    lastAt: entries.at(-1)?.event.recordedAt ?? recordedAt,
    head: head.hash,
    hashes: entries.map(({ hash }) => hash),
    resolutions,
    later,
    standing,
    notCovered,
  }
}

const ALWAYS: readonly Limit[] = ['LATER_ENTRIES', 'TIME', 'TRUTH', 'INTERNAL', 'FILES', 'NOT_COVERED']

/** Without a signature nothing is pinned, and no key is bound to anybody. */
const limitsOf = ({ resolutions }: RecordFacts): readonly Limit[] =>
  resolutions.length === 0 ? ALWAYS : ['KEYS', 'AFTER_THE_PIN', ...ALWAYS]

const faulty = (verdict: 'BROKEN' | 'UNREADABLE', fault: Fault): Verification => ({
  verdict,
  fault,
  facts: null,
  limits: [],
})
