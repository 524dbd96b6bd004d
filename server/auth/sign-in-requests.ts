// What the routes of sign-in are asked with, judged field by field: a wrong field is named with its remedy. Whether a
// secret fits is judged elsewhere, and never told.

import { fieldsOf } from '../../protocol/fields.ts'
import { type DeviceWish, parseDevice, type WrongField } from './device-request.ts'
import { emailIn, WRONG_EMAIL } from './email-address.ts'
import type { EmailProof } from './email-sign-in.ts'
import { isToken } from './tokens.ts'

const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type EmailFinish = DeviceWish & { readonly proof: Omit<EmailProof, 'sender'> }
export type PhoneFinish = DeviceWish & { readonly email: string; readonly code: string }
export type InvitationFinish = DeviceWish & { readonly invitation: string }

/** Which session, and its refresh token where a cookie does not carry it. */
export interface SessionClaim {
  readonly sessionId: string
  readonly refreshToken: string | null
}

export function parseEmailStart(body: unknown): { readonly email: string } | WrongField {
  const email = emailIn(fieldsOf(body)['email'])
  return email === null ? WRONG_EMAIL : { email }
}

export function parseEmailFinish(body: unknown): EmailFinish | WrongField {
  const device = parseDevice(body)
  if ('field' in device) return device
  const { attempt, code, link } = fieldsOf(body)
  if (!isToken(attempt)) return { field: 'attempt', remedy: 'Send the attempt that the start answered.' }
  if (isToken(link) && code === undefined) return { ...device, proof: { attempt, secret: { link } } }
  const digits = digitsOf(code, 6)
  if (digits === null || link !== undefined)
    return { field: 'code', remedy: 'Send the six digits of the mail, or the secret of its link.' }
  return { ...device, proof: { attempt, secret: { code: digits } } }
}

export function parsePhoneFinish(body: unknown): PhoneFinish | WrongField {
  const device = parseDevice(body)
  if ('field' in device) return device
  const fields = fieldsOf(body)
  const email = emailIn(fields['email'])
  if (email === null) return WRONG_EMAIL
  const code = digitsOf(fields['code'], 8)
  if (code === null) return { field: 'code', remedy: 'Send the eight digits that were read out.' }
  return { ...device, email, code }
}

export function parseInvitation(body: unknown): InvitationFinish | WrongField {
  const device = parseDevice(body)
  if ('field' in device) return device
  const { invitation } = fieldsOf(body)
  if (!isToken(invitation)) return { field: 'invitation', remedy: 'Send the secret of the invitation.' }
  return { ...device, invitation }
}

export function parseClaim(body: unknown): SessionClaim | WrongField {
  const { sessionId, refreshToken } = fieldsOf(body)
  if (typeof sessionId !== 'string' || !SESSION_ID.test(sessionId))
    return { field: 'sessionId', remedy: 'Send the id of the session, as it was answered.' }
  if (refreshToken == null) return { sessionId, refreshToken: null }
  if (!isToken(refreshToken)) return { field: 'refreshToken', remedy: 'Send it as it was answered.' }
  return { sessionId, refreshToken }
}

/** People type spaces between digits. */
function digitsOf(code: unknown, count: number): string | null {
  const digits = typeof code === 'string' && code.length <= 20 ? code.replaceAll(/[\s-]/g, '') : ''
  return digits.length === count && /^\d+$/.test(digits) ? digits : null
}
