// One signature of a record: whether it is made over exactly what was proposed, by the key beside it, under a header
// that names this person and party, and whether its certificate says the same and held when the server recorded it.

import { roleNameOf } from '../domain/incident/resolution-signature.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { crypto as lawCrypto } from './crypto.ts'
import { thumbprint } from './jws.ts'
import { faultAt, type Of, type Proposal } from './verify-record-proposal.ts'
import type { CertificateFound, Fault, SignatureFacts } from './verify-record-result.ts'

export type Marked =
  | { readonly ok: true; readonly signature: SignatureFacts }
  | { readonly ok: false; readonly fault: Fault }

type Signed = Of<'ResolutionSigned'>

/** `proposal`: the one that the entry signs. */
export function markOf(entry: Signed, proposal: Proposal): Marked {
  const { text } = proposal.entry.body
  return text === undefined ? bareMark(entry, proposal.entry.body.digest) : statementMark(entry, text)
}

/** Of before there were statements: the digest alone is signed. */
function bareMark(entry: Signed, digest: string): Marked {
  const { publicKey, signature, protected: header, certificate } = entry.body
  if (header !== undefined) return broken(faultAt(entry, 'SIGNED_HEADER', 'protected', 'no header', header))
  if (certificate !== undefined)
    return broken(faultAt(entry, 'CERTIFICATE', 'certificate', 'no certificate', certificate))
  if (!lawCrypto.verify(publicKey, digest, signature))
    return broken(faultAt(entry, 'SIGNATURE', 'signature', `a signature over ${digest}`, signature))
  return {
    ok: true,
    signature: { ...factsOf(entry), assurance: 'SESSION', signedAt: null, certificate: null },
  }
}

function statementMark(entry: Signed, text: string): Marked {
  const { event, body } = entry
  const { publicKey, signature, certificate } = body
  const header = lawCrypto.openMark({ publicKey, protected: body.protected ?? '', signature }, text)
  if (header === null)
    return broken(faultAt(entry, 'SIGNATURE', 'signature', 'a signature over the statement', signature))
  const { kid, role, signer, signedAt, authTime, amr } = header
  const said = [kid, role, signer].join(' ')
  const expected = [thumbprint(publicKey), roleNameOf(body.party), event.actor.personId].join(' ')
  if (said !== expected) return broken(faultAt(entry, 'SIGNED_HEADER', 'protected', expected, said))
  const found = certificate === undefined ? null : readCertificate(certificate)
  const fault = certificate === undefined ? null : certificateFault(entry, found)
  if (fault !== null) return broken(fault)
  const [since, ways] = [found?.facts.authTime ?? null, found?.facts.amr.join(' ') ?? '']
  if (authTime !== since || amr.join(' ') !== ways)
    return broken(
      faultAt(entry, 'SIGNED_HEADER', 'protected', `${since} ${ways}`, `${authTime} ${amr.join(' ')}`),
    )
  const assurance = found === null ? 'SESSION' : 'DEVICE_KEY'
  const shown = found === null ? null : foundOf(found)
  return { ok: true, signature: { ...factsOf(entry), assurance, signedAt, certificate: shown } }
}

function certificateFault(entry: Signed, certificate: Certificate | null): Fault | null {
  const { event, body } = entry
  if (certificate === null)
    return faultAt(entry, 'CERTIFICATE', 'certificate', 'a certificate that holds', body.certificate)
  const { facts } = certificate
  const account = facts.party === 'CUSTOMER' ? facts.accountId : event.accountId
  // The entry's role stands behind the pin and is linked alone: the certificate's is the one that was signed.
  const said = [facts.personId, facts.party, facts.role, account, facts.publicKey].join(' ')
  const { personId, role } = event.actor
  const expected = [personId, body.party, role, event.accountId, body.publicKey].join(' ')
  if (said !== expected) return faultAt(entry, 'CERTIFICATE_OF_ANOTHER', 'certificate', expected, said)
  return event.recordedAt >= facts.issuedAt && event.recordedAt < facts.notAfter
    ? null
    : faultAt(
        entry,
        'CERTIFICATE_EXPIRED',
        'certificate',
        `${facts.issuedAt} to ${facts.notAfter}`,
        event.recordedAt,
      )
}

const factsOf = ({ event, body, index }: Signed) => ({
  party: body.party,
  by: event.actor,
  at: event.recordedAt,
  sharedSeq: index + 1,
  publicKey: body.publicKey,
})

const foundOf = ({ facts, rootFingerprint }: Certificate): CertificateFound => ({
  name: facts.name,
  email: facts.email,
  accountName: facts.accountName,
  amr: facts.amr,
  authTime: facts.authTime,
  issuedAt: facts.issuedAt,
  notAfter: facts.notAfter,
  rootFingerprint,
})

const broken = (fault: Fault): Marked => ({ ok: false, fault })
