// The platform of the browser edition: sessions in this browser's storage, their tokens renewed by a cookie, the replica
// in a worker, files by HTTP.

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { ReplicaFault } from '../../replica/port/port.ts'
import { httpFiles } from '../attach/http-files.ts'
import { connectReplica } from './browser.ts'
import { forgetCopy } from './copy-folder.ts'
import type { Platform, WindowSessions } from './platform.ts'
import { openAccountDoor } from './session-account.ts'
import { openAdministrationDoor, sendByToken } from './session-administration.ts'
import { askOver } from './session-answers.ts'
import { flowPersonId } from './session-begun.ts'
import { openBrowserDoor } from './session-browser-door.ts'
import { deviceNameOf } from './session-device.ts'
import { openSessionWindow, type SessionWindow } from './session-window.ts'
import {
  askHere,
  browserKeeper,
  browserSessions,
  onSessionEnded,
  type Session,
  type Sessions,
  windowKeeper,
} from './session.ts'

const ask = askOver(askHere)
const now = () => Date.now()

export function browserPlatform(): Platform {
  const sessions = browserSessions()
  const tokens = openSessionWindow({
    sessions,
    window: windowKeeper(),
    ask,
    locks: navigator.locks ?? null,
    openChannel: (name) => new BroadcastChannel(name),
    now,
  })
  const sessionOf = (personId: PersonId): Session | null =>
    sessions.known().find(({ person }) => person.id === personId) ?? null
  const doorFor = (stepUp: Person | null) =>
    openBrowserDoor({
      ask,
      browser: browserKeeper(),
      window: windowKeeper(),
      deviceName: deviceNameOf(navigator.userAgent),
      now,
      granted(grant) {
        void sessions.tellSignOuts()
        return tokens.granted(grant)
      },
      stepUp: stepUp === null ? null : { person: stepUp, token: () => tokenFor(stepUp.id).token() },
      go: (address) => location.assign(address),
      here: () => location.hash,
    })
  /** Of a session that has ended there is no token, and the server answers like to anybody else. */
  const tokenFor = (personId: PersonId) => {
    const session = sessionOf(personId)
    return session === null
      ? { token: () => Promise.reject(new ReplicaFault('SIGNED_OUT')), refused: () => false }
      : tokens.tokenOf(session)
  }

  // What the server was not told, and what it did not tell this browser, is made up for once it is heard.
  const makeUp = (): void => {
    void sessions.tellSignOuts()
    const isOpen = sessions.current()?.person.id
    for (const session of sessions.known())
      if (session.person.id !== isOpen)
        tokens.askOnce(session, () => void forgetCopyInTime(session.person.id))
  }
  makeUp()
  addEventListener('online', makeUp)

  return {
    bridge: null,
    servers: null,
    sessions: windowSessions(sessions, tokens),
    signIn: doorFor(null),
    stepUp: (person) => doorFor(person),
    async finishJourney(handover) {
      const personId = flowPersonId(windowKeeper())
      const person = sessions.known().find((session) => session.person.id === personId)?.person ?? null
      const door = doorFor(personId === null ? null : person)
      return (await door.page?.handoverFinish(handover)) ?? { end: { outcome: 'REFUSED' }, back: null }
    },
    accountOf: (person) => openAccountDoor(ask, tokenFor(person.id)),
    async connectReplica(person) {
      const session = sessionOf(person.id)
      if (session === null) throw new ReplicaFault('SIGNED_OUT')
      // Opened here as well: this window hears what the worker's tokens become, also when the server ends them.
      tokens.tokenOf(session)
      return connectReplica({ ...session, person }, tokens.accessOf(session))
    },
    async wipeCopy(personId) {
      await forgetCopyInTime(personId)
    },
    administrationOf: (person) =>
      openAdministrationDoor(sendByToken(ask, tokenFor(person.id)), async () => location.origin),
    filesOf: (person) => httpFiles(() => tokenFor(person.id).token()),
  }
}

function windowSessions(sessions: Sessions, tokens: SessionWindow): WindowSessions {
  return {
    current: async () => sessions.current()?.person ?? null,
    known: async () => sessions.known().map(({ person }) => person),
    continueAs: async (personId) => sessions.continueAs(personId)?.person ?? null,
    leaveWindow: () => sessions.leaveWindow(),
    async signInToDemo(personId) {
      const answer = await sessions.signInToDemo(personId)
      return answer.outcome === 'SIGNED_IN' ? { outcome: 'SIGNED_IN', person: answer.session.person } : answer
    },
    serverInfo: () => sessions.serverInfo(),
    demoPeople: () => sessions.demoPeople(),
    onEnded(personId, ended) {
      const stops = [onSessionEnded(personId, () => ended(false)), tokens.onEnded(personId, ended)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    onChanged: (personId, changed) => tokens.onChanged(personId, changed),
    takeEnd: () => sessions.takeEnd(),
  }
}

/** Forgets the person's session at once and tells the server, now or when it is heard again. Close the replica first. */
export async function signOutOfBrowser(personId: PersonId): Promise<void> {
  const sessions = browserSessions()
  const session = sessions.known().find(({ person }) => person.id === personId)
  if (session === undefined) return
  await sessions.signOut(session)
}

const WIPE_TRIES = 20
const BETWEEN_TRIES_MS = 250

/**
 * Deletes what this browser keeps of a person; false when some of it is still there. The replica needs a moment to
 * close; another tab may hold it longer than we wait.
 */
export async function forgetCopyInTime(personId: PersonId): Promise<boolean> {
  for (let tries = 0; tries < WIPE_TRIES; tries += 1) {
    if (await forgetCopy(personId)) return true
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS))
  }
  return false
}
