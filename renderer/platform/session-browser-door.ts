// Signing in from a page of the server: by HTTP, with what was begun kept in this browser, so that a reload, or the tab
// that a mail's link opens, can go on with it. What the server grants is handed to `granted`; the refresh token goes
// into a cookie that no page reads. With a token (step-up) the same requests make the present session fresh.

import type { EmailStart } from '../../protocol/desktop.ts'
import type { Person } from '../../domain/people.ts'
import {
  type AskServer,
  failureOf,
  type Grant,
  grantOf,
  parseWays,
  posted,
  textOf,
} from './session-answers.ts'
import type { PageSignIn, SignInDoor, SignInEnd } from './session-door.ts'
import { forgetAttempt, keepAttempt, keepFlow, keptAttempt, takeFlow } from './session-begun.ts'
import { canAutofill, hasPasskeys, proveWithPasskey, stopPasskeys } from './session-passkey.ts'
import type { Keeper } from './session.ts'

export interface BrowserDoorOptions {
  readonly ask: AskServer
  /** Shared by all windows of this browser. */
  readonly browser: Keeper
  /** This window's own; survives a reload. */
  readonly window: Keeper
  readonly deviceName: string
  readonly now: () => number
  /** What the server granted; returns whom this window is now. */
  readonly granted: (grant: Grant) => Person
  /** Of the session that is to be made fresh; null: a new one is opened. */
  readonly stepUp: { readonly person: Person; readonly token: () => Promise<string> } | null
  /** Leaves this page. */
  readonly go: (address: string) => void
  /** Where this page is now, such as "#/rooms/1/sign-off". */
  readonly here: () => string
}

export function openBrowserDoor(options: BrowserDoorOptions): SignInDoor {
  const { ask, browser, deviceName, now } = options
  const whose = options.stepUp?.person.id ?? null

  /** Null where the session that is to be made fresh cannot be shown now. */
  async function tokenOf(): Promise<string | null> {
    return options.stepUp === null ? null : options.stepUp.token()
  }
  async function finish(path: string, body: object): Promise<SignInEnd> {
    const token = await tokenOf().catch(() => undefined)
    if (token === undefined) return { outcome: 'UNREACHABLE' }
    const reply = await ask(path, posted({ ...body, keep: 'COOKIE', deviceName }, token))
    const grant = reply?.status === 200 ? grantOf(reply, now()) : null
    return grant === null ? failureOf(reply) : { outcome: 'SIGNED_IN', person: options.granted(grant) }
  }
  const address = (email: string): string => options.stepUp?.person.email ?? email.trim()

  return {
    async emailStart(email) {
      const reply = await ask('/auth/email/start', posted({ email: address(email), deviceName }))
      const attempt = reply?.status === 200 ? textOf(reply.body, 'attempt') : null
      if (attempt === null) return failureOf(reply).outcome satisfies EmailStart
      keepAttempt(browser, whose, { attempt, email: address(email), at: now() })
      return 'SENT'
    },
    async emailFinish(code) {
      const begun = keptAttempt(browser, whose, now())
      if (begun === null) return { outcome: 'REFUSED' }
      const end = await finish('/auth/email/finish', { attempt: begun.attempt, code })
      if (end.outcome === 'SIGNED_IN') forgetAttempt(browser, whose)
      return end
    },
    phoneFinish: (email, code) => finish('/auth/phone/finish', { email: address(email), code }),
    openAttempt: () => keptAttempt(browser, whose, now()),
    forgetAttempt: () => forgetAttempt(browser, whose),
    page: pageOf(options, finish),
    outside: null,
  }
}

type Finish = (path: string, body: object) => Promise<SignInEnd>

function pageOf(options: BrowserDoorOptions, finish: Finish): PageSignIn {
  const { ask, browser, window, now, stepUp } = options
  const whose = stepUp?.person.id ?? null

  async function passkey(fromField: boolean): Promise<SignInEnd | null> {
    const reply = await ask('/auth/passkey/start', posted({}))
    const started = reply?.status === 200 ? reply.body : null
    const attempt = textOf(started, 'attempt')
    if (attempt === null) return fromField ? null : failureOf(reply)
    const response = await proveWithPasskey(started, fromField)
    if (response === null) return fromField ? null : { outcome: 'CANCELLED' }
    return finish('/auth/passkey/finish', { attempt, response })
  }

  return {
    async ways(email) {
      const reply = await ask(`/auth/ways?email=${encodeURIComponent(email.trim())}`)
      if (reply === null || reply.status >= 500) return null
      return parseWays(reply.body)
    },
    async goToProvider(id, invitation) {
      const challenge = await keepFlow(window, { back: options.here(), personId: stepUp?.person.id ?? null })
      const query = new URLSearchParams({ provider: id, challenge, return: 'web' })
      if (invitation !== undefined) query.set('invitation', invitation)
      if (stepUp !== null) query.set('fresh', '1')
      options.go(`/auth/oidc/start?${query.toString()}`)
    },
    async linkFinish(link) {
      const begun = keptAttempt(browser, whose, now())
      if (begun === null) return { outcome: 'ELSEWHERE' }
      const end = await finish('/auth/email/finish', { attempt: begun.attempt, link })
      if (end.outcome === 'SIGNED_IN') forgetAttempt(browser, whose)
      return end
    },
    async handoverFinish(handover) {
      const flow = takeFlow(window)
      if (flow === null) return { end: { outcome: 'REFUSED' }, back: null }
      const end = await finish('/auth/oidc/finish', { handover, verifier: flow.verifier })
      // An invitation is used up by then: its page would be no page, with a secret in its address.
      return { end, back: flow.back.startsWith('#/sign-in/invitation/') ? null : flow.back }
    },
    async acceptInvitation(invitation) {
      const { deviceName } = options
      const reply = await ask('/auth/invitation/accept', posted({ invitation, keep: 'COOKIE', deviceName }))
      if (reply?.status === 409) return { outcome: 'USE_PROVIDER' }
      const grant = reply?.status === 200 ? grantOf(reply, now()) : null
      return grant === null ? failureOf(reply) : { outcome: 'SIGNED_IN', person: options.granted(grant) }
    },
    hasPasskeys: hasPasskeys(),
    passkey: async () => (await passkey(false)) ?? { outcome: 'CANCELLED' },
    passkeyFromField: async () => ((await canAutofill()) ? passkey(true) : null),
    stopAsking: stopPasskeys,
  }
}
