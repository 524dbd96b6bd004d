// The routes of sign-in on a real store and a real port, without the rest of the server: with the people of the tests,
// a clock that the test sets, and whatever the log was told.

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import type { Person } from '../../../../domain/people.ts'
import { type Instant, instantAt, MINUTE, plus } from '../../../../domain/time.ts'
import { systemResolve } from '../../../../server/auth/oidc/address-guard.ts'
import { openOidcClient } from '../../../../server/auth/oidc/oidc-client.ts'
import { addOidcRoutes } from '../../../../server/auth/oidc/oidc-routes.ts'
import { openProviders } from '../../../../server/auth/oidc/providers.ts'
import { addPasskeyRoutes } from '../../../../server/auth/passkeys/passkey-routes.ts'
import type { SignInMethod } from '../../../../server/auth/identity.ts'
import type { IdentityStore } from '../../../../server/auth/identity-store.ts'
import { openSessionDesk, type SessionDesk } from '../../../../server/auth/session-desk.ts'
import type { SessionGrant } from '../../../../server/auth/session-tokens.ts'
import { hashOfToken, newToken } from '../../../../server/auth/tokens.ts'
import { type Config, readConfig } from '../../../../server/config.ts'
import { openLog } from '../../../../server/observe/log.ts'
import { openSqliteStore } from '../../../../server/store/sqlite-store.ts'
import { nusantara, tagus } from '../../../support/accounts.ts'
import { people } from '../../../support/people.ts'

export interface IdentityRig {
  readonly url: string
  /** The server's data folder. */
  readonly folder: string
  readonly store: IdentityStore
  readonly sessions: SessionDesk
  /** Everything that was logged, as it was written. */
  readonly logged: () => string
  now(): Instant
  advance(ms: number): void
  /** So many ms from the machine's own clock, which the provider reads. */
  setClock(fromNow: number): void
  /** Settings from now on. */
  set(config: Partial<Config>): void
  post(path: string, body: unknown, token?: string): Promise<Response>
  /** An access token of a session that was opened just now. */
  signedIn(person: Person, method?: SignInMethod): Promise<string>
  /** An access token of a session that lives on, as old as its sign-in is. */
  renewed(accessToken: string): Promise<string>
  invite(person: Person): Promise<string>
  close(): Promise<void>
}

export async function identityRig(settings: Partial<Config> = {}): Promise<IdentityRig> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-identity-'))
  const lines: string[] = []
  const log = openLog('debug', { write: (line: string) => void lines.push(line) })
  const database = await openSqliteStore({ folder, newId: randomUUID, onFatal: () => undefined })
  const store = database.identity
  let at = Date.now()
  const opened = new Map<string, SessionGrant>()
  const now = (): Instant => instantAt(at)
  const sessions = openSessionDesk(store, now, log)
  await store.write(async (tx) => {
    for (const account of [nusantara, tagus]) await tx.saveAccount(account)
    for (const person of people) await tx.savePerson(person)
  })
  const config: Config = { ...readConfig({}), dataFolder: folder, ...settings }
  const desk = { identity: store, sessions, now, log }
  const app = Fastify()
  app.decorateRequest('viewer', null)
  app.addHook('onRequest', async (request) => {
    request.viewer = await sessions.authenticate(request.headers.authorization)
  })
  const providers = openProviders(config, store)
  const client = openOidcClient({ resolve: systemResolve, allowLoopback: true, answerWithinMs: 400 })
  addOidcRoutes(app, { config, desk, providers, flows: { store, providers, client, now } })
  addPasskeyRoutes(app, { config, desk })
  const url = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')

  return {
    url,
    folder,
    store,
    sessions,
    logged: () => lines.join(''),
    now,
    advance(ms) {
      at += ms
    },
    setClock(fromNow) {
      at = Date.now() + fromNow
    },
    set: (changed) => void Object.assign(config, changed),
    post: (path, body, token) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }),
    async signedIn(person, method = 'EMAIL') {
      const { session } = await sessions.open(person, { method, deviceName: 'test' })
      opened.set(session.accessToken, session)
      return session.accessToken
    },
    async renewed(accessToken) {
      const { id = '', refreshToken } = opened.get(accessToken) ?? {}
      const renewal = await sessions.renew(id, refreshToken ?? '')
      return renewal.ok ? renewal.opened.session.accessToken : renewal.reason
    },
    async invite(person) {
      const token = newToken()
      const invitation = {
        tokenHash: hashOfToken(token),
        personId: person.id,
        invitedBy: null,
        madeAt: now(),
        expiresAt: plus(now(), 60 * MINUTE),
        usedAt: null,
      }
      await store.write((tx) => tx.saveInvitation(invitation))
      return token
    },
    async close() {
      await app.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
