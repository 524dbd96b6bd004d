// What the verifier says, in English; id.ts has the same in Indonesian. It may be read by a judge, or at night: what is
// so, what follows from it, and nothing more.

import type { FaultCode, LaterStep, Limit, RecordFacts } from '../../protocol/verify-record-result.ts'

const faults: Readonly<Record<FaultCode, string>> = {
  TOO_LARGE: 'The file is too large to be read.',
  NOT_TEXT: 'The file is not text in UTF-8.',
  NOT_JSON: 'The file is not JSON: something is missing, or too much.',
  NOT_CANONICAL:
    'The file is not written in the one form that a record has. An editor may have saved it anew.',
  DUPLICATE_NAME: 'A name stands twice, so that two readers could read two things.',
  TOO_DEEP: 'The file is nested deeper than a record is.',
  OTHER_FORMAT: 'The file is no record, or of a version that this verifier does not know.',
  WRONG_SHAPE: 'A value is missing, of another kind, or does not belong here.',
  AUDIENCE: 'The entry is not one of those that both parties see.',
  SEQUENCE: 'The entries are not numbered one after the other: one was taken out, put in, or moved.',
  OTHER_ROOM: 'The entry belongs to another room.',
  REPEATED_ID: 'The entry stands in the record twice.',
  STAMP: 'The entry is stamped earlier than the one before it.',
  LINK: 'The entry is not what was recorded: its hash does not follow from it and the entry before.',
  HEAD: 'The record does not end where it says: entries are missing at the end, or were added.',
  FIRST_ENTRY: 'The record does not begin with the report of the issue.',
  REPORTED_TWICE: 'The issue was reported a second time in one record.',
  BODY: 'The entry has not the fields that its kind has.',
  AFTER_THE_END: 'The issue had ended, so that this could not be recorded.',
  PROPOSAL_VERSION: 'The resolutions are not numbered in order.',
  PROPOSAL_PARTY: 'The resolution says that another party proposed it than its author’s.',
  PIN_POSITION: 'The resolution does not cover the entries right before it.',
  PIN_HEAD: 'The resolution covers another record than the entries before it.',
  DIGEST: 'The resolution’s words are not those that were signed.',
  NO_SUCH_PROPOSAL: 'What is answered here was not proposed in this record.',
  PROPOSAL_NOT_OPEN: 'What is answered here was replaced, sent back, or signed by both before.',
  SIGNED_DIGEST: 'The signature is for other words than the resolution’s.',
  SIGNER_PARTY: 'The signature says another party than the signer’s.',
  SIGNER_ROLE: 'The signer may not sign for this party.',
  PARTY_SIGNED_TWICE: 'The party had signed already.',
  SAME_PERSON: 'One person signed for both parties.',
  KEY_OF_ANOTHER: 'Somebody else had signed with this key.',
  SIGNATURE: 'The signature is not valid: not this key signed these words.',
  NOT_RESOLVED: 'Both had signed, and something else follows than the resolution.',
  RESOLVED_UNSIGNED: 'The issue is called resolved without two signatures right before.',
  RESOLVED_OTHERWISE: 'The resolution names something else than what was signed.',
  NOT_RESOLVED_YET: 'Both had signed, and the record ends before the resolution. Export it again.',
  PIN_ROOT: 'The statement pins other entries than those before it.',
  STATEMENT: 'The statement that was signed says something else than its entry.',
  SIGNED_HEADER:
    'The signature was made by somebody else, for another party, or with another key than the entry says.',
  CERTIFICATE:
    'The certificate of this key does not hold: its signatures do not fit, or nobody could issue it then.',
  CERTIFICATE_OF_ANOTHER: 'The certificate is for another person, key, company or party.',
  CERTIFICATE_EXPIRED: 'The certificate did not hold when this was signed.',
  AGREEMENT: 'The signatures beside the entries are not the ones in the entries.',
  CHECKPOINT:
    'The provider’s word on the entries does not hold: its signatures do not fit, or nobody could give it then.',
  CHECKPOINT_OTHERWISE:
    'The provider vouched for other entries than these: one was changed, or entries are missing at the end.',
  COMMITMENT: 'The notes are not the ones that the proposal pinned.',
}

const limits: Readonly<Record<Limit, string>> = {
  KEYS:
    'That the keys are those persons’. The provider’s server bound each key to the person who was signed in; this file ' +
    'repeats it. Compare the keys and the fingerprint with the other party’s own export.',
  ROOT:
    'That the root of the certificates is the provider’s. Compare its fingerprint with the one in your contract, or ask ' +
    'for it with --root.',
  CLOSED_KEYS: 'That no certified key had been closed, as after a loss, before it signed.',
  AFTER_THE_PIN:
    'That entries after those that a resolution covers are unchanged, the signing itself among them. They are linked, ' +
    'not signed: the other party’s export shows the same fingerprint, or they differ.',
  LATER_ENTRIES: 'That nothing was recorded after the last entry.',
  TIME: 'That the times are right: they are the provider’s server’s.',
  TRUTH: 'That what people wrote is true.',
  INTERNAL: 'What the provider noted for itself, or whether it did.',
  FILES: 'The content of attached files: the record holds their fingerprints only.',
  NOT_COVERED: 'That what is marked “not covered” is right.',
}

const standings: Readonly<Record<RecordFacts['standing'], string>> = {
  OPEN: 'not resolved',
  RESOLVED: 'resolved',
  REOPENED: 'reopened after it was resolved',
  RECLASSIFIED: 'reclassified: no Critical Issue',
}

const later: Readonly<Record<LaterStep['kind'], string>> = {
  REOPENED: 'Reopened',
  RECLASSIFIED: 'Reclassified',
}

export const en = {
  verdicts: {
    VALID: 'The record is whole, and both parties signed it.',
    UNSIGNED: 'The record is whole, and it is not signed by both.',
    BROKEN: 'The record does not hold.',
    UNREADABLE: 'This is no record that can be read.',
  },
  verdictLines: {
    VALID:
      'Every entry follows from the one before it, and each signature fits its key and the words it is for.',
    UNSIGNED:
      'Every entry follows from the one before it. Nothing in it has two signatures, so that a change with all links ' +
      'made anew would not show.',
    BROKEN: 'It was changed, or it never was a room’s record. The first place at which it does not fit:',
    UNREADABLE: 'The place at which reading ended:',
  },
  faults,
  limits,
  standings,
  later,
  parties: { CUSTOMER: 'Customer', PROVIDER: 'Provider', SYSTEM: 'System' },
  outcomes: { ENDED: 'The Unavailability has ended.', WORKAROUND: 'A workaround is in place.' },
  assurances: {
    DEVICE_KEY: 'key made on the device, certified for the person by the provider after a sign-in',
    SESSION: 'key made on the device, bound to the person by the sign-in alone: the server’s stamp says so',
  },
  place: 'Place in the file',
  entry: 'Entry',
  offset: 'Character',
  expected: 'Expected',
  found: 'Found',
  room: 'The room',
  ticket: 'Ticket',
  title: 'Issue',
  company: 'Customer',
  standing: 'Stands as',
  entries: 'Entries',
  first: 'First entry',
  last: 'Last entry',
  fingerprint: 'Fingerprint',
  resolution: (version: number) => `Resolution, version ${version}`,
  statement: 'Statement',
  outcome: 'Outcome',
  endedAt: 'Ended at',
  cause: 'Cause',
  followUp: 'Still to come',
  proposedBy: 'Proposed by',
  covers: 'Covers',
  coversEntries: (last: number) => `entries 1 to ${last}`,
  pinned: 'Their fingerprint',
  signedDigest: 'What was signed',
  signedFor: (party: string) => `${party} signed`,
  by: (name: string, role: string) => `${name} (${role})`,
  at: (time: string, entry: number) => `${time}, entry ${entry}`,
  signedAt: 'Signed at',
  key: 'Key',
  root: 'Root of the entries',
  madeAt: 'Device’s time',
  certifiedFor: 'Certified for',
  certifiedAt: 'Certified at',
  validUntil: 'Valid until',
  signIn: 'Signed in by',
  signInAt: (ways: string, time: string) => `${ways}, ${time}`,
  rootFingerprint: 'Root fingerprint',
  assurance: 'Assurance',
  resolvedAt: 'Resolved at',
  afterwards: 'Afterwards',
  because: (reason: string) => `because: ${reason}`,
  notCovered: 'Not covered by any hash or signature',
  exportedAt: 'Exported at',
  exportedBy: 'Exported by',
  provider: 'Provider',
  names: 'Names',
  name: 'Name',
  checkpoint: 'The provider’s word on the entries',
  noCheckpoint:
    'The file has none: it was exported without a connection, or by an earlier version. Entries that no party’s signature covers are linked alone.',
  afterCheckpoint: 'Entries after these are linked and not vouched for.',
  unsignedVouched:
    'Every entry follows from the one before it, and the provider vouches for all of them. Nothing in it has two signatures.',
  madeBy: 'Given at',
  cannotShow: 'What this cannot show',
  utc: (moment: string) => `${moment} UTC`,

  usage:
    'Verifies an exported record: npm run verify -- FILE [--fingerprint HASH] [--root FINGERPRINT]\n' +
    '       [--internal BUNDLE] [--lang en|id] [--json]\n' +
    'Ends with 0 (whole and signed by both), 1 (broken, or not signed by both) or 2 (cannot be read).',
  holds: (entry: number) => `It holds the fingerprint asked for: up to entry ${entry} both are one record.`,
  holdsNot:
    'It does not hold the fingerprint asked for: it is another record, or it was changed or cut before that entry.',
  rootHolds: (root: string) => `Every signature is by a key that hangs on the root ${root}.`,
  rootHoldsNot: (root: string) => `Not every signature is by a key that hangs on the root ${root}.`,
  auditHolds: (entries: number, versions: string) =>
    `The ${entries} internal entries are the ones that these versions pinned: ${versions}.`,
  auditHoldsNot: 'The internal entries are not the ones that were pinned. The first place that does not fit:',
  noFile: (path: string) => `There is no file ${path} that can be read.`,
  tooManyFiles: 'One file at a time.',

  pageTitle: 'Verify an Accord record',
  pageLead:
    'Choose a file that ends in .accord-record. It is read on this computer alone: this page has no connection.',
  choose: 'Choose a record',
  drop: 'or drop it here',
  reading: 'Reading the record',
  language: 'Language',
  theme: 'Dark',
  again: 'Choose another record',
} as const
