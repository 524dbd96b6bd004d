// A whole server with the demo's people, a clock that the test sets, a real mail receiver, and a hold of its desk, to do
// what an administrator does.

import { expect, vi } from 'vitest'
import type { PersonDraft } from '../../../domain/administration.ts'
import type { Person } from '../../../domain/people.ts'
import { type PersonId, toPersonId } from '../../../domain/ids.ts'
import { DAY, type Instant, instantAt, type Millis, plus } from '../../../domain/time.ts'
import type { OpenedSession } from '../../../server/auth/session-tokens.ts'
import type { Config } from '../../../server/config.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { type MailReceiver, openMailReceiver } from '../mail/mail-receiver.ts'
import { startTestServer, type TestServer } from '../support/running-server.ts'

export const PUBLIC_URL = 'https://accord.example'
export const DEVICE = { keep: 'BODY', deviceName: 'Laptop' } as const
export const RANI = { id: toPersonId('rani-wulandari'), email: 'rani@nusantarapay.example' }
export const MAEVE = { id: toPersonId('maeve-brennan'), email: 'maeve@halyard.example' }

export interface SignInRig {
  readonly server: TestServer
  readonly desk: Desk
  readonly mails: MailReceiver
  now(): Instant
  advance(by: Millis): void
  person(id: PersonId): Promise<Person>
  /** As an administrator does it. */
  changeAddress(id: PersonId, email: string): Promise<void>
  /** As an administrator does it; the answer's refusal is null. */
  change(id: PersonId, facts: Partial<PersonDraft>): Promise<void>
  /** As an administrator does it, and takes it back. */
  deactivateAndBack(id: PersonId): Promise<void>
  /** One request without a session, unless the headers bring one. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>
  /** The secret of an attempt for an address. */
  begin(email: string, headers?: Record<string, string>): Promise<string>
  /** Resolves when no mail waits any more. */
  mailsAreOut(): Promise<void>
  stop(): Promise<void>
}

export interface Answered {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Of an answer that is a session. */
  readonly opened: OpenedSession
}

export async function startSignInRig(config: Partial<Config> = {}): Promise<SignInRig> {
  const mails = await openMailReceiver()
  let at = instantAt(Date.UTC(2026, 10, 23, 9))
  const desks: Desk[] = []
  const server = await startTestServer({
    now: () => at,
    pace: { lookEveryMs: 20 },
    onDesk: (desk) => void desks.push(desk),
    config: { smtpUrl: mails.url, mailFrom: 'accord@halyard.example', publicUrl: PUBLIC_URL, ...config },
  })
  const [desk] = desks
  if (desk === undefined) throw new Error('a server has one desk')
  const person: SignInRig['person'] = async (id) => {
    const found = await desk.identity.person(id)
    if (found === null) throw new Error(`the demo has no ${id}`)
    return found
  }
  const ingrid = async () => ({ person: await person(toPersonId('ingrid-solberg')), sessionId: 'a device' })
  const change: SignInRig['change'] = async (id, facts) => {
    const { id: _, party: _party, email, ...draft } = await person(id)
    const wanted = { ...draft, email: email ?? '', ...facts }
    const { refusal } = await desk.administration.people.change(await ingrid(), id, null, wanted)
    expect(refusal).toBeNull()
  }
  const post: SignInRig['post'] = async (path, body, headers) => {
    const response = await server.post(path, body, headers)
    const text = await response.text()
    return {
      status: response.status,
      text,
      headers: response.headers,
      get opened() {
        return JSON.parse(text) as OpenedSession
      },
    }
  }
  return {
    server,
    desk,
    mails,
    now: () => at,
    advance(by) {
      at = plus(at, by)
    },
    person,
    changeAddress: (id, email) => change(id, { email }),
    change,
    async deactivateAndBack(id) {
      const by = await ingrid()
      expect((await desk.administration.people.deactivate(by, id)).refusal).toBeNull()
      expect((await desk.administration.people.reactivate(by, id)).refusal).toBeNull()
    },
    post,
    async begin(email, headers) {
      const { text } = await post('/auth/email/start', { email, deviceName: 'Laptop' }, headers)
      return (JSON.parse(text) as { attempt: string }).attempt
    },
    mailsAreOut: () =>
      vi.waitFor(async () => {
        desk.outbox.wake()
        expect(await desk.identity.dueMails(plus(at, DAY), 1)).toEqual([])
      }),
    async stop() {
      await server.stop()
      await mails.close()
    },
  }
}
