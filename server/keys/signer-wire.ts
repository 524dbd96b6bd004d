// What server and signer say to each other over the signer's socket: JSON over HTTP, and what each part of it must be. A
// signer signs nothing that does not fit, whoever asks.

import type { CheckpointFacts } from '../../protocol/checkpoint.ts'
import { fromBase64Url } from '../../protocol/base64url.ts'
import { isTexts } from '../../protocol/jws.ts'
import { parseInstant } from '../../domain/time.ts'
import type { NewCertificate } from './certifier.ts'

export const ASK = { certify: '/certify', checkpoint: '/checkpoint', root: '/root' } as const

/** Every answer says the root's fingerprint, or null before there is one; 200 where something was signed. */
export interface SignerAnswer {
  readonly root: string | null
  /** The certificate or the checkpoint: a compact JWS. */
  readonly signed?: string
  /** Why nothing was signed: one sentence for the operator. */
  readonly problem?: string
}

/** The operator alone can help: it is no use to ask again. */
export const KEYS_STATUS = 409

type Checks<T> = { readonly [K in keyof T]: (value: unknown) => boolean }

const TEXT_MAX = 400
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.length <= TEXT_MAX
const isTextOrNull = (value: unknown): boolean => value === null || isText(value)
const is32Bytes = (value: unknown): boolean =>
  typeof value === 'string' && value.length === 43 && fromBase64Url(value)?.length === 32
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

export const CERTIFICATE_CHECKS: Checks<NewCertificate> = {
  publicKey: is32Bytes,
  personId: isText,
  name: isText,
  email: isTextOrNull,
  party: (value) => value === 'CUSTOMER' || value === 'PROVIDER',
  role: isText,
  accountId: isTextOrNull,
  accountName: isTextOrNull,
  amr: isTexts,
  authTime: (value) => typeof value === 'string' && parseInstant(value) !== null,
}

export const CHECKPOINT_CHECKS: Checks<Omit<CheckpointFacts, 'issuedAt'>> = {
  accountId: isText,
  roomId: isText,
  sharedSeq: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  hash: isHash,
  root: isHash,
}

/** What was asked for as it may be signed, or the name of the first field that is missing, wrong or not known. */
export function readAsked<T extends object>(checks: Checks<T>, asked: unknown): T | string {
  if (typeof asked !== 'object' || asked === null) return 'body'
  const said = asked as Readonly<Record<string, unknown>>
  const unknown = Object.keys(said).find((name) => !Object.hasOwn(checks, name))
  if (unknown !== undefined) return unknown.slice(0, TEXT_MAX)
  const wrong = Object.entries<(value: unknown) => boolean>(checks).find(([name, fits]) => !fits(said[name]))
  return wrong === undefined ? (said as T) : wrong[0]
}
