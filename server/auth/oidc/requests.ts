// What the routes of sign-in are asked with, judged field by field. A wrong field is named with its remedy; the page
// that begins a sign-in is opened by a link, whose maker is told nothing.

import { isChallenge } from '../../../protocol/desktop-sign-in.ts'
import type { Keep } from '../finish.ts'
import { isToken } from '../tokens.ts'
import type { FlowWish } from './flow.ts'

export interface WrongField {
  readonly field: string
  readonly remedy: string
}

/** Where the session's refresh token goes, and what the person's list of devices calls this one. */
export interface DeviceWish {
  readonly keep: Keep
  readonly deviceName: string
}

export type FinishWish = DeviceWish & { readonly handover: string; readonly verifier: string }

const DEVICE_NAME_MAX = 100
const PROVIDER_ID_MAX = 100
/** RFC 7636, 4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/** The query of /auth/oidc/start, or null. */
export function parseStart(query: unknown): (FlowWish & { readonly provider: string }) | null {
  const { provider, challenge, return: back = 'web', invitation = null, fresh } = fieldsOf(query)
  if (typeof provider !== 'string' || provider === '' || provider.length > PROVIDER_ID_MAX) return null
  if (typeof challenge !== 'string' || !isChallenge(challenge)) return null
  if (back !== 'web' && back !== 'desktop') return null
  if (invitation !== null && !isToken(invitation)) return null
  return { provider, challenge, back, invitation, fresh: fresh === '1' }
}

export function parseFinish(body: unknown): FinishWish | WrongField {
  const { handover, verifier } = fieldsOf(body)
  const device = parseDevice(body)
  if ('field' in device) return device
  if (!isToken(handover)) return { field: 'handover', remedy: 'Send the handover as it came in the address.' }
  if (typeof verifier !== 'string' || !VERIFIER.test(verifier))
    return { field: 'verifier', remedy: 'Send the PKCE verifier of the challenge that you began with.' }
  return { ...device, handover, verifier }
}

export function parseChallenge(body: unknown): { readonly challenge: string } | WrongField {
  const { challenge } = fieldsOf(body)
  if (typeof challenge === 'string' && isChallenge(challenge)) return { challenge }
  return { field: 'challenge', remedy: 'Send the S256 challenge of the program that asks.' }
}

/** What every finishing request says of the device. */
export function parseDevice(body: unknown): DeviceWish | WrongField {
  const { keep, deviceName } = fieldsOf(body)
  if (keep !== 'COOKIE' && keep !== 'BODY') return { field: 'keep', remedy: 'Send COOKIE or BODY.' }
  if (typeof deviceName !== 'string' || deviceName.length > DEVICE_NAME_MAX)
    return { field: 'deviceName', remedy: `Send a name of at most ${DEVICE_NAME_MAX} characters.` }
  return { keep, deviceName }
}

/** A body's or query's own fields; those of what is no object are none. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
