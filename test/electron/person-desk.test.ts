// [I22] Who is who on this computer when the server ends a session: what was revoked goes with its copy, what ran out
// keeps it; requests of a window go on with a renewed token and never with another person's.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openPersonDesk, type PersonDeskParts } from '../../electron/person-desk.ts'
import { openProfileDesk } from '../../electron/profile-desk.ts'
import type { ReplicaHost } from '../../electron/replica-host.ts'
import type { ReplicaOf } from '../../electron/replica-keeper.ts'
import type { Granted, Renewed } from '../../electron/server-auth.ts'
import { openSessionVault } from '../../electron/session-vault.ts'
import type { DesktopEvent } from '../../protocol/desktop.ts'
import { PEOPLE } from '../../server/demo/cast.ts'

const [PRIYA, MAEVE] = PEOPLE as unknown as readonly [(typeof PEOPLE)[number], (typeof PEOPLE)[number]]
const [ONE, TWO, THREE] = [{ id: '1' }, { id: '2' }, { id: '3' }] as const

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-people-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const granted = (person = MAEVE, count = 1): Granted => ({
  sessionId: `of-${person.id}`,
  accessToken: `access-${person.id}-${count}`,
  lifeMs: 900_000,
  refreshToken: `refresh-${person.id}-${count}`,
  person,
})

async function computer() {
  const vault = await openSessionVault('/nowhere', null)
  const profiles = openProfileDesk(join(folder, 'servers.json'), {
    address: 'https://rooms.example',
    always: false,
  })
  const told: [string, DesktopEvent][] = []
  const reloaded: string[] = []
  const connected = new Map<string, ReplicaOf>()
  const left: string[] = []
  const signedOut: string[] = []
  const server = { isThere: true }
  const waiting: (() => void)[] = []
  let renewal: () => Renewed = () => ({ outcome: 'GRANTED', granted: granted(MAEVE, 2) })
  const host: ReplicaHost<never> = {
    connect: ({ id }, of) => void connected.set(id, of),
    leave: (id) => void left.push(id),
    renew: () => undefined,
    closed: async () => undefined,
    closeAll: async () => undefined,
  }
  const parts: PersonDeskParts<never, { readonly id: string }> = {
    profiles,
    vault,
    auth: {
      refresh: async () => renewal(),
      signOut: async (_origin, sessionId) => server.isThere && signedOut.push(sessionId) > 0,
    },
    later: (run) => void waiting.push(run),
    host,
    folder,
    windows: () => [ONE, TWO, THREE],
    face: ({ id }) => ({
      id,
      reload: () => void reloaded.push(id),
      tell: (event) => void told.push([id, event]),
      replica: { give: () => undefined, stopped: () => undefined, restarted: () => undefined },
    }),
  }
  const desk = openPersonDesk(parts)
  const profileId = profiles.current().id
  const copyOf = (personId: string) => join(folder, profileId, personId)
  for (const person of [PRIYA, MAEVE]) {
    await desk.signedIn(profileId, granted(person))
    mkdirSync(copyOf(person.id), { recursive: true })
  }
  desk.openReplica(ONE, MAEVE.id)
  desk.openReplica(TWO, PRIYA.id)
  desk.openReplica(THREE, MAEVE.id)
  return {
    desk,
    vault,
    profileId,
    told,
    reloaded,
    left,
    connected,
    signedOut,
    copyOf,
    server,
    /** The same computer after a restart of the program. */
    again: () => openPersonDesk(parts),
    /** A minute goes by. */
    later: () => waiting.splice(0).forEach((run) => run()),
    renews: (next: () => Renewed) => void (renewal = next),
  }
}

it('revoked: the windows are told, their replica goes, and the copy with it; nobody else’s', async () => {
  const { desk, vault, profileId, told, left, copyOf, renews } = await computer()
  renews(() => ({ outcome: 'ENDED', reason: 'revoked' }))
  expect(await desk.tokenOf(ONE, 'access-maeve-brennan-1')).toEqual({ ok: false, why: 'OVER' })
  await vi.waitFor(() => expect(existsSync(copyOf(MAEVE.id))).toBe(false))
  const event = { type: 'sessionEnded', name: MAEVE.name, reason: 'revoked' }
  expect(told).toEqual([
    ['1', event],
    ['3', event],
  ])
  expect(left).toEqual(['1', '3'])
  expect([vault.find(profileId, MAEVE.id), desk.personOf(ONE)]).toEqual([null, null])
  expect([existsSync(copyOf(PRIYA.id)), desk.personOf(TWO)?.person.id]).toEqual([true, PRIYA.id])
})

it.each(['expired', 'reused'] as const)('%s: the copy stays for the next sign-in', async (reason) => {
  const { desk, told, left, copyOf, renews } = await computer()
  renews(() => ({ outcome: 'ENDED', reason }))
  await desk.tokenOf(ONE, 'access-maeve-brennan-1')
  expect(told.map(([, event]) => event)).toEqual([
    { type: 'sessionEnded', name: MAEVE.name, reason },
    { type: 'sessionEnded', name: MAEVE.name, reason },
  ])
  expect([left, existsSync(copyOf(MAEVE.id))]).toEqual([[], true])
})

it('a request whose token the server does not take goes once more, with another; then it is over', async () => {
  const { desk, renews } = await computer()
  const shown: string[] = []
  const act = async (_origin: string, token: string) => ({ status: shown.push(token) === 1 ? 401 : 200 })
  expect(await desk.inNameOf(ONE, act)).toEqual({ status: 200 })
  expect(shown).toEqual(['access-maeve-brennan-1', 'access-maeve-brennan-2'])
  renews(() => ({ outcome: 'UNREACHABLE' }))
  expect(await desk.inNameOf(ONE, async () => ({ status: 401 }))).toBeNull()
  renews(() => ({ outcome: 'ENDED', reason: 'expired' }))
  expect(await desk.inNameOf(ONE, async () => ({ status: 401 }))).toBe('NO_SESSION')
  expect(await desk.inNameOf({ id: 'unknown' }, act)).toBe('NO_SESSION')
})

it('somebody who signs in anew ends the session of before at the server', async () => {
  const { desk, profileId, signedOut } = await computer()
  await desk.signedIn(profileId, { ...granted(), sessionId: 'new' })
  expect(signedOut).toEqual(['of-maeve-brennan'])
})

it('signing out reloads the person’s other windows; removing a server ends all its sessions', async () => {
  const { desk, reloaded, signedOut, profileId, vault } = await computer()
  await desk.signOut(MAEVE.id, ONE)
  expect([reloaded, signedOut]).toEqual([['3'], ['of-maeve-brennan']])
  await desk.removeServer(profileId, TWO)
  // The last server stays.
  expect(vault.people(profileId).map(({ id }) => id)).toEqual([PRIYA.id])
})

it('[DESKTOP-5] whoever signs out without network is signed out at the server as soon as it is there', async () => {
  const { desk, signedOut, vault, server, later } = await computer()
  server.isThere = false
  await desk.signOut(MAEVE.id, ONE)
  expect([signedOut, vault.left().map(({ sessionId }) => sessionId)]).toEqual([[], ['of-maeve-brennan']])
  later()
  server.isThere = true
  await vi.waitFor(() => {
    later()
    expect(vault.left()).toEqual([])
  })
  expect(signedOut).toEqual(['of-maeve-brennan'])
})

it('[WIPE-1] at the program’s start the copies of revoked people go, though no window is theirs', async () => {
  const { again, vault, profileId, copyOf, renews, later } = await computer()
  renews(() => ({ outcome: 'UNREACHABLE' }))
  await again().begin()
  expect(existsSync(copyOf(PRIYA.id))).toBe(true)
  renews(() => ({ outcome: 'ENDED', reason: 'revoked' }))
  later()
  await vi.waitFor(() =>
    expect([existsSync(copyOf(PRIYA.id)), existsSync(copyOf(MAEVE.id))]).toEqual([false, false]),
  )
  expect(vault.people(profileId)).toEqual([])
})
