// The platform of the desktop edition: all of it through the bridge. The window knows persons and no token; which server
// is meant is the main process's matter. Which person this window is, it keeps itself: for a reload in the window, for
// the next start in the computer.

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { DesktopBridge, DesktopSignInEnd, ServerSaid } from '../../protocol/desktop.ts'
import { bridgeFiles } from '../attach/bridge-files.ts'
import { connectDesktopReplica } from './desktop-replica.ts'
import type { Platform, WindowSessions } from './platform.ts'
import { openAdministrationDoor, sendByBridge } from './session-administration.ts'
import { openDesktopDoor } from './session-desktop-door.ts'
import { parsePeople, parseServerInfo } from './server-answers.ts'
import type { EndedSession, Keeper } from './session.ts'

const WINDOW_PERSON = 'accord.person'
const LAST_PERSON = 'accord.lastPerson.'
const SERVER_INFO = 'accord.server.'

export interface DesktopStores {
  /** Shared by all windows of this computer; survives the program. */
  readonly computer: Keeper
  /** This window's own; survives a reload. */
  readonly window: Keeper
}

export function desktopPlatform(bridge: DesktopBridge, stores: DesktopStores): Platform {
  const sessions = desktopSessions(bridge, stores)
  const signedIn = async (end: DesktopSignInEnd) => {
    if (end.outcome === 'SIGNED_IN') await sessions.continueAs(end.person.id)
  }
  return {
    bridge,
    servers: bridge,
    sessions,
    signIn: openDesktopDoor(bridge, 'SIGN_IN', signedIn),
    stepUp: () => openDesktopDoor(bridge, 'STEP_UP', async () => undefined),
    accountOf: () => null,
    // Providers answer to the system's browser, never to a window of the program.
    finishJourney: async () => ({ end: { outcome: 'REFUSED' }, back: null }),
    // The main process deletes it with the session.
    wipeCopy: async () => undefined,
    connectReplica: (person) => connectDesktopReplica(bridge, person),
    administrationOf: () =>
      openAdministrationDoor(
        sendByBridge(bridge),
        async () => (await bridge.profiles()).find(({ current }) => current)?.origin ?? location.origin,
      ),
    filesOf: () => bridgeFiles(bridge),
  }
}

type SessionBridge = Pick<DesktopBridge, 'profiles' | 'people' | 'askServer' | 'signInToDemo' | 'onEvent'>

/** Exported for tests: sessions as a window of the desktop sees them. */
export function desktopSessions(bridge: SessionBridge, { computer, window }: DesktopStores): WindowSessions {
  let asking: Promise<ServerSaid> | null = null
  let end: EndedSession | null = null

  /** One question for everybody who asks at the same time. */
  function ask(): Promise<ServerSaid> {
    asking ??= bridge.askServer().finally(() => {
      asking = null
    })
    return asking
  }
  const server = async (): Promise<string> =>
    (await bridge.profiles()).find(({ current }) => current)?.id ?? ''

  async function find(personId: string | null): Promise<Person | null> {
    if (personId === null) return null
    return (await bridge.people()).find(({ id }) => id === personId) ?? null
  }
  async function become(person: Person): Promise<void> {
    const at = await server()
    window.setItem(WINDOW_PERSON, `${at}/${person.id}`)
    computer.setItem(LAST_PERSON + at, person.id)
  }

  return {
    async current() {
      const at = await server()
      const chosen = window.getItem(WINDOW_PERSON)
      // A new window, and the next start, go on as the person who was chosen last.
      if (chosen === null) return find(computer.getItem(LAST_PERSON + at))
      return chosen.startsWith(`${at}/`) ? find(chosen.slice(at.length + 1)) : null
    },
    known: () => bridge.people(),
    async continueAs(personId: PersonId) {
      const person = await find(personId)
      if (person !== null) await become(person)
      return person
    },
    leaveWindow() {
      // Nobody, and not the last person either.
      window.setItem(WINDOW_PERSON, '')
    },
    async signInToDemo(personId) {
      const answer = await bridge.signInToDemo(personId)
      if (answer.outcome === 'SIGNED_IN') await become(answer.person)
      return answer
    },
    async serverInfo() {
      const [{ info }, at] = await Promise.all([ask(), server()])
      if (info !== null) computer.setItem(SERVER_INFO + at, JSON.stringify(info))
      return parseServerInfo(info ?? kept(computer.getItem(SERVER_INFO + at)))
    },
    async demoPeople() {
      const { demoPeople } = await ask()
      return demoPeople === null ? null : parsePeople(demoPeople)
    },
    // Of somebody who signed out elsewhere the main process loads the windows anew; what the server ends comes here.
    onEnded: (_personId, ended) =>
      bridge.onEvent((event) => {
        if (event.type !== 'sessionEnded') return
        end = { name: event.name, reason: event.reason }
        ended(event.reason === 'revoked')
      }),
    onChanged: (personId, changed) =>
      bridge.onEvent((event) => {
        if (event.type === 'personChanged' && event.person.id === personId) changed(event.person)
      }),
    takeEnd() {
      const taken = end
      end = null
      return taken
    },
  }
}

function kept(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
