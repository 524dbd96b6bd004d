// The fixed story as a server seals it today: salted entries, pinned root and internal commitment, statements signed as
// JWS with certified keys. Keys, salts and times are the same in every run.

import { createHash } from 'node:crypto'
import type { SignResolution } from '../../domain/incident/resolution.ts'
import type { CertificateFacts, MarkHeader } from '../../domain/incident/resolution-mark.ts'
import { openResolution } from '../../domain/incident/state.ts'
import { toRoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { DAY, epochOf, instantAt, MINUTE } from '../../domain/time.ts'
import {
  certificateInput,
  issuerCertificateHeader,
  issuerCertificatePayload,
  keyCertificateHeader,
  keyCertificatePayload,
} from '../../protocol/certificate.ts'
import { type CheckpointFacts, checkpointHeader, checkpointPayload } from '../../protocol/checkpoint.ts'
import { crypto } from '../../protocol/crypto.ts'
import { treeOf } from '../../protocol/exported-record.ts'
import type { Fields } from '../../protocol/fields.ts'
import { markHeader, signingInput, thumbprint } from '../../protocol/jws.ts'
import { linkedContent } from '../../protocol/record.ts'
import { internalCommitment, rootOf } from '../../protocol/record-tree.ts'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { by, play, START, type Step } from './given.ts'
import { emptyLedger, lastOf, type Ledger, ROOM, roomOf, type Seal } from './ledger.ts'
import { agent, signatory } from './people.ts'
import { exportOf } from './record-story.ts'
import { type Signer, signerOf } from './signing.ts'
import { inProgress, proposed } from './story.ts'

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The secret bytes of a proposal's internal commitment. */
export const openingOf = (ledger: Ledger): string => hexOf(`opening ${ledger.asked}`)

export const seal: Seal = {
  saltOf: (id) =>
    Buffer.from(hexOf(`salt ${id}`), 'hex')
      .subarray(0, 16)
      .toString('base64url'),
  pinOf(ledger) {
    const shared = ledger.log.filter(({ audience }) => audience === 'SHARED')
    const internal = ledger.log.findLast(({ audience }) => audience === 'INTERNAL')?.hash ?? CHAIN_START
    const root = rootOf(treeOf(shared.map((event) => linkedContent(event) as never)))
    return {
      provider: 'Halyard',
      root,
      internalCommitment: internalCommitment(openingOf(ledger), internal),
    }
  },
}

export const root: Signer = signerOf('the root')
export const issuer: Signer = signerOf('the issuer')

const signedBy = (signer: Signer, header: Fields, payload: Fields): string => {
  const input = certificateInput(header, payload)
  return `${input}.${signer.signText(input)}`
}

/** The issuer's certificate, from a day before the start for 90 days unless told otherwise. */
export const issuerCertificate = (by_: Signer = root, from = -DAY, until = 89 * DAY): string =>
  signedBy(
    by_,
    issuerCertificateHeader(by_.publicKey),
    issuerCertificatePayload({
      publicKey: issuer.publicKey,
      notBefore: instantAt(epochOf(START) + from),
      notAfter: instantAt(epochOf(START) + until),
    }),
  )

/** A person's certificate for the person's own key, issued at the start. */
export function certificateOf(
  who: Person,
  changes: Partial<CertificateFacts> = {},
  { by: issuedBy = issuer, chain = issuerCertificate() }: { by?: Signer; chain?: string } = {},
): string {
  const { publicKey } = signerOf(who.id)
  const facts: CertificateFacts = {
    kid: thumbprint(changes.publicKey ?? publicKey),
    publicKey,
    personId: who.id,
    name: who.name,
    email: who.email,
    party: who.party,
    role: who.role,
    accountId: who.accountId,
    accountName: who.accountId === null ? null : 'Nusantara Pay',
    amr: ['passkey'],
    authTime: instantAt(epochOf(START) - MINUTE),
    issuedAt: START,
    notAfter: instantAt(epochOf(START) + 365 * DAY),
    ...changes,
  }
  return signedBy(issuedBy, keyCertificateHeader(issuer.publicKey, chain), keyCertificatePayload(facts))
}

export interface Signing {
  /** Null: signed without one. */
  readonly certificate?: string | null
  readonly header?: Partial<MarkHeader>
  readonly signer?: Signer
}

interface Stated {
  readonly id: string
  readonly digest: string
  readonly text: string | null
}

/** A person's signature under a statement with a certified key; what a device hands in. */
export const marked = (who: Person, proposal: Stated, how: Signing = {}): SignResolution =>
  markOf(who, proposal, { certificate: certificateOf(who), ...how })

/** The same without a certificate unless one is given. */
export function markOf(
  who: Pick<Person, 'id' | 'party'>,
  proposal: Stated,
  { certificate = null, header = {}, signer = signerOf(who.id) }: Signing = {},
): SignResolution {
  const protectedHeader = markHeader({
    kid: crypto.thumbprint(signer.publicKey),
    role: who.party === 'CUSTOMER' ? 'customer' : 'provider',
    signer: who.id,
    signedAt: instantAt(epochOf(START) + 30 * MINUTE),
    authTime: certificate === null ? null : instantAt(epochOf(START) - MINUTE),
    amr: certificate === null ? [] : ['passkey'],
    ...header,
  })
  return {
    type: 'signResolution',
    proposalId: proposal.id as SignResolution['proposalId'],
    digest: proposal.digest,
    publicKey: signer.publicKey,
    signature: signer.signText(signingInput(protectedHeader, proposal.text ?? '')),
    protected: protectedHeader,
    ...(certificate === null ? {} : { certificate }),
  }
}

/** A person signs the open proposal. */
export const marks = (who: Person, how?: Signing): Step =>
  by(who, (ledger) => {
    const open = openResolution(roomOf(ledger))
    if (open === null) throw new Error('nothing is open to be signed')
    return marked(who, open, how)
  })

export const emptySealed = (room: string = ROOM): Ledger => emptyLedger(toRoomId(room), seal)
export const sealed = (steps: readonly Step[], room?: string): Ledger => play(emptySealed(room), steps)

const noted: Step = by(agent, {
  type: 'postNote',
  text: 'The pool was full; we raised it.',
  replyTo: null,
})
const rejected: Step = by(signatory, (ledger) => ({
  type: 'rejectResolution',
  proposalId: lastOf(ledger, 'ResolutionProposed'),
  reason: 'Half of the calls still fail.',
}))
const reopened: Step = by(signatory, { type: 'reopen', reason: 'It fails again: “504” since 10:02 ☎.' })

/** The rooms of the golden files of version 2. */
export const SEALED_STORIES = {
  'sealed-signed': [...inProgress, noted, proposed, marks(signatory), marks(agent)],
  'sealed-session': [...inProgress, proposed, marks(signatory), marks(agent, { certificate: null })],
  'sealed-reopened': [
    ...inProgress,
    proposed,
    marks(agent),
    rejected,
    noted,
    proposed,
    marks(signatory),
    marks(agent),
    reopened,
    proposed,
    marks(agent),
    marks(signatory),
  ],
  'sealed-unsigned': [...inProgress, proposed, marks(agent)],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type SealedName = keyof typeof SEALED_STORIES

/** The provider's word on a log up to its entry number `upTo`, all of it unless told otherwise. */
export function checkpointOf(
  { log }: Ledger,
  { upTo = Infinity, changes = {}, by: issuedBy = issuer, chain = issuerCertificate() }: Checkpointing = {},
): string {
  const shared = log.filter(({ audience }) => audience === 'SHARED').slice(0, upTo)
  const last = shared.at(-1)
  if (last === undefined) throw new Error('nothing to vouch for')
  const facts: CheckpointFacts = {
    accountId: last.accountId,
    roomId: last.roomId,
    sharedSeq: shared.length,
    hash: last.hash ?? '',
    root: rootOf(treeOf(shared.map((event) => linkedContent(event) as never))),
    issuedAt: instantAt(epochOf(START) + 60 * MINUTE),
    ...changes,
  }
  return signedBy(issuedBy, checkpointHeader(issuer.publicKey, chain), checkpointPayload(facts))
}

export interface Checkpointing {
  readonly upTo?: number
  readonly changes?: Partial<CheckpointFacts>
  readonly by?: Signer
  readonly chain?: string
}

/** The golden file of version 3: with the provider's word on all of its entries. */
export function exportVouched(): string {
  const ledger = sealed(SEALED_STORIES['sealed-signed'])
  return exportOf(ledger.log, 60, checkpointOf(ledger))
}

export const exportOfSealed = (name: SealedName): string => exportOf(sealed(SEALED_STORIES[name]).log)
