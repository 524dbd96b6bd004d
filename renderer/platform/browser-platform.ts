// The platform of the browser edition: sessions in this browser's storage, the replica in a worker, files by HTTP.

import type { Person } from '../../domain/people.ts'
import { ReplicaFault } from '../../replica/port/port.ts'
import { httpFiles } from '../attach/http-files.ts'
import { connectReplica } from './browser.ts'
import type { Platform } from './platform.ts'
import { browserSessions, onSessionEnded, type Session } from './session.ts'

export function browserPlatform(): Platform {
  const sessions = browserSessions()

  const sessionOf = (person: Person): Session | null =>
    sessions.known().find((session) => session.person.id === person.id) ?? null

  return {
    bridge: null,
    servers: null,
    sessions: {
      current: async () => sessions.current()?.person ?? null,
      known: async () => sessions.known().map(({ person }) => person),
      continueAs: async (personId) => sessions.continueAs(personId)?.person ?? null,
      leaveWindow: () => sessions.leaveWindow(),
      async signInToDemo(personId) {
        const answer = await sessions.signInToDemo(personId)
        return answer.outcome === 'SIGNED_IN'
          ? { outcome: 'SIGNED_IN', person: answer.session.person }
          : answer
      },
      serverInfo: () => sessions.serverInfo(),
      demoPeople: () => sessions.demoPeople(),
      onEnded: onSessionEnded,
    },
    async connectReplica(person) {
      const session = sessionOf(person)
      if (session === null) throw new ReplicaFault('SIGNED_OUT')
      return connectReplica(session)
    },
    // A session that has ended has no token, and the server answers like to anybody else.
    filesOf: (person) => httpFiles(() => sessionOf(person)?.token ?? ''),
  }
}
