// What was begun and is not ended: a sign-in by e-mail (shared by all windows of this browser, because the mail's link
// opens another tab), and a journey to an OpenID provider with the secret that proves who began it (this window's own).

import { toBase64Url } from '../../protocol/base64url.ts'
import { type Fields, fieldsOf } from '../../protocol/fields.ts'
import type { Keeper } from './session.ts'

export interface EmailAttempt {
  readonly attempt: string
  readonly email: string
  /** When it began, by this computer's clock, ms since 1970. */
  readonly at: number
}

const ATTEMPT = 'accord.sign-in.attempt'
const FLOW = 'accord.sign-in.flow'
/** As long as the server keeps one; a clock that was set back does not make it last. */
const ATTEMPT_LASTS_MS = 10 * 60_000
const VERIFIER_BYTES = 32

/** Those of a step-up are kept apart, by whose session it is: nobody else goes on with them. */
const keyOf = (personId: string | null): string => (personId === null ? ATTEMPT : `${ATTEMPT}.${personId}`)

/** `personId`: whose session is to be made fresh; null for a new one. */
export const keepAttempt = (browser: Keeper, personId: string | null, attempt: EmailAttempt): void =>
  browser.setItem(keyOf(personId), JSON.stringify(attempt))

export const forgetAttempt = (browser: Keeper, personId: string | null): void =>
  browser.removeItem(keyOf(personId))

export function keptAttempt(browser: Keeper, personId: string | null, now: number): EmailAttempt | null {
  const { attempt, email, at } = fieldsIn(browser.getItem(keyOf(personId)))
  if (typeof attempt !== 'string' || typeof email !== 'string' || typeof at !== 'number') return null
  return now >= at && now - at < ATTEMPT_LASTS_MS ? { attempt, email, at } : null
}

/** Calls back when another window of this browser has ended what was begun. Returns how to stop. */
export function onAttemptEnded(ended: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === ATTEMPT && event.newValue === null) ended()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

export interface Flow {
  readonly verifier: string
  /** Where the person was, such as "#/rooms/1/sign-off". */
  readonly back: string
  /** Whose session is to be made fresh; null for a new one. */
  readonly personId: string | null
}

/** Keeps a new secret in this window and returns its S256 challenge (PKCE). */
export async function keepFlow(window: Keeper, { back, personId }: Omit<Flow, 'verifier'>): Promise<string> {
  const verifier = toBase64Url(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)))
  window.setItem(FLOW, JSON.stringify({ verifier, back, personId } satisfies Flow))
  return toBase64Url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  )
}

/** Whose session the journey of this window is to make fresh; null: none is, or a new one is opened. */
export const flowPersonId = (window: Keeper): string | null => {
  const { personId } = fieldsIn(window.getItem(FLOW))
  return typeof personId === 'string' ? personId : null
}

/** The journey of this window, once. */
export function takeFlow(window: Keeper): Flow | null {
  const { verifier, back, personId } = fieldsIn(window.getItem(FLOW))
  window.removeItem(FLOW)
  if (typeof verifier !== 'string' || typeof back !== 'string') return null
  return { verifier, back, personId: typeof personId === 'string' ? personId : null }
}

function fieldsIn(text: string | null): Fields {
  try {
    return fieldsOf(JSON.parse(text ?? 'null'))
  } catch {
    return {}
  }
}
