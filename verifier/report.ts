// A verification as a person reads it, without any look: a verdict, and sections of named values. Command and page show
// the same. What comes from the file is somebody else's text: what cannot be seen in it is spelt out, so that no control
// character can paint over a verdict.

import type {
  CertificateFound,
  Fault,
  RecordFacts,
  ResolutionFacts,
  SignatureFacts,
  Verdict,
  Verification,
} from '../protocol/verify-record-result.ts'
import type { VerifierWords } from './text/shape.ts'

export interface Line {
  /** Null for a sentence that stands by itself. */
  readonly label: string | null
  /** May have several lines. */
  readonly value: string
  /** A hash, a key, a path: letters that are compared one by one. */
  readonly exact: boolean
}

interface Section {
  readonly title: string
  readonly lines: readonly Line[]
}

export interface Report {
  readonly verdict: Verdict
  readonly title: string
  readonly line: string
  readonly sections: readonly Section[]
}

export function reportOf({ verdict, fault, facts, limits }: Verification, words: VerifierWords): Report {
  const sections: readonly Section[] =
    facts === null
      ? [faultSection(fault, words)]
      : [
          roomSection(facts, words),
          ...facts.resolutions.flatMap((resolution) => resolutionSections(resolution, words)),
          ...laterSections(facts, words),
          checkpointSection(facts, words),
          notCoveredSection(facts, words),
          { title: words.cannotShow, lines: limits.map((limit) => sentence(words.limits[limit])) },
        ]
  const isVouched = verdict === 'UNSIGNED' && facts?.checkpoint?.sharedSeq === facts?.entries
  const line = isVouched ? words.unsignedVouched : words.verdictLines[verdict]
  return { verdict, title: words.verdicts[verdict], line, sections }
}

function faultSection(fault: Fault, words: VerifierWords): Section {
  const { path, entry, offset } = fault
  return {
    title: words.faults[fault.code],
    lines: [
      ...(path === '' ? [] : [exact(words.place, path)]),
      ...(entry === null ? [] : [value(words.entry, String(entry))]),
      ...(offset === null ? [] : [value(words.offset, String(offset + 1))]),
      exact(words.expected, fault.expected),
      exact(words.found, fault.found),
    ],
  }
}

const roomSection = (facts: RecordFacts, words: VerifierWords): Section => ({
  title: words.room,
  lines: [
    exact(words.ticket, facts.ticket),
    value(words.title, facts.title),
    value(words.company, facts.company),
    value(words.standing, words.standings[facts.standing]),
    value(words.entries, String(facts.entries)),
    value(words.first, moment(facts.firstAt, words)),
    value(words.last, moment(facts.lastAt, words)),
    exact(words.fingerprint, facts.head),
  ],
})

function resolutionSections(resolution: ResolutionFacts, words: VerifierWords): readonly Section[] {
  const { version, unavailabilityEndedAt: endedAt, cause, followUp, proposedBy } = resolution
  const signed: Section = {
    title: words.resolution(version),
    lines: [
      value(words.statement, resolution.statement),
      value(words.outcome, words.outcomes[resolution.outcome]),
      ...(endedAt === null ? [] : [value(words.endedAt, moment(endedAt, words))]),
      ...(cause === null ? [] : [value(words.cause, cause)]),
      ...(followUp === null ? [] : [value(words.followUp, followUp)]),
      value(words.proposedBy, words.by(proposedBy.name, proposedBy.role)),
      value(words.covers, words.coversEntries(resolution.pinnedSeq)),
      exact(words.pinned, resolution.pinnedHead),
      ...(resolution.root === null ? [] : [exact(words.root, resolution.root)]),
      exact(words.signedDigest, resolution.digest),
      value(words.resolvedAt, moment(resolution.resolvedAt, words)),
    ],
  }
  return [signed, ...resolution.signatures.map((signature) => signatureSection(signature, words))]
}

const signatureSection = (signature: SignatureFacts, words: VerifierWords): Section => ({
  title: words.signedFor(words.parties[signature.party]),
  lines: [
    // What the provider certified is signed; the name in the entry stands behind the pin and is linked alone.
    value(words.name, words.by(signature.certificate?.name ?? signature.by.name, signature.by.role)),
    value(words.signedAt, words.at(moment(signature.at, words), signature.sharedSeq)),
    ...(signature.signedAt === null ? [] : [value(words.madeAt, moment(signature.signedAt, words))]),
    exact(words.key, signature.publicKey),
    value(words.assurance, words.assurances[signature.assurance]),
    ...(signature.certificate === null ? [] : certificateLines(signature.certificate, words)),
  ],
})

function certificateLines(certificate: CertificateFound, words: VerifierWords): readonly Line[] {
  const { name, email, accountName, amr, authTime, issuedAt, notAfter, rootFingerprint } = certificate
  return [
    value(words.certifiedFor, [name, email, accountName].filter((part) => part !== null).join(', ')),
    value(words.signIn, words.signInAt(amr.join(', '), moment(authTime, words))),
    value(words.certifiedAt, moment(issuedAt, words)),
    value(words.validUntil, moment(notAfter, words)),
    exact(words.rootFingerprint, rootFingerprint),
  ]
}

function laterSections({ later }: RecordFacts, words: VerifierWords): readonly Section[] {
  if (later.length === 0) return []
  const lines = later.map(({ kind, at, by, reason, sharedSeq }) => {
    const said = `${words.at(moment(at, words), sharedSeq)}, ${words.by(by.name, by.role)}`
    return value(words.later[kind], reason === null ? said : `${said}\n${words.because(reason)}`)
  })
  return [{ title: words.afterwards, lines }]
}

const checkpointSection = ({ checkpoint, entries }: RecordFacts, words: VerifierWords): Section => ({
  title: words.checkpoint,
  lines:
    checkpoint === null
      ? [sentence(words.noCheckpoint)]
      : [
          value(words.covers, words.coversEntries(checkpoint.sharedSeq)),
          value(words.madeBy, moment(checkpoint.issuedAt, words)),
          exact(words.rootFingerprint, checkpoint.rootFingerprint),
          ...(checkpoint.sharedSeq === entries ? [] : [sentence(words.afterCheckpoint)]),
        ],
})

function notCoveredSection({ notCovered }: RecordFacts, words: VerifierWords): Section {
  const { exportedAt, exportedBy, provider, names } = notCovered
  return {
    title: words.notCovered,
    lines: [
      value(words.exportedAt, moment(exportedAt, words)),
      value(words.exportedBy, words.by(exportedBy.name, words.parties[exportedBy.party])),
      value(words.provider, provider),
      value(
        words.names,
        [
          ...names.accounts.map(({ name }) => name),
          ...names.people.map(({ name, title }) => words.by(name, title)),
        ].join('\n'),
      ),
    ],
  }
}

const value = (label: string, text: string): Line => ({ label, value: visible(text), exact: false })
const exact = (label: string, text: string): Line => ({ label, value: visible(text), exact: true })
const sentence = (text: string): Line => ({ label: null, value: text, exact: false })

/** "2026-11-23 09:41:23 UTC"; what is no instant stays as it is. */
const moment = (instant: string, words: VerifierWords): string =>
  words.utc(instant.replace('T', ' ').replace(/(\.000)?Z$/, ''))

/** Line ends alone stay what they are. */
const visible = (text: string): string =>
  text.replace(
    /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
