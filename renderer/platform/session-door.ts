// Every way of showing the server who one is, as the interface sees them: to open a session, or inside of one (step-up).
// Two adapters have this face: session-browser-door.ts (a page of the server) and session-desktop-door.ts.

import type { Person } from '../../domain/people.ts'
import type { BegunSignIn, EmailStart } from '../../protocol/desktop.ts'
import type { Journey } from './platform.ts'
import type { Way } from './session-answers.ts'

/** How a sign-in ended. REFUSED never says why: an unknown address and a wrong code are the same. */
export type SignInEnd =
  | { readonly outcome: 'SIGNED_IN'; readonly person: Person }
  | { readonly outcome: 'REFUSED' | 'UNREACHABLE' | 'TOO_MANY' }
  /** The person closed the system's own question. */
  | { readonly outcome: 'CANCELLED' }

/** A sign-in by e-mail that waits for its code. */
export interface OpenAttempt {
  readonly email: string
}

export interface SignInDoor {
  emailStart(email: string): Promise<EmailStart>
  /** The six digits of the mail that `emailStart` had sent. */
  emailFinish(code: string): Promise<SignInEnd>
  /** The eight digits that an agent read out. */
  phoneFinish(email: string, code: string): Promise<SignInEnd>
  /** What was begun in this browser and not ended, also before a reload or in another tab; null: nothing. */
  openAttempt(): OpenAttempt | null
  /** Forgets it: another address is meant. */
  forgetAttempt(): void
  /** What only a page of the server can do; null on the desktop. */
  readonly page: PageSignIn | null
  /** The sign-in page in the system's browser; null in a browser. */
  readonly outside: OutsideSignIn | null
}

export interface PageSignIn {
  /** The ways that an address's domain has; null where the server cannot be asked. */
  ways(email: string): Promise<readonly Way[] | null>
  /** Leaves this page for the provider's; comes back at `#/sign-in/done/…`. */
  goToProvider(id: string, invitation?: string): Promise<void>
  /** The button of the mail's link. `ELSEWHERE`: it was begun in another browser, and its code belongs there. */
  linkFinish(secret: string): Promise<SignInEnd | { readonly outcome: 'ELSEWHERE' }>
  /** After the provider's page. */
  handoverFinish(handover: string): Promise<Journey>
  /** `USE_PROVIDER`: provider staff take the invitation along to their own sign-in. */
  acceptInvitation(invitation: string): Promise<SignInEnd | { readonly outcome: 'USE_PROVIDER' }>
  /** Whether this browser has passkeys at all. */
  readonly hasPasskeys: boolean
  /** Asks for a passkey in the system's own window. */
  passkey(): Promise<SignInEnd>
  /** Offers passkeys in the address field where the browser can; null when it was given up or is not there. */
  passkeyFromField(): Promise<SignInEnd | null>
  /** Takes `passkeyFromField` back. */
  stopAsking(): void
}

export interface OutsideSignIn {
  /** Opens the page; `onDone` follows. */
  begin(): Promise<BegunSignIn>
  cancel(): void
  /** Returns how to stop. */
  onDone(hear: (end: SignInEnd) => void): () => void
}
