// Signing in from a window of the desktop, through its bridge: the main process keeps attempt, secrets and session. What
// a browser does by itself (passkeys, providers) happens in the system's browser, which the program opens.

import type { DesktopBridge, DesktopSignInEnd, SignInPurpose } from '../../protocol/desktop.ts'
import type { OpenAttempt, SignInDoor, SignInEnd } from './session-door.ts'

export type DoorBridge = Pick<
  DesktopBridge,
  | 'beginSignIn'
  | 'cancelSignIn'
  | 'emailStart'
  | 'emailFinish'
  | 'phoneFinish'
  | 'stepUpBegin'
  | 'stepUpEmailStart'
  | 'stepUpEmailFinish'
  | 'stepUpPhoneFinish'
  | 'onEvent'
>

/** `signedIn` is told of a new session before anybody else hears of it. */
export function openDesktopDoor(
  bridge: DoorBridge,
  purpose: SignInPurpose,
  signedIn: (end: DesktopSignInEnd) => Promise<void>,
): SignInDoor {
  let begun: OpenAttempt | null = null
  const isStepUp = purpose === 'STEP_UP'

  async function done(asked: Promise<DesktopSignInEnd>): Promise<SignInEnd> {
    const end = await asked.catch((): DesktopSignInEnd => ({ outcome: 'UNREACHABLE' }))
    if (end.outcome === 'SIGNED_IN') {
      begun = null
      await signedIn(end)
    }
    return end
  }
  return {
    async emailStart(email) {
      const started = await (isStepUp ? bridge.stepUpEmailStart() : bridge.emailStart(email.trim()))
      if (started === 'SENT') begun = { email: email.trim() }
      return started
    },
    emailFinish: (code) => done(isStepUp ? bridge.stepUpEmailFinish(code) : bridge.emailFinish(code)),
    phoneFinish: (email, code) =>
      done(isStepUp ? bridge.stepUpPhoneFinish(code) : bridge.phoneFinish(email.trim(), code)),
    openAttempt: () => begun,
    forgetAttempt() {
      begun = null
    },
    page: null,
    outside: {
      begin: () => (isStepUp ? bridge.stepUpBegin() : bridge.beginSignIn()),
      cancel: () => void bridge.cancelSignIn().catch(console.error),
      onDone: (hear) =>
        bridge.onEvent((event) => {
          if (event.type !== 'signInDone' || event.purpose !== purpose) return
          void done(Promise.resolve(event.result)).then(hear)
        }),
    },
  }
}
