// A desk behind which nothing is: whoever comes is signed in as the same person, and the core must not be asked.

import { toPersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { instantAt } from '../../../domain/time.ts'
import type { Viewer } from '../../../server/auth/session-desk.ts'
import { openPresence } from '../../../server/fanout/presence.ts'
import type { Desk } from '../../../server/graphql/context.ts'

const person: Person = {
  id: toPersonId('somebody'),
  name: 'Some Body',
  title: 'Support',
  party: 'PROVIDER',
  role: 'AGENT',
  accountId: null,
  timeZone: 'Europe/Dublin',
  phone: null,
  email: null,
}

/** Whoever asks it for anything fails. */
const untouched = <Part extends object>(name: string): Part =>
  new Proxy({} as Part, {
    get(_target, property) {
      throw new Error(`nothing should ask ${name} for ${String(property)}`)
    },
  })

export function makeNobody(): Omit<Desk, 'log' | 'pace'> {
  const now = () => instantAt(0)
  const viewer: Viewer = {
    person,
    sessionId: 'any',
    tokenHash: 'any',
    accessExpiresAt: instantAt(1),
    method: 'DEMO',
    authenticatedAt: instantAt(0),
  }
  const never = () => Promise.reject(new Error('nobody signs in or out here'))
  return {
    core: untouched('the core'),
    keys: untouched('the register of keys'),
    checkpoint: never,
    administration: untouched('the administration'),
    identity: untouched('who is who'),
    presence: openPresence(now),
    now,
    sessions: {
      authenticate: () => Promise.resolve(viewer),
      refresh: () => Promise.resolve(viewer),
      reasonsToEnd: async (viewers) => viewers.map(() => null),
      attach: () => () => {},
      open: never,
      renew: never,
      opens: never,
      end: never,
      endAllOf: never,
      changed: () => {},
      closeSocketsOf: () => {},
      closeSocketsOfSession: () => {},
      sweep: () => {},
    },
    outbox: { wake: () => {} },
  }
}
