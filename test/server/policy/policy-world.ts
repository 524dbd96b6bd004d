// A running server with a room of each of three accounts, and somebody of every role who stands to them in every way
// the policy table knows. Every text that belongs to one account says so: whoever may not have it must never meet it.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Account } from '../../../domain/account.ts'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import { type RoomId, toAccountId, toCommandId, toPersonId, toRoomId } from '../../../domain/ids.ts'
import type { Person, Role } from '../../../domain/people.ts'
import { instantAt } from '../../../domain/time.ts'
import { type Core, openCore } from '../../../server/core.ts'
import { openFileStore } from '../../../server/files/file-store.ts'
import { openSqliteStore } from '../../../server/store/sqlite-store.ts'
import { SIGNED_IN, type Asker, type Relation } from '../../../server/policy/table.ts'
import { nusantara } from '../../support/accounts.ts'
import { personOfRole } from '../../support/people.ts'
import { newFolder, removeFolder, startTestServer, type TestServer } from '../support/running-server.ts'

/** In every text of the account's own; in those of its room, and in those that only the provider may read. */
export const canaryOf = (account: 'ours' | 'left' | 'foreign', kind: 'card' | 'room' | 'internal' = 'card') =>
  `canary-${kind}-${account}`

interface Place {
  readonly account: Account
  readonly roomId: RoomId
  /** Entries with a file: one that both parties see, one of the provider's alone. */
  readonly files: readonly string[]
}

export interface PolicyWorld {
  readonly server: TestServer
  /** Null for NOBODY. */
  readonly tokens: Readonly<Record<Asker, string | null>>
  /** The room that stands to an asker so; null where no such room can be. */
  place(asker: Asker, relation: Relation): Place | null
  stop(): Promise<void>
}

const PROVIDER: readonly Role[] = ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR']

const accountNamed = (name: 'ours' | 'left' | 'foreign'): Account => ({
  ...nusantara,
  id: toAccountId(`account-${name}-${canaryOf(name)}`),
  name: `Company ${canaryOf(name)}`,
  number: `NR-${canaryOf(name)}`,
  domains: [`${canaryOf(name)}.example`],
  tamId: personOfRole.TAM.id,
  deputyId: null,
})

const memberOf = (account: Account, name: 'ours' | 'left' | 'foreign'): Person => ({
  ...personOfRole.SIGNATORY,
  id: toPersonId(`member-${name}-${canaryOf(name)}`),
  name: `Member ${canaryOf(name)}`,
  email: `member@${canaryOf(name)}.example`,
  accountId: account.id,
})

export async function openPolicyWorld(): Promise<PolicyWorld> {
  const dataFolder = await newFolder()
  const places = await fill(dataFolder)
  const server = await startTestServer({ config: { dataFolder }, pace: { lookEveryMs: 100 } })
  const tokens: Record<Asker, string | null> = { NOBODY: null } as Record<Asker, string | null>
  for (const role of SIGNED_IN) tokens[role] = await server.signIn(personOfRole[role].id)
  const missing: Place = {
    account: { ...nusantara, id: toAccountId('account-nobody') },
    roomId: toRoomId(randomUUID()),
    files: [randomUUID()],
  }
  return {
    server,
    tokens,
    place(asker, relation) {
      if (relation === 'MISSING') return missing
      // The provider's people see every account: nothing is foreign to them.
      if (asker !== 'NOBODY' && PROVIDER.includes(asker)) return relation === 'OWN' ? places.ours : null
      if (asker === 'ADMIN' && relation === 'OWN') return null
      return relation === 'REMOVED' ? places.left : relation === 'OWN' ? places.ours : places.foreign
    },
    async stop() {
      await server.stop()
      await removeFolder(dataFolder)
    },
  }
}

async function fill(folder: string): Promise<Record<'ours' | 'left' | 'foreign', Place>> {
  const store = await openSqliteStore({ folder, newId: randomUUID, onFatal: () => undefined })
  const files = await openFileStore(join(folder, 'files'))
  const core = openCore({ store, now: () => instantAt(Date.now()) })
  const accounts = {
    ours: accountNamed('ours'),
    left: accountNamed('left'),
    foreign: accountNamed('foreign'),
  }
  const { ours, left, foreign } = accounts
  for (const account of [ours, left, foreign]) await core.saveAccount(account)
  for (const role of PROVIDER) await core.savePerson(personOfRole[role])
  // They took part in the room that they have left since: two customers who moved, an agent who became administrator.
  const before = (role: Role): Person =>
    role === 'ADMIN'
      ? { ...personOfRole.ADMIN, role: 'AGENT' }
      : { ...personOfRole[role], accountId: left.id }
  for (const role of ['CONTACT', 'SIGNATORY', 'ADMIN'] as const) await core.savePerson(before(role))
  const place = async (name: 'ours' | 'left' | 'foreign'): Promise<Place> => {
    const account = accounts[name]
    const member = memberOf(account, name)
    await core.savePerson(member)
    const speakers = name === 'left' ? [before('CONTACT'), before('SIGNATORY'), before('ADMIN')] : []
    const party = { CUSTOMER: member, PROVIDER: personOfRole.AGENT }
    for (const [side, text] of Object.entries(party) as ['CUSTOMER' | 'PROVIDER', Person][])
      await files.receive(
        { accountId: account.id, party: side },
        Readable.from([canaryOf(name, 'room'), text.id]),
      )
    return { account, ...(await fillRoom(core, name, account, member, speakers)) }
  }
  const places = { ours: await place('ours'), left: await place('left'), foreign: await place('foreign') }
  for (const role of ['CONTACT', 'SIGNATORY'] as const)
    await core.savePerson({ ...personOfRole[role], accountId: ours.id })
  await core.savePerson(personOfRole.ADMIN)
  await core.close()
  return places
}

/** A report, and an entry of each party and audience. */
async function fillRoom(
  core: Core,
  name: 'ours' | 'left' | 'foreign',
  account: Account,
  member: Person,
  speakers: readonly Person[],
): Promise<Pick<Place, 'roomId' | 'files'>> {
  const roomId = toRoomId(randomUUID())
  const says = async (who: Person, command: PersonCommand): Promise<void> => {
    const [answer] = await core.submit(who, [{ id: toCommandId(randomUUID()), roomId, command }])
    if (answer?.outcome !== 'ACCEPTED') throw new Error(`${command.type}: ${JSON.stringify(answer)}`)
  }
  const [text, internal] = [canaryOf(name, 'room'), canaryOf(name, 'internal')]
  const agent = personOfRole.AGENT
  await says(member, {
    type: 'reportIssue',
    accountId: account.id,
    channel: 'DASHBOARD',
    title: `Title ${text}`,
    description: text,
    contactName: null,
  })
  for (const who of [member, agent, ...speakers])
    await says(who, { type: 'postMessage', text, replyTo: null })
  await says(agent, { type: 'postNote', text: internal, replyTo: null })
  const file = { type: 'attachFile', mediaType: 'text/plain', size: 12, sha256: 'a'.repeat(64) } as const
  await says(member, { ...file, audience: 'SHARED', name: `${text}.log` })
  await says(agent, { ...file, audience: 'INTERNAL', name: `${internal}.log` })
  const events = await core.roomEvents(agent, roomId, 0, 100)
  return { roomId, files: events.filter(({ body }) => body.type === 'FileAttached').map(({ id }) => id) }
}
