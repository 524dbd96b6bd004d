// The folder of the keys that certify people's signing keys, apart from the data: who copies the database has none of
// them. A root certifies an issuing key for 90 days, the issuing key certifies people's keys; the root's private half is
// best kept on a medium that lies in a safe (`npm run keys`, docs/operating.md). Without one, the first need makes both
// here, which is weaker: then whoever has this folder can make issuers.
//
//   root.pub  root.key (where it is kept here)  issuer.key  issuer.cert  issuers/<kid>.cert (all there ever were)

import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { CompactSign } from 'jose'
import { DAY, epochOf, type Instant, instantAt } from '../../domain/time.ts'
import {
  issuerCertificateHeader,
  issuerCertificatePayload,
  type IssuerFacts,
  readIssuerCertificate,
} from '../../protocol/certificate.ts'
import { canonicalJson } from '../../protocol/crypto.ts'
import type { Fields } from '../../protocol/fields.ts'
import { thumbprint } from '../../protocol/jws.ts'

export const ISSUER_LIFE = 90 * DAY

/** A private key with the public one's 32 bytes in base64url. */
export interface KeyPair {
  readonly publicKey: string
  readonly privateKey: KeyObject
}

export interface Issuer extends KeyPair {
  readonly facts: IssuerFacts
  /** By its root; travels in every certificate that it issues. */
  readonly certificate: string
}

/** Something about the keys that the operator must see to; one sentence. */
export class KeysError extends Error {
  override readonly name = 'KeysError'
}

/** Makes a root in a folder of its own. @throws {KeysError} where there is one already. */
export function makeRoot(folder: string): KeyPair {
  if (existsSync(join(folder, 'root.pub')) || existsSync(join(folder, 'root.key')))
    throw new KeysError(`There is a root in ${folder} already; it is never replaced. Choose another folder.`)
  openKeyFolder(folder)
  const made = newKeyPair(join(folder, 'root.key'))
  putInPlace(join(folder, 'root.pub'), `${made.publicKey}\n`, 0o644)
  return made
}

/**
 * The root of a folder that several nodes may share: made where there is none, by one of them alone.
 * @throws {KeysError} where its private half is kept elsewhere.
 */
export function ensureRoot(folder: string): void {
  openKeyFolder(folder)
  const path = join(folder, 'root.key')
  const own = `${path}.${randomUUID()}`
  newKeyPair(own)
  try {
    linkSync(own, path)
  } catch (error) {
    // Another node was first, and its root is the one.
    if (!existsSync(path)) throw error
  } finally {
    rmSync(own)
  }
  const root = readKeyPair(path)
  if (root === null) throw new KeysError(`There is no root.key in ${folder}.`)
  putInPlace(join(folder, 'root.pub'), `${root.publicKey}\n`, 0o644)
}

/**
 * Makes a new issuing key, certified by the root of `rootFolder` for 90 days from now. The certificate of the one before
 * stays in the folder and in what it issued; its private half is gone then.
 * @throws {KeysError} where there is no root, or another than the one that certified before.
 */
export async function makeIssuer(folder: string, rootFolder: string, now: Instant): Promise<Issuer> {
  const root = readKeyPair(join(rootFolder, 'root.key'))
  const known = rootIn(folder)
  if (root === null) throw new KeysError(`There is no root.key in ${rootFolder}.`)
  if (known !== null && known !== root.publicKey)
    throw new KeysError(
      `The root of ${rootFolder} is ${thumbprint(root.publicKey)}, but ${folder} is under ${thumbprint(known)}.`,
    )
  openKeyFolder(folder)
  openKeyFolder(join(folder, 'issuers'))
  // Nodes that share the folder may renew at once: each has files of its own until they are in place.
  const newKey = join(folder, `issuer.key.${randomUUID()}`)
  const made = newKeyPair(newKey)
  const until = instantAt(epochOf(now) + ISSUER_LIFE)
  const facts = { publicKey: made.publicKey, notBefore: now, notAfter: until }
  const payload = issuerCertificatePayload(facts)
  const certificate = await signedCertificate(issuerCertificateHeader(root.publicKey), payload, root)
  if (known === null) putInPlace(join(folder, 'root.pub'), `${root.publicKey}\n`, 0o644)
  writeFileSync(join(folder, 'issuers', `${thumbprint(made.publicKey)}.cert`), certificate)
  // The certificate last: a key without its certificate is no issuer, and is made anew.
  renameSync(newKey, join(folder, 'issuer.key'))
  putInPlace(join(folder, 'issuer.cert'), certificate, 0o644)
  return { ...made, certificate, facts: { ...facts, root: root.publicKey } }
}

/** The issuing key of the folder, valid or not; null where there is none. */
export function issuerIn(folder: string): Issuer | null {
  const pair = readKeyPair(join(folder, 'issuer.key'))
  const certificate = readText(join(folder, 'issuer.cert'))
  const facts = certificate === null ? null : readIssuerCertificate(certificate)
  if (pair === null || certificate === null || facts?.publicKey !== pair.publicKey) return null
  return { ...pair, certificate, facts }
}

/** Every issuer that there was, the one that ends last first. */
export function issuersIn(folder: string): readonly IssuerFacts[] {
  const names = existsSync(join(folder, 'issuers')) ? readdirSync(join(folder, 'issuers')) : []
  return names
    .flatMap((name) => readIssuerCertificate(readText(join(folder, 'issuers', name)) ?? '') ?? [])
    .toSorted((a, b) => (a.notAfter < b.notAfter ? 1 : -1))
}

/** The root's public key; null where there is none. */
export const rootIn = (folder: string): string | null => readText(join(folder, 'root.pub'))

export const holdsRootKey = (folder: string): boolean => existsSync(join(folder, 'root.key'))

/** A compact JWS; names of both parts stand in order, so that it has one form. */
export const signedCertificate = (header: Fields, payload: Fields, by: KeyPair): Promise<string> =>
  new CompactSign(new TextEncoder().encode(canonicalJson(payload)))
    .setProtectedHeader({ ...header, alg: 'EdDSA' })
    .sign(by.privateKey)

/** Makes the folder where it is not there, and keeps others of this machine out of it. */
export function openKeyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** Whoever reads it meanwhile finds the old text or the new one, and no half of either. */
function putInPlace(path: string, text: string, mode: number): void {
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, text, { mode })
  renameSync(own, path)
}

function newKeyPair(path: string): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  return withPublic(privateKey)
}

function readKeyPair(path: string): KeyPair | null {
  const text = readText(path)
  if (text === null) return null
  try {
    return withPublic(createPrivateKey(text))
  } catch (cause) {
    throw new KeysError(`${path} is no private key.`, { cause })
  }
}

function withPublic(privateKey: KeyObject): KeyPair {
  const { crv, x } = privateKey.export({ format: 'jwk' })
  if (crv !== 'Ed25519' || x === undefined) throw new KeysError('A key of the folder is no Ed25519 key.')
  return { privateKey, publicKey: x }
}

const readText = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() : null
