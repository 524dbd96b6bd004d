// What the server says of a person's devices, passkeys and signing keys, and of a code that was made for the phone.

import { type Fields, fieldsOf, isFields } from '../../protocol/fields.ts'

export interface Device {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastSeenAt: string
  /** As the server names it, such as EMAIL or PASSKEY. */
  readonly method: string
  /** The device that asks. */
  readonly current: boolean
}

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  /** Null: never since it was made. */
  readonly lastUsedAt: string | null
}

/** A key that was certified for the person; the key itself stays on the device that made it. */
export interface SigningKey {
  /** Its thumbprint, as records name it. */
  readonly kid: string
  /** 32 bytes, base64url. */
  readonly publicKey: string
  readonly enrolledAt: string
  /** How long its certificate holds. */
  readonly notAfter: string
  /** Null while it may sign. */
  readonly revokedAt: string | null
}

/** Shown once, to be read out. */
export interface IssuedCode {
  readonly code: string
  readonly expiresAt: string
}

export const parseDevices = (value: unknown): readonly Device[] | null =>
  listOf(value, ({ id, name, createdAt, lastSeenAt, method, current }) =>
    isText(id) && isText(name) && isText(createdAt) && isText(lastSeenAt) && isText(method)
      ? { id, name, createdAt, lastSeenAt, method, current: current === true }
      : null,
  )

export const parsePasskeys = (value: unknown): readonly Passkey[] | null =>
  listOf(value, ({ id, name, createdAt, lastUsedAt }) =>
    isText(id) && isText(name) && isText(createdAt)
      ? { id, name, createdAt, lastUsedAt: isText(lastUsedAt) ? lastUsedAt : null }
      : null,
  )

export const parseSigningKeys = (value: unknown): readonly SigningKey[] | null =>
  listOf(value, ({ kid, publicKey, enrolledAt, notAfter, revokedAt }) =>
    isText(kid) && isText(publicKey) && isText(enrolledAt) && isText(notAfter)
      ? { kid, publicKey, enrolledAt, notAfter, revokedAt: isText(revokedAt) ? revokedAt : null }
      : null,
  )

export function parsePhoneCode(value: unknown): IssuedCode | null {
  const { code, expiresAt } = fieldsOf(value)
  return isText(code) && isText(expiresAt) ? { code, expiresAt } : null
}

/** The items that are whole; null where there is no list at all. */
function listOf<Item>(value: unknown, parse: (fields: Fields) => Item | null): readonly Item[] | null {
  if (!Array.isArray(value)) return null
  return value.flatMap((one: unknown) => {
    const item = isFields(one) ? parse(one) : null
    return item === null ? [] : [item]
  })
}

const isText = (value: unknown): value is string => typeof value === 'string'
