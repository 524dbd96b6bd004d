// Verifies an exported record (docs/record.md) from its text alone: no network, no clock, no key that is not in it.
// Pure and total: any text has a verdict, and a fault says exactly where. The order is that of a careful reader: the
// writing, the shape, the chain, then who signed what; the first thing that does not fit ends it.

import { checkpointMisfit, readCheckpoint } from './checkpoint.ts'
import { type ExportedRecord, RECORD_BYTES_MAX } from './exported-record.ts'
import { canonicalJson } from './crypto.ts'
import { agreementsIn, type GeneralJws } from './record-agreements.ts'
import { chainFault } from './verify-record-chain.ts'
import { parseCanonicalJson } from './verify-record-json.ts'
import {
  type CheckpointFound,
  type Fault,
  type Limit,
  type ReadFaultCode,
  type RecordFacts,
  shown,
  type Verification,
} from './verify-record-result.ts'
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
  const otherwise = agreementFault(shaped.record)
  if (otherwise !== null) return faulty('BROKEN', otherwise)
  const vouched = checkpointOf(shaped.record)
  if (!vouched.ok) return faulty('BROKEN', vouched.fault)
  const signed = signingIn(shaped.record.entries, shaped.record.format)
  if (!signed.ok) return faulty('BROKEN', signed.fault)
  const facts = factsOf(shaped.record, signed.signing, vouched.checkpoint)
  const verdict = facts.resolutions.length === 0 ? 'UNSIGNED' : 'VALID'
  return { verdict, fault: null, facts, limits: limitsOf(facts) }
}

/** For a file that could not be read so far as to have a text. */
export const unreadable = (code: ReadFaultCode, expected: string, found: string): Verification =>
  faulty('UNREADABLE', { code, path: '', entry: null, offset: null, expected, found })

function factsOf(
  { entries, head, notCovered }: ExportedRecord,
  signing: Signing,
  checkpoint: CheckpointFound | null,
): RecordFacts {
  const { report, resolutions, commitments, later, standing } = signing
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
    commitments,
    later,
    standing,
    checkpoint,
    notCovered,
  }
}

const ALWAYS: readonly Limit[] = ['LATER_ENTRIES', 'TIME', 'TRUTH', 'INTERNAL', 'FILES', 'NOT_COVERED']

/** Without a signature nothing is pinned, and no key is bound to anybody. */
function limitsOf({ resolutions, checkpoint, entries }: RecordFacts): readonly Limit[] {
  const marks = resolutions.flatMap(({ signatures }) => signatures)
  const isCertified = marks.some(({ certificate }) => certificate !== null)
  const wanted: readonly (readonly [Limit, boolean])[] = [
    ['KEYS', marks.some(({ certificate }) => certificate === null)],
    ['ROOT', isCertified || checkpoint !== null],
    ['CLOSED_KEYS', isCertified],
    ['AFTER_THE_PIN', marks.length > 0 && checkpoint?.sharedSeq !== entries],
  ]
  return [...wanted.flatMap(([limit, holds]) => (holds ? [limit] : [])), ...ALWAYS]
}

type Vouched =
  | { readonly ok: true; readonly checkpoint: CheckpointFound | null }
  | { readonly ok: false; readonly fault: Fault }

/** The provider's word is on these entries and no others. */
function checkpointOf({ checkpoint: text, entries }: ExportedRecord): Vouched {
  if (text === undefined) return { ok: true, checkpoint: null }
  const found = readCheckpoint(text)
  const at = { path: 'checkpoint', entry: null, offset: null } as const
  if (found === null)
    return {
      ok: false,
      fault: { ...at, code: 'CHECKPOINT', expected: 'a checkpoint that holds', found: shown(text) },
    }
  const misfit = checkpointMisfit(found, entries)
  if (misfit !== null) return { ok: false, fault: { ...at, code: 'CHECKPOINT_OTHERWISE', ...misfit } }
  const { sharedSeq, issuedAt, rootFingerprint } = found
  return { ok: true, checkpoint: { sharedSeq, issuedAt, rootFingerprint } }
}

/** What stands beside the entries for other tools is to the byte what follows from them. */
function agreementFault({ entries, agreements }: ExportedRecord): Fault | null {
  if (agreements === undefined) return null
  const expected = agreementsIn(entries)
  const count = Math.max(expected.length, agreements.length)
  const places = Array.from({ length: count }, (_, index) => index)
  const index = places.find((at) => !isSame(expected[at], agreements[at]))
  if (index === undefined) return null
  const path = `agreements[${index}]`
  return {
    code: 'AGREEMENT',
    path,
    entry: null,
    offset: null,
    expected: shown(expected[index]),
    found: shown(agreements[index]),
  }
}

const isSame = (one: GeneralJws | undefined, other: GeneralJws | undefined): boolean =>
  one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other)

const faulty = (verdict: 'BROKEN' | 'UNREADABLE', fault: Fault): Verification => ({
  verdict,
  fault,
  facts: null,
  limits: [],
})
