// What the ways in take for an e-mail address. Whether somebody has it is never told.

/** RFC 5321 allows no longer one. */
const LENGTH_MAX = 254
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+$/

/** The field and its remedy, for whoever gave something else. */
export const WRONG_EMAIL = {
  field: 'email',
  remedy: 'Give an e-mail address, such as name@company.example.',
} as const

/** The address without the spaces around it, or null for what is none. */
export function emailIn(value: unknown): string | null {
  const address = typeof value === 'string' ? value.trim() : ''
  return address.length <= LENGTH_MAX && EMAIL.test(address) ? address : null
}
