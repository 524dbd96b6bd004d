// A room of any length, told through the server's own core at the times at which it would have happened, deadlines
// included: what the benchmarks and the tests of long rooms open.

import { randomUUID } from 'node:crypto'
import type { PersonCommand } from '../domain/incident/commands.ts'
import { type RoomId, toCommandId, toRoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import { HOUR, type Instant, instantAt, MINUTE, plus, SECOND } from '../domain/time.ts'
import { type Core, openCore } from '../server/core.ts'
import { ACCOUNTS, AISHA, KIRANA, MAEVE, PEOPLE, PRIYA, SARI } from '../server/demo/cast.ts'
import { openSqliteStore } from '../server/store/sqlite-store.ts'

export interface LongRoom {
  readonly roomId: RoomId
  /** As the provider counts them. */
  readonly entries: number
}

/** From one entry to the next in a room that never rests. */
const GAP = 30 * SECOND
const CADENCE_MINUTES = 30

/** Writes it into an empty data folder, for a demo server to be started on. */
export async function tellLongRoom(folder: string, entries: number): Promise<LongRoom> {
  const store = await openSqliteStore({
    folder,
    newId: randomUUID,
    onFatal: (cause) => {
      throw cause
    },
  })
  const end = Date.now()
  let now: Instant = instantAt(end - entries * GAP - HOUR)
  const core = openCore({ store, now: () => now })
  for (const account of ACCOUNTS) await core.saveAccount(account)
  for (const person of PEOPLE) await core.savePerson(person)
  const roomId = toRoomId(randomUUID())
  const says = teller(core, roomId)
  await says(sari, report())
  await says(priya, intake(now))
  now = plus(now, 4 * MINUTE)
  await says(maeve, { type: 'assignAgent', agentId: MAEVE, handOverNote: null })
  await says(maeve, {
    type: 'recordCallback',
    reached: 'Sari Hartono',
    occurredAt: now,
    information: 'All regions.',
  })
  await says(maeve, { type: 'proposeCadence', everyMinutes: CADENCE_MINUTES, duringWorkaround: false })
  const proposal = (await core.room(maeve, roomId))?.cadenceProposal?.id
  if (proposal !== undefined) await says(sari, { type: 'agreeCadence', proposalId: proposal })
  let held = 0
  for (let turn = 0; held < entries; turn += 1) {
    now = plus(now, GAP)
    if (turn % 10 === 0) await core.fireDue()
    const [who, command] = talk(turn, now)
    await says(who, command)
    held = (await core.roomEvents(maeve, roomId, held, entries)).at(-1)?.seq ?? held
  }
  await core.close()
  return { roomId, entries: held }
}

const personOf = (id: string): Person => {
  const found = PEOPLE.find((person) => person.id === id)
  if (found === undefined) throw new Error(`${id} is not in the demo's cast`)
  return found
}
const [maeve, sari, priya, aisha] = [personOf(MAEVE), personOf(SARI), personOf(PRIYA), personOf(AISHA)]

const teller = (core: Core, roomId: RoomId) => async (who: Person, command: PersonCommand) => {
  const [answer] = await core.submit(who, [{ id: toCommandId(randomUUID()), roomId, command }])
  if (answer?.outcome !== 'ACCEPTED') throw new Error(`${command.type}: ${JSON.stringify(answer)}`)
}

const report = (): PersonCommand => ({
  type: 'reportIssue',
  accountId: KIRANA,
  contactName: null,
  channel: 'DASHBOARD',
  title: 'Every send times out',
  description: 'No mail leaves since this morning, API and SMTP alike.',
})

const intake = (receivedAt: Instant): PersonCommand => ({
  type: 'takeIntake',
  accountId: KIRANA,
  company: 'Kirana Air',
  contactName: 'Sari Hartono',
  contactPhone: '+62 21 5550 0187',
  contactEmail: 'sari@kirana-air.example',
  description: 'Every send times out.',
  receivedAt,
  failing: ['API', 'SMTP'],
  title: null,
  separateFrom: [],
})

const WORDS =
  'The queue of the second region grows again while the first one drains, so we move a tenth of it over.'.split(
    ' ',
  )
/** Of one to three lines, and not twice the same. */
const text = (turn: number): string =>
  `${turn}: ${Array.from({ length: 6 + ((turn * 7) % 40) }, (_, at) => WORDS[(turn + at) % WORDS.length]).join(' ')}.`

/** An update every 25 minutes, but each eighth one comes late; notes, and messages of both parties. */
function talk(turn: number, now: Instant): readonly [Person, PersonCommand] {
  const cycle = turn % 50
  if (cycle === 49 && turn % 400 < 350)
    return [
      maeve,
      {
        type: 'postUpdate',
        nature: text(turn),
        status: 'IDENTIFIED',
        expectation: { kind: 'UNKNOWN', reason: 'The vendor has not answered.', moreAt: plus(now, HOUR) },
      },
    ]
  if (cycle % 5 === 3) return [aisha, { type: 'postNote', text: text(turn), replyTo: null }]
  return [cycle % 2 === 0 ? sari : maeve, { type: 'postMessage', text: text(turn), replyTo: null }]
}
