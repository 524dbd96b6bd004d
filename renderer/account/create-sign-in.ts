// Showing who one is, step by step, over any door (session-door.ts): an address and its code by mail, a code by phone, a
// provider, a passkey, the system's browser. One step at a time is asked; what was typed stays through every failure.

import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import type { Way } from '../platform/session-answers.ts'
import type { SignInDoor, SignInEnd } from '../platform/session-door.ts'

export type Stage =
  | { readonly at: 'ADDRESS' }
  /** A mail was sent; its code is asked for. */
  | { readonly at: 'MAIL'; readonly email: string }
  | { readonly at: 'PHONE' }
  /** The system's browser shows a page with the same code. */
  | { readonly at: 'OUTSIDE'; readonly code: string }

export type Problem =
  | 'ADDRESS'
  | 'REFUSED'
  | 'PHONE_REFUSED'
  | 'PASSKEY_REFUSED'
  | 'CANCELLED'
  | 'TOO_MANY'
  | 'UNREACHABLE'
  | 'NO_SSO'
  | 'NOT_OPENED'

export type Provider = Extract<Way, { readonly id: string }>

/** What is under way: the button that was pressed shows it. */
export type Busy = 'MAIL' | 'CODE' | 'PHONE' | 'SSO' | 'PASSKEY' | 'OUTSIDE'

export interface SignIn {
  readonly stage: Accessor<Stage>
  readonly problem: Accessor<Problem | null>
  readonly busy: Accessor<Busy | null>
  readonly email: Accessor<string>
  setEmail(email: string): void
  /** Whether the server sends mails; where it does not, the other ways are offered. */
  readonly sendsMail: Accessor<boolean>
  /** Providers to choose from, where an address's domain has several. */
  readonly providers: Accessor<readonly Provider[]>
  /** Whether a mail may be sent again; some time after the one before. */
  readonly mayResend: Accessor<boolean>
  /** How often it was sent again. */
  readonly resent: Accessor<number>
  sendMail(): Promise<void>
  typeCode(code: string): Promise<void>
  toPhone(): void
  typePhoneCode(code: string): Promise<void>
  sso(): Promise<void>
  goTo(provider: Provider): Promise<void>
  passkey(): Promise<void>
  /** Lets the address field offer passkeys, where browser and door can. */
  offerPasskeys(): void
  outside(): Promise<void>
  /** Back to the beginning; the address stays. */
  startOver(): void
}

export interface SignInOptions {
  readonly door: SignInDoor
  readonly onSignedIn: (person: Person) => void
  /** Whether the server sends mails; it does unless it is known that it does not. */
  readonly sendsMail?: Accessor<boolean> | undefined
  /** The address of a step-up, which cannot be another. */
  readonly email?: string | undefined
  /** Whoever showed who they are is heard after the form is gone too; else they have gone on to something else. */
  readonly outlivesForm?: boolean | undefined
  /** Milliseconds until a mail may be sent again. */
  readonly resendAfter?: number | undefined
}

/** A mail takes seconds; whoever has none after half a minute asks again. */
const RESEND_AFTER_MS = 30_000
const ADDRESS = /^[^\s@]+@[^\s@]+$/

/** Needs an owner. */
export function createSignIn(options: SignInOptions): SignIn {
  const { door } = options
  const steps = createSteps(options)
  const { stage, setStage, setProblem, during, settle, hasAddress, email } = steps
  const mail = createMail(steps, options)
  const providers = createProviders(steps, door)

  onCleanup(() => {
    door.page?.stopAsking()
    if (stage().at === 'OUTSIDE') door.outside?.cancel()
  })
  const stopHearing = door.outside?.onDone((end) => {
    setStage({ at: 'ADDRESS' })
    settle(end, 'REFUSED')
  })
  if (stopHearing !== undefined) onCleanup(stopHearing)

  return {
    ...mail,
    ...providers,
    stage,
    problem: steps.problem,
    busy: steps.busy,
    sendsMail: options.sendsMail ?? (() => true),
    email,
    setEmail(text) {
      setProblem(null)
      providers.forget()
      steps.setEmail(text)
    },
    toPhone() {
      setProblem(null)
      setStage({ at: 'PHONE' })
    },
    async typePhoneCode(code) {
      if (!hasAddress()) return
      await during('PHONE', async () => settle(await door.phoneFinish(email(), code), 'PHONE_REFUSED'))
    },
    passkey: () =>
      during('PASSKEY', async () => {
        const { page } = door
        if (page !== null) settle(await page.passkey(), 'PASSKEY_REFUSED')
      }),
    offerPasskeys() {
      const { page } = door
      if (page === null || !page.hasPasskeys) return
      page.passkeyFromField().then(
        (end) => {
          if (end?.outcome === 'SIGNED_IN' || end?.outcome === 'REFUSED') settle(end, 'PASSKEY_REFUSED')
        },
        (error: unknown) => console.error(error),
      )
    },
    outside: () =>
      during('OUTSIDE', async () => {
        const opened = await door.outside?.begin()
        if (opened?.outcome === 'OPENED') setStage({ at: 'OUTSIDE', code: opened.code })
        else setProblem('NOT_OPENED')
      }),
    startOver() {
      if (stage().at === 'OUTSIDE') door.outside?.cancel()
      door.forgetAttempt()
      setProblem(null)
      setStage({ at: 'ADDRESS' })
    },
  }
}

type Steps = ReturnType<typeof createSteps>

/** Where one is, what is under way, and why the last try led to nothing. */
function createSteps({ door, onSignedIn, email: fixed, outlivesForm = false }: SignInOptions) {
  const begun = door.openAttempt()
  const [stage, setStage] = createSignal<Stage>(
    begun === null ? { at: 'ADDRESS' } : { at: 'MAIL', email: begun.email },
  )
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal<Busy | null>(null)
  const [email, setEmail] = createSignal(fixed ?? begun?.email ?? '')
  let isGone = false
  onCleanup(() => {
    isGone = true
  })
  return {
    stage,
    setStage,
    problem,
    setProblem,
    busy,
    email,
    setEmail,
    hasBegun: begun !== null,
    /** One thing at a time: a second press while one is under way does nothing. */
    during: async (what: Busy, run: () => Promise<void>): Promise<void> => {
      if (busy() !== null) return
      setBusy(what)
      setProblem(null)
      try {
        await run()
      } finally {
        setBusy(null)
      }
    },
    settle: (end: SignInEnd, refused: Problem): void => {
      if (isGone && !outlivesForm) return
      if (end.outcome === 'SIGNED_IN') onSignedIn(end.person)
      else setProblem(end.outcome === 'REFUSED' ? refused : end.outcome)
    },
    hasAddress: (): boolean => {
      if (ADDRESS.test(email().trim())) return true
      setProblem('ADDRESS')
      return false
    },
  }
}

function createMail(steps: Steps, { door, resendAfter = RESEND_AFTER_MS }: SignInOptions) {
  const { stage, setStage, setProblem, during, settle, hasAddress, email } = steps
  const [mayResend, setMayResend] = createSignal(steps.hasBegun)
  const [resent, setResent] = createSignal(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  async function send(): Promise<void> {
    const started = await door.emailStart(email())
    if (started !== 'SENT') return void setProblem(started === 'REFUSED' ? 'ADDRESS' : started)
    if (stage().at === 'MAIL') setResent(resent() + 1)
    setStage({ at: 'MAIL', email: email().trim() })
    setMayResend(false)
    clearTimeout(timer)
    timer = setTimeout(() => setMayResend(true), resendAfter)
  }
  return {
    mayResend,
    resent,
    async sendMail() {
      if (hasAddress()) await during('MAIL', send)
    },
    typeCode: (code: string) => during('CODE', async () => settle(await door.emailFinish(code), 'REFUSED')),
  }
}

function createProviders({ setProblem, during, hasAddress, email }: Steps, door: SignInDoor) {
  const [providers, setProviders] = createSignal<readonly Provider[]>([])
  const go = async (provider: Provider): Promise<void> => {
    await door.page?.goToProvider(provider.id)
  }

  async function find(): Promise<void> {
    const ways = await (door.page?.ways(email()) ?? null)
    if (ways === null) return void setProblem('UNREACHABLE')
    const found = ways.filter((way): way is Provider => way.kind !== 'EMAIL')
    const [only] = found
    if (only === undefined) return void setProblem('NO_SSO')
    if (found.length === 1) await go(only)
    else setProviders(found)
  }
  return {
    providers,
    forget: () => void setProviders([]),
    async sso() {
      if (hasAddress()) await during('SSO', find)
    },
    goTo: (provider: Provider) => during('SSO', () => go(provider)),
  }
}
