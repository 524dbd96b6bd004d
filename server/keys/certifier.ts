// Issues certificates and checkpoints with the keys of a folder. It is asked once for each device and year, and for each
// export, so it reads the folder each time: an issuing key that was rotated counts at once, and none stays in memory.

import { DAY, epochOf, type Instant, instantAt } from '../../domain/time.ts'
import type { CertificateFacts } from '../../domain/incident/resolution-mark.ts'
import { keyCertificateHeader, keyCertificatePayload } from '../../protocol/certificate.ts'
import { type CheckpointFacts, checkpointHeader, checkpointPayload } from '../../protocol/checkpoint.ts'
import { thumbprint } from '../../protocol/jws.ts'
import {
  ensureRoot,
  holdsRootKey,
  type Issuer,
  issuerIn,
  KeysError,
  makeIssuer,
  rootIn,
  signedCertificate,
} from './key-folder.ts'

/** A person's key is certified for this long; signing in anew certifies it again. */
export const KEY_LIFE = 365 * DAY

export type NewCertificate = Omit<CertificateFacts, 'kid' | 'issuedAt' | 'notAfter'>

export interface Certified {
  readonly facts: CertificateFacts
  readonly certificate: string
}

export interface Certifier {
  /** @throws {KeysError} where the issuing key has run out and only the operator can make another. */
  certify(about: NewCertificate, now: Instant): Promise<Certified>
  /** A checkpoint over a record as it stands (protocol/checkpoint.ts). @throws {KeysError} like `certify`. */
  checkpoint(about: Omit<CheckpointFacts, 'issuedAt'>, now: Instant): Promise<string>
  /** The root's fingerprint (RFC 7638), or null before there is one. */
  rootFingerprint(): string | null
}

/** The folder need not be there yet: the first certificate makes it. `onRoot` is told of a root that was made by that. */
export const openCertifier = (folder: string, onRoot: () => void = () => {}): Certifier => {
  /** One after the other, so that two first needs make one root. */
  let last: Promise<unknown> = Promise.resolve()
  const issuer = (now: Instant): Promise<Issuer> => {
    const next = last.then(
      () => currentIssuer(folder, now, onRoot),
      () => currentIssuer(folder, now, onRoot),
    )
    last = next
    return next
  }
  return {
    async certify(about, now) {
      const by = await issuer(now)
      const notAfter = instantAt(epochOf(now) + KEY_LIFE)
      const facts = { ...about, kid: thumbprint(about.publicKey), issuedAt: now, notAfter }
      const header = keyCertificateHeader(by.publicKey, by.certificate)
      return { facts, certificate: await signedCertificate(header, keyCertificatePayload(facts), by) }
    },
    async checkpoint(about, now) {
      const by = await issuer(now)
      const header = checkpointHeader(by.publicKey, by.certificate)
      return signedCertificate(header, checkpointPayload({ ...about, issuedAt: now }), by)
    },
    rootFingerprint: () => {
      const root = rootIn(folder)
      return root === null ? null : thumbprint(root)
    },
  }
}

async function currentIssuer(folder: string, now: Instant, onRoot: () => void): Promise<Issuer> {
  const current = issuerIn(folder)
  if (current !== null && current.facts.notBefore <= now && now < current.facts.notAfter) return current
  if (rootIn(folder) === null) {
    ensureRoot(folder)
    onRoot()
  }
  if (holdsRootKey(folder)) return makeIssuer(folder, folder, now)
  throw new KeysError(
    `The issuing key in ${folder} has run out: run \`npm run keys -- rotate ROOT_FOLDER\` with the root's folder.`,
  )
}
