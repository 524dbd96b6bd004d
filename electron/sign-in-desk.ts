// Signing in from a window (decision 0031). A code by mail or phone is typed into the window and shown to the server by
// this process; everything else happens in the system's browser, which hands a code back by a link. Such a link may come
// from anybody: it counts only while a sign-in begun here waits, and the server takes it only with the verifier that
// this process alone holds, in memory.

import { createHash, randomBytes } from 'node:crypto'
import { codeOfChallenge, desktopSignInAddress } from '../protocol/desktop-sign-in.ts'
import type {
  BegunSignIn,
  DesktopSignIn,
  DesktopSignInEnd,
  EmailStart,
  SignInPurpose,
  DesktopEvent,
} from '../protocol/desktop.ts'
import type { PersonDesk } from './person-desk.ts'
import type { ProfileDesk } from './profile-desk.ts'
import type { Proof, ServerAuth } from './server-auth.ts'

interface AnyWindow {
  readonly id: string
}

export interface SignInDesk<Window extends AnyWindow> {
  demo(personId: string): Promise<DesktopSignIn>
  begin(window: Window, purpose: SignInPurpose): Promise<BegunSignIn>
  cancel(window: Window): void
  /** `email` null: the window's person's own address. */
  emailStart(window: Window, purpose: SignInPurpose, email: string | null): Promise<EmailStart>
  emailFinish(window: Window, purpose: SignInPurpose, code: string): Promise<DesktopSignInEnd>
  phoneFinish(
    window: Window,
    purpose: SignInPurpose,
    email: string | null,
    code: string,
  ): Promise<DesktopSignInEnd>
  /** A link brought this code, from wherever it came. Resolves when it was dealt with. */
  codeCame(code: string): Promise<void>
  /** The window has gone. */
  closed(window: Window): void
}

export interface SignInDeskParts<Window extends AnyWindow> {
  readonly profiles: Pick<ProfileDesk, 'current'>
  readonly auth: Pick<ServerAuth, 'emailStart' | 'finish'>
  readonly people: Pick<PersonDesk<Window>, 'signedIn' | 'personOf' | 'tokenOf'>
  /** Opens a page of the server in the system's browser; false when there is none. */
  readonly openPage: (origin: string, address: string) => Promise<boolean>
  readonly tell: (window: Window, event: DesktopEvent) => void
  /** What the sign-in page calls this computer. */
  readonly deviceName: string
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

/** For whom a session is wanted. */
interface Wish {
  readonly purpose: SignInPurpose
  readonly profileId: string
  readonly origin: string
}

interface Pending<Window> extends Wish {
  readonly window: Window
  readonly verifier: string
  readonly begunAt: number
  tries: number
}

const OPEN_FOR_MS = 600_000
/** Codes from elsewhere end no sign-in; so many of them do. */
const TRIES_MAX = 5
const VERIFIER_BYTES = 32

export function openSignInDesk<Window extends AnyWindow>(parts: SignInDeskParts<Window>): SignInDesk<Window> {
  const { profiles, auth, people, tell, now = () => performance.now() } = parts
  let pending: Pending<Window> | null = null
  let turn: Promise<void> = Promise.resolve()

  /** Null for a step-up of a window that has nobody. */
  function wishOf(window: Window, purpose: SignInPurpose): Wish | null {
    if (purpose === 'SIGN_IN') {
      const { id: profileId, origin } = profiles.current()
      return { purpose, profileId, origin }
    }
    const of = people.personOf(window)
    return of === null ? null : { purpose, profileId: of.profileId, origin: of.origin }
  }

  /** Shows the proof to the server, for a step-up in the name of the window's person, and keeps what it grants. */
  async function finish(window: Window, wish: Wish, proof: Proof): Promise<DesktopSignInEnd> {
    const { purpose, profileId, origin } = wish
    const own = purpose === 'SIGN_IN' ? null : await people.tokenOf(window)
    if (own !== null && !own.ok) return { outcome: own.why === 'OVER' ? 'REFUSED' : 'UNREACHABLE' }
    const end = await auth.finish(origin, proof, own?.token ?? null)
    if (end.outcome !== 'GRANTED') return end
    await people.signedIn(profileId, end.granted)
    return { outcome: 'SIGNED_IN', person: end.granted.person }
  }

  const codes = openCodes(parts, wishOf, finish)

  async function deal(code: string): Promise<void> {
    const wish = pending
    if (wish === null || now() - wish.begunAt > OPEN_FOR_MS) return void (pending = null)
    const { verifier, window, purpose } = wish
    const result = await finish(window, wish, { way: 'browser', handover: code, verifier })
    if (pending !== wish) return
    wish.tries += 1
    // Any page can open such a link: a code that is not ours leaves the sign-in open for the right one.
    if (result.outcome === 'REFUSED' && wish.tries < TRIES_MAX) return
    pending = null
    tell(window, { type: 'signInDone', purpose, result })
  }

  return {
    async demo(personId) {
      const { id: profileId, origin } = profiles.current()
      const end = await auth.finish(origin, { way: 'demo', personId }, null)
      if (end.outcome !== 'GRANTED') return { outcome: end.outcome === 'REFUSED' ? 'REFUSED' : 'UNREACHABLE' }
      await people.signedIn(profileId, end.granted)
      return { outcome: 'SIGNED_IN', person: end.granted.person }
    },
    async begin(window, purpose) {
      const wish = wishOf(window, purpose)
      if (wish === null) return { outcome: 'NO_SESSION' }
      const verifier = randomBytes(VERIFIER_BYTES).toString('base64url')
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const begun: Pending<Window> = { ...wish, window, verifier, begunAt: now(), tries: 0 }
      pending = begun
      const address = desktopSignInAddress(wish.origin, challenge, parts.deviceName)
      if (await parts.openPage(wish.origin, address))
        return { outcome: 'OPENED', code: codeOfChallenge(challenge) }
      if (pending === begun) pending = null
      return { outcome: 'NOT_OPENED' }
    },
    cancel(window) {
      if (pending?.window.id === window.id) pending = null
      codes.forget(window)
    },
    emailStart: codes.emailStart,
    emailFinish: codes.emailFinish,
    phoneFinish: codes.phoneFinish,
    codeCame(code) {
      const dealt = turn.then(() => deal(code))
      // One that fails is told to its caller alone: the next code is dealt with all the same.
      turn = dealt.catch(() => undefined)
      return dealt
    },
    closed(window) {
      if (pending?.window.id === window.id) pending = null
      codes.forget(window)
    },
  }
}

/** Signing in by a code that is typed into the window; the attempt that a mailed one belongs to stays here. */
function openCodes<Window extends AnyWindow>(
  { auth, people }: Pick<SignInDeskParts<Window>, 'auth' | 'people'>,
  wishOf: (window: Window, purpose: SignInPurpose) => Wish | null,
  finish: (window: Window, wish: Wish, proof: Proof) => Promise<DesktopSignInEnd>,
): Pick<SignInDesk<Window>, 'emailStart' | 'emailFinish' | 'phoneFinish'> & { forget(window: Window): void } {
  const attempts = new Map<string, Wish & { readonly attempt: string }>()
  return {
    forget: (window) => void attempts.delete(window.id),
    async emailStart(window, purpose, email) {
      const wish = wishOf(window, purpose)
      const address = email ?? people.personOf(window)?.person.email ?? null
      if (wish === null || address === null) return 'REFUSED'
      const started = await auth.emailStart(wish.origin, address)
      if (started.outcome === 'SENT') attempts.set(window.id, { ...wish, attempt: started.attempt })
      return started.outcome
    },
    async emailFinish(window, purpose, code) {
      const begun = attempts.get(window.id)
      if (begun === undefined || begun.purpose !== purpose) return { outcome: 'REFUSED' }
      const end = await finish(window, begun, { way: 'email', attempt: begun.attempt, code })
      if (end.outcome === 'SIGNED_IN' && attempts.get(window.id) === begun) attempts.delete(window.id)
      return end
    },
    async phoneFinish(window, purpose, email, code) {
      const wish = wishOf(window, purpose)
      const address = email ?? people.personOf(window)?.person.email ?? null
      if (wish === null || address === null) return { outcome: 'REFUSED' }
      return finish(window, wish, { way: 'phone', email: address, code })
    },
  }
}
