// What verifying a record ends in, as plain data: the verdict, the facts that hold, or the exact place of the first
// fault. Sentences are elsewhere (verifier/text/), so that a program can read the result as well as a person.

import type { ResolutionOutcome } from '../domain/incident/state.ts'
import type { Actor, Party } from '../domain/people.ts'
import type { ExportedRecord } from './exported-record.ts'

export type Verdict =
  /** Whole, and both parties signed the same resolution. */
  | 'VALID'
  /** Whole as far as it goes, and nothing in it was signed by both. */
  | 'UNSIGNED'
  /** Something does not fit: it was altered, or it never was a record of a room. */
  | 'BROKEN'
  /** No record in a form that this verifier knows. */
  | 'UNREADABLE'

/** Why a file cannot be read as a record. */
export type ReadFaultCode =
  | 'TOO_LARGE'
  | 'NOT_TEXT'
  | 'NOT_JSON'
  /** JSON, but not in its one canonical form. */
  | 'NOT_CANONICAL'
  | 'DUPLICATE_NAME'
  | 'TOO_DEEP'
  | 'OTHER_FORMAT'
  | 'WRONG_SHAPE'

/** What does not fit in a record that can be read. */
export type RecordFaultCode =
  | 'AUDIENCE'
  | 'SEQUENCE'
  | 'OTHER_ROOM'
  | 'REPEATED_ID'
  | 'STAMP'
  | 'LINK'
  | 'HEAD'
  | 'FIRST_ENTRY'
  | 'REPORTED_TWICE'
  | 'BODY'
  | 'AFTER_THE_END'
  | 'PROPOSAL_VERSION'
  | 'PROPOSAL_PARTY'
  | 'PIN_POSITION'
  | 'PIN_HEAD'
  | 'DIGEST'
  | 'NO_SUCH_PROPOSAL'
  | 'PROPOSAL_NOT_OPEN'
  | 'SIGNED_DIGEST'
  | 'SIGNER_PARTY'
  | 'SIGNER_ROLE'
  | 'PARTY_SIGNED_TWICE'
  | 'SAME_PERSON'
  | 'KEY_OF_ANOTHER'
  | 'SIGNATURE'
  | 'NOT_RESOLVED'
  | 'RESOLVED_UNSIGNED'
  | 'RESOLVED_OTHERWISE'
  | 'NOT_RESOLVED_YET'
  | 'PIN_ROOT'
  | 'STATEMENT'
  | 'SIGNED_HEADER'
  | 'CERTIFICATE'
  | 'CERTIFICATE_OF_ANOTHER'
  | 'CERTIFICATE_EXPIRED'
  | 'AGREEMENT'
  | 'CHECKPOINT'
  | 'CHECKPOINT_OTHERWISE'
  /** Of an auditor's bundle. */
  | 'COMMITMENT'

export type FaultCode = ReadFaultCode | RecordFaultCode

/** The first thing that does not fit. */
export interface Fault {
  readonly code: FaultCode
  /** Where in the file, as "entries[6].event.body.digest"; empty for the file as a whole. */
  readonly path: string
  /** The entry's own number in the shared record, counted from 1; null outside of the entries. */
  readonly entry: number | null
  /** Characters of the file before the fault, where it is one of writing. */
  readonly offset: number | null
  readonly expected: string
  readonly found: string
}

export interface SignatureFacts {
  readonly party: Party
  readonly by: Actor
  /** The server's stamp. */
  readonly at: string
  readonly sharedSeq: number
  readonly publicKey: string
  /**
   * How key and person belong together, and who says so. DEVICE_KEY: by a certificate that the provider issued after a
   * fresh sign-in. SESSION: the server stamped the person who was signed in, and nothing else says so.
   */
  readonly assurance: 'DEVICE_KEY' | 'SESSION'
  /** By the signer's device; null where the digest alone was signed. */
  readonly signedAt: string | null
  readonly certificate: CertificateFound | null
}

/** What a certificate says that holds. */
export interface CertificateFound {
  readonly name: string
  readonly email: string | null
  readonly accountName: string | null
  readonly amr: readonly string[]
  readonly authTime: string
  readonly issuedAt: string
  readonly notAfter: string
  /** Of the root that it hangs on (RFC 7638). */
  readonly rootFingerprint: string
}

/** A checkpoint that holds and fits. */
export interface CheckpointFound {
  readonly sharedSeq: number
  readonly issuedAt: string
  readonly rootFingerprint: string
}

/** What a proposal pinned of the provider's own notes, for an auditor who is given them. */
export interface CommitmentFacts {
  readonly proposalId: string
  readonly version: number
  readonly internalCommitment: string
}

/** A resolution that both parties signed. */
export interface ResolutionFacts {
  readonly version: number
  readonly outcome: ResolutionOutcome
  readonly statement: string
  readonly unavailabilityEndedAt: string | null
  readonly cause: string | null
  readonly followUp: string | null
  readonly proposedBy: Actor
  readonly digest: string
  /** Root of the tree over the pinned entries; null where none was pinned. */
  readonly root: string | null
  /** Entries up to this one are under the signatures. */
  readonly pinnedSeq: number
  readonly pinnedHead: string
  readonly signatures: readonly SignatureFacts[]
  readonly resolvedAt: string
}

/** What happened to a resolution afterwards. */
export interface LaterStep {
  readonly kind: 'REOPENED' | 'RECLASSIFIED'
  readonly sharedSeq: number
  readonly at: string
  readonly by: Actor
  readonly reason: string | null
}

/** What a record that is whole cannot show by itself; see docs/record.md. */
export type Limit =
  /** That the server, and not whoever made the file, bound each key to its person. */
  | 'KEYS'
  /** That the root of the certificates is the provider's: its fingerprint stands in the contract. */
  | 'ROOT'
  /** That no certified key had been closed when it signed. */
  | 'CLOSED_KEYS'
  /** That entries after the pinned one are as they were: they are linked, but nobody signed them. */
  | 'AFTER_THE_PIN'
  /** That nothing was recorded after the last entry. */
  | 'LATER_ENTRIES'
  /** That the stamps are the true time. */
  | 'TIME'
  /** That what people wrote is true. */
  | 'TRUTH'
  /** Anything of what the provider noted for itself. */
  | 'INTERNAL'
  /** The content of attached files: the record holds their fingerprints. */
  | 'FILES'
  /** That the names beside the ids, the time of export and the exporter are right. */
  | 'NOT_COVERED'

export interface RecordFacts {
  readonly ticket: string
  readonly title: string
  /** The customer's company as reported. */
  readonly company: string
  readonly roomId: string
  readonly accountId: string
  readonly entries: number
  readonly firstAt: string
  readonly lastAt: string
  readonly head: string
  /** Of each entry in order: any of them is a fingerprint of the record up to there. */
  readonly hashes: readonly string[]
  /** Signed by both, oldest first: more than one where a room was reopened. */
  readonly resolutions: readonly ResolutionFacts[]
  readonly commitments: readonly CommitmentFacts[]
  readonly later: readonly LaterStep[]
  readonly standing: 'OPEN' | 'RESOLVED' | 'REOPENED' | 'RECLASSIFIED'
  /** The provider's signed word on the entries up to one of them; null in a record without. */
  readonly checkpoint: CheckpointFound | null
  readonly notCovered: ExportedRecord['notCovered']
}

export type Verification =
  | {
      readonly verdict: 'VALID' | 'UNSIGNED'
      readonly fault: null
      readonly facts: RecordFacts
      readonly limits: readonly Limit[]
    }
  | {
      readonly verdict: 'BROKEN' | 'UNREADABLE'
      readonly fault: Fault
      readonly facts: null
      readonly limits: readonly []
    }

const SHOWN_MAX = 160

/** A value as a fault shows it: its JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
}

/** A fault of one entry; `index` counts from 0, `path` is below the entry. */
export const entryFault = (
  code: RecordFaultCode | 'WRONG_SHAPE',
  index: number,
  path: string,
  expected: unknown,
  found: unknown,
): Fault => ({
  code,
  path: `entries[${index}]${path === '' ? '' : `.${path}`}`,
  entry: index + 1,
  offset: null,
  expected: shown(expected),
  found: shown(found),
})
