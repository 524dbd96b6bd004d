// A desk behind which nothing is: whoever comes is signed in as the same person, and the core must not be asked.

import { toPersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { instantAt } from '../../../domain/time.ts'
import type { IdentityStore } from '../../../server/auth/identity-store.ts'
import type { Viewer } from '../../../server/auth/session-desk.ts'
import type { Core } from '../../../server/core.ts'
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

const noCore = new Proxy({} as Core, {
  get(_target, property) {
    throw new Error(`nothing should ask the core for ${String(property)}`)
  },
})

export function makeNobody(): Pick<Desk, 'core' | 'presence' | 'sessions' | 'identity' | 'now'> {
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
    core: noCore,
    presence: openPresence(now),
    now,
    sessions: {
      authenticate: () => Promise.resolve(viewer),
      refresh: () => Promise.resolve(viewer),
      attach: () => () => {},
      open: never,
      renew: never,
      opens: never,
      end: never,
      endAllOf: never,
      changed: () => {},
      closeSocketsOf: () => {},
      sweep: () => {},
    },
    identity: new Proxy({} as IdentityStore, {
      get(_target, property) {
        throw new Error(`nothing should ask who is who for ${String(property)}`)
      },
    }),
  }
}
