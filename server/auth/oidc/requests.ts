// What the routes of a provider's sign-in are asked with, judged field by field. A wrong field is named with its remedy;
// the page that begins a sign-in is opened by a link, whose maker is told nothing.

import { isChallenge } from '../../../protocol/desktop-sign-in.ts'
import { fieldsOf } from '../../../protocol/fields.ts'
import { type DeviceWish, parseDevice, type WrongField } from '../device-request.ts'
import { isToken } from '../tokens.ts'
import type { FlowWish } from './flow.ts'

export type FinishWish = DeviceWish & { readonly handover: string; readonly verifier: string }

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
