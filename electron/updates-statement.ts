// What makes an update this product's own: a statement over version, channel, platform, every file's SHA-512 and an
// expiry, signed with Ed25519 and carried inside the feed's file. The feed's host, and whoever got hold of it, can
// then only hold an update back, and that shows when the statement expires. Pure: time, keys and versions come in.
//
//   feed (latest.yml) ── accord.statement: base64 of JSON ──┐
//                     └─ accord.signature: base64 ──────────┴─▶ judgeOffer ─▶ NEWER | CURRENT | a refusal
//
// electron-updater checks the downloaded file against the same SHA-512 that the statement names, and the platform's
// own signature after that.

import { createPublicKey, verify } from 'node:crypto'
import { isFields } from '../protocol/fields.ts'
import { compareVersions } from '../protocol/version.ts'

/** What is signed. `expiresAt` is an instant of the fixed form, `files` are exactly those of the feed. */
export interface UpdateStatement {
  readonly product: 'accord'
  readonly version: string
  readonly channel: string
  readonly platform: string
  readonly expiresAt: string
  readonly files: readonly UpdateFile[]
}

export interface UpdateFile {
  readonly url: string
  /** base64 */
  readonly sha512: string
}

/** What the running program holds an offer against. */
export interface UpdateExpectation {
  readonly version: string
  readonly channel: string
  readonly platform: string
  readonly keys: readonly string[]
  /** ms since 1970 */
  readonly now: number
}

export type OfferProblem =
  | 'UNSIGNED'
  | 'BAD_SIGNATURE'
  | 'NOT_A_STATEMENT'
  | 'OTHER_PRODUCT'
  | 'OTHER_CHANNEL'
  | 'OTHER_PLATFORM'
  | 'EXPIRED'
  | 'OTHER_FILES'
  | 'OLDER'

export type OfferJudgement =
  | { readonly offer: 'NEWER'; readonly statement: UpdateStatement }
  | { readonly offer: 'CURRENT' }
  | { readonly offer: 'REFUSED'; readonly because: OfferProblem }

/** Signed before the statement's own bytes, so that a signature made for anything else is worth nothing here. */
export const STATEMENT_PREFIX = 'accord update statement 1\n'

/** The fixed beginning of an Ed25519 public key as DER (RFC 8410); the 32 bytes follow. */
const ED25519_DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Judges what a feed's file says, as parsed from its YAML. Never throws.
 * An offer of the running version is judged as well: an expired one tells of a feed that is being held back.
 */
export function judgeOffer(info: unknown, expected: UpdateExpectation): OfferJudgement {
  const refused = (because: OfferProblem): OfferJudgement => ({ offer: 'REFUSED', because })
  const signed = signedPartOf(info)
  if (signed === null) return refused('UNSIGNED')
  const bytes = Buffer.from(signed.statement, 'base64')
  if (!isSigned(bytes, signed.signature, expected.keys)) return refused('BAD_SIGNATURE')
  const statement = statementOf(bytes)
  if (statement === null) return refused('NOT_A_STATEMENT')
  if (statement.product !== 'accord') return refused('OTHER_PRODUCT')
  if (statement.channel !== expected.channel) return refused('OTHER_CHANNEL')
  if (statement.platform !== expected.platform) return refused('OTHER_PLATFORM')
  if (!(expected.now < Date.parse(statement.expiresAt))) return refused('EXPIRED')
  if (!offersExactly(info, statement)) return refused('OTHER_FILES')
  const order = compareVersions(statement.version, expected.version)
  if (order === null) return refused('NOT_A_STATEMENT')
  if (order < 0) return refused('OLDER')
  return order === 0 ? { offer: 'CURRENT' } : { offer: 'NEWER', statement }
}

function signedPartOf(info: unknown): { statement: string; signature: string } | null {
  if (!isFields(info) || !isFields(info['accord'])) return null
  const { statement, signature } = info['accord']
  return typeof statement === 'string' && typeof signature === 'string' ? { statement, signature } : null
}

function isSigned(bytes: Buffer, signature: string, keys: readonly string[]): boolean {
  const message = Buffer.concat([Buffer.from(STATEMENT_PREFIX), bytes])
  return keys.some((key) => {
    const raw = Buffer.from(key, 'base64')
    if (raw.length !== 32) return false
    const der = Buffer.concat([ED25519_DER_PREFIX, raw])
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, message, publicKey, Buffer.from(signature, 'base64'))
  })
}

function statementOf(bytes: Buffer): UpdateStatement | null {
  let said: unknown
  try {
    said = JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
  if (!isFields(said) || !isFileList(said['files'])) return null
  const texts = ['product', 'version', 'channel', 'platform', 'expiresAt']
  if (!texts.every((name) => typeof said[name] === 'string')) return null
  return said as unknown as UpdateStatement
}

/** The feed around the statement offers what the statement names, and nothing beside it. */
function offersExactly(info: unknown, statement: UpdateStatement): boolean {
  if (!isFields(info) || info['version'] !== statement.version) return false
  // A web installer's package has a hash of its own, outside of the list: this product has none.
  if (info['packages'] !== undefined) return false
  const offered = info['files']
  if (!isFileList(offered) || offered.length === 0 || offered.length !== statement.files.length) return false
  return offered.every(({ url, sha512 }, at) => {
    const stated = statement.files[at]
    return stated !== undefined && stated.url === url && stated.sha512 === sha512
  })
}

const isFileList = (value: unknown): value is UpdateFile[] =>
  Array.isArray(value) &&
  value.every(
    (file) => isFields(file) && typeof file['url'] === 'string' && typeof file['sha512'] === 'string',
  )
