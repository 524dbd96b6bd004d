// The rooms of 50 accounts over two years, told through the server's own core into a data folder: ten rooms an account,
// each a report, messages of both parties and every fifth entry a note of ours.

import { randomUUID } from 'node:crypto'
import type { PersonCommand } from '../domain/incident/commands.ts'
import { type RoomId, toAccountId, toCommandId, toPersonId, toRoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import { DAY, instantAt } from '../domain/time.ts'
import { type Core, openCore } from '../server/core.ts'
import { ACCOUNTS, KIRANA, MAEVE, PEOPLE, SARI } from '../server/demo/cast.ts'
import { openSqliteStore } from '../server/store/sqlite-store.ts'

const ACCOUNTS_OF_THE_TAM = 50
const TOLD_FOR = 730 * DAY
const AT_ONCE = 500

export interface TwoYears {
  readonly rooms: number
  /** Of each room. */
  readonly entries: number
}

/** Adds them to what the folder holds; its server must be stopped. */
export async function tellTwoYears(folder: string, { rooms, entries }: TwoYears): Promise<void> {
  const store = await openSqliteStore({
    folder,
    newId: randomUUID,
    onFatal: (cause) => {
      throw cause
    },
  })
  const total = rooms * entries
  const start = Date.now() - TOLD_FOR
  let told = 0
  const core = openCore({ store, now: () => instantAt(start + Math.floor((TOLD_FOR / total) * told)) })
  const [agent, contacts] = await castOf(core)
  const ids: readonly RoomId[] = Array.from({ length: rooms }, () => toRoomId(randomUUID()))
  const say = async (who: Person, roomId: RoomId, command: PersonCommand): Promise<void> => {
    const [answer] = await core.submit(who, [{ id: toCommandId(randomUUID()), roomId, command }])
    if (answer?.outcome !== 'ACCEPTED') throw new Error(`${command.type}: ${JSON.stringify(answer)}`)
  }
  let under: Promise<void>[] = []
  for (let turn = 0; turn < entries; turn += 1)
    for (const [index, roomId] of ids.entries()) {
      const contact = contacts[index % contacts.length]
      if (contact?.accountId == null) throw new Error('an account has nobody')
      const isOurs = turn % 5 > 2
      under.push(say(isOurs ? agent : contact, roomId, said(turn, index, contact.accountId)))
      told += 1
      if (under.length < AT_ONCE) continue
      await Promise.all(under)
      under = []
    }
  await Promise.all(under)
  await core.close()
}

async function castOf(core: Core): Promise<readonly [Person, readonly Person[]]> {
  const sample = ACCOUNTS.find(({ id }) => id === KIRANA)
  const sari = PEOPLE.find(({ id }) => id === SARI)
  const agent = PEOPLE.find(({ id }) => id === MAEVE)
  if (sample === undefined || sari === undefined || agent === undefined) throw new Error('no cast')
  for (const account of ACCOUNTS) await core.saveAccount(account)
  for (const person of PEOPLE) await core.savePerson(person)
  const contacts: Person[] = []
  for (let number = 1; number <= ACCOUNTS_OF_THE_TAM; number += 1) {
    const accountId = toAccountId(`account-${number}`)
    await core.saveAccount({ ...sample, id: accountId, name: `Account ${number}`, number: `A-${number}` })
    const contact = { ...sari, id: toPersonId(`contact-${number}`), name: `Contact ${number}`, accountId }
    await core.savePerson({ ...contact, email: `contact-${number}@account-${number}.example` })
    contacts.push(contact)
  }
  return [agent, contacts]
}

const WORDS =
  'The queue of the second region grows again while the first one drains, so we move a tenth of it over.'.split(
    ' ',
  )
const text = (turn: number, room: number): string =>
  `${room}.${turn}: ${Array.from({ length: 8 + ((turn * 7 + room * 3) % 30) }, (_, at) => WORDS[(turn * 3 + room + at * (1 + (room % 5))) % WORDS.length]).join(' ')}`

function said(turn: number, room: number, accountId: Person['accountId'] & string): PersonCommand {
  if (turn === 0)
    return {
      type: 'reportIssue',
      accountId: toAccountId(accountId),
      contactName: null,
      channel: 'DASHBOARD',
      title: `Sends time out, ${room}`,
      description: text(turn, room),
    }
  return { type: turn % 5 === 4 ? 'postNote' : 'postMessage', text: text(turn, room), replyTo: null }
}
