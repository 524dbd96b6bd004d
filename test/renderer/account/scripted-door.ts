// A door that answers what a test says, and remembers what it was asked.

import type { Person } from '../../../domain/people.ts'
import { toPersonId } from '../../../domain/ids.ts'
import type { EmailStart } from '../../../protocol/desktop.ts'
import type { Way } from '../../../renderer/platform/session-answers.ts'
import type {
  OutsideSignIn,
  PageSignIn,
  SignInDoor,
  SignInEnd,
} from '../../../renderer/platform/session-door.ts'

export const RANI: Person = {
  id: toPersonId('rani'),
  name: 'Rani',
  title: '',
  party: 'CUSTOMER',
  role: 'SIGNATORY',
  accountId: null,
  timeZone: 'Asia/Jakarta',
  phone: null,
  email: 'rani@pay.example',
}
export const IN: SignInEnd = { outcome: 'SIGNED_IN', person: RANI }

export class ScriptedDoor implements SignInDoor {
  readonly asked: string[] = []
  started: EmailStart = 'SENT'
  end: SignInEnd = IN
  ways: readonly Way[] | null = []
  begun: string | null = null
  /** Resolves what is being asked; null: at once. */
  hold: Promise<void> | null = null
  outside: OutsideSignIn | null = null
  page: PageSignIn | null = {
    ways: async (email) => {
      this.asked.push(`ways ${email}`)
      return this.ways
    },
    goToProvider: async (id) => void this.asked.push(`go ${id}`),
    linkFinish: async () => this.end,
    handoverFinish: async () => ({ end: this.end, back: null }),
    acceptInvitation: async () => this.end,
    hasPasskeys: true,
    passkey: async () => this.#ask('passkey'),
    passkeyFromField: async () => null,
    stopAsking: () => void this.asked.push('stop'),
  }

  async emailStart(email: string): Promise<EmailStart> {
    this.asked.push(`start ${email}`)
    await this.hold
    return this.started
  }
  emailFinish(code: string): Promise<SignInEnd> {
    return this.#ask(`code ${code}`)
  }
  phoneFinish(email: string, code: string): Promise<SignInEnd> {
    return this.#ask(`phone ${email} ${code}`)
  }
  openAttempt() {
    return this.begun === null ? null : { email: this.begun }
  }
  forgetAttempt(): void {
    this.begun = null
  }

  async #ask(what: string): Promise<SignInEnd> {
    this.asked.push(what)
    await this.hold
    return this.end
  }
}
