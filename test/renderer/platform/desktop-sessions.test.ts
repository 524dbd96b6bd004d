// Who a window of the desktop is: through a reload, a further window and the next start; with another server nobody.

import { expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { DesktopEvent, DesktopSignIn, ServerProfile, ServerSaid } from '../../../protocol/desktop.ts'
import { desktopSessions } from '../../../renderer/platform/desktop-platform.ts'
import { memoryKeeper } from '../../../renderer/platform/session.ts'
import { RecordedReplica } from '../live/recorded-replica.ts'

const ANI: Person = { ...new RecordedReplica().me, id: toPersonId('ani'), name: 'Ani' }
const BUDI: Person = { ...ANI, id: toPersonId('budi'), name: 'Budi' }
const INFO = { demo: true, provider: 'Halyard', hotline: null }

/** A computer with the program on it; `said` null: its server does not answer. */
class Computer {
  people: readonly Person[] = []
  server = 's1'
  said: ServerSaid = { info: INFO, demoPeople: [{ ...ANI, company: 'Halyard' }] }
  asked = 0
  tell: (event: DesktopEvent) => void = () => undefined
  readonly #computer = memoryKeeper()

  /** A window; its own store is given again for a reload. */
  window(own = memoryKeeper()) {
    const bridge = {
      profiles: async (): Promise<readonly ServerProfile[]> => [
        { id: this.server, name: 'x', origin: 'https://x.example', current: true },
      ],
      people: async () => this.people,
      askServer: async () => {
        this.asked++
        return this.said
      },
      signInToDemo: async (): Promise<DesktopSignIn> => {
        this.people = [ANI]
        return { outcome: 'SIGNED_IN', person: ANI }
      },
      onEvent: (hear: (event: DesktopEvent) => void) => {
        this.tell = hear
        return () => undefined
      },
    }
    return desktopSessions(bridge, { computer: this.#computer, window: own })
  }
}

it('is nobody at first, the person who signed in after that, and stays so through a reload and a new start', async () => {
  const computer = new Computer()
  const own = memoryKeeper()
  expect(await computer.window(own).current()).toBeNull()
  expect((await computer.window(own).signInToDemo(ANI.id)).outcome).toBe('SIGNED_IN')
  expect((await computer.window(own).current())?.id).toBe('ani')
  expect((await computer.window().current())?.id).toBe('ani')
})

it('changing the person in one window leaves the others, and the next start follows the last choice', async () => {
  const computer = new Computer()
  computer.people = [ANI, BUDI]
  const [first, second] = [memoryKeeper(), memoryKeeper()]
  await computer.window(first).continueAs(ANI.id)
  computer.window(second).leaveWindow()
  expect(await computer.window(second).current()).toBeNull()
  await computer.window(second).continueAs(BUDI.id)
  expect((await computer.window(first).current())?.id).toBe('ani')
  expect((await computer.window().current())?.id).toBe('budi')
})

it('is nobody at another server, and nobody once the session is gone', async () => {
  const computer = new Computer()
  const own = memoryKeeper()
  await computer.window(own).signInToDemo(ANI.id)
  computer.server = 's2'
  expect(await computer.window(own).current()).toBeNull()
  computer.server = 's1'
  computer.people = []
  expect(await computer.window(own).current()).toBeNull()
  expect(await computer.window(own).continueAs(ANI.id)).toBeNull()
})

it('asks the server once for both questions, and remembers its name while it does not answer', async () => {
  const computer = new Computer()
  const window = computer.window()
  const [info, people] = await Promise.all([window.serverInfo(), window.demoPeople()])
  expect([info?.provider, people?.length, computer.asked]).toEqual(['Halyard', 1, 1])
  computer.said = { info: null, demoPeople: null }
  expect((await computer.window().serverInfo())?.provider).toBe('Halyard')
  expect(await computer.window().demoPeople()).toBeNull()
})

it('hears that the server ended the session, tells why once, and wipes what was revoked alone', async () => {
  const computer = new Computer()
  const sessions = computer.window()
  const wiped: boolean[] = []
  sessions.onEnded(ANI.id, (wipe) => wiped.push(wipe))
  for (const reason of ['revoked', 'expired', 'reused'] as const)
    computer.tell({ type: 'sessionEnded', name: ANI.name, reason })
  expect(wiped).toEqual([true, false, false])
  expect([sessions.takeEnd(), sessions.takeEnd()]).toEqual([{ name: ANI.name, reason: 'reused' }, null])
})
