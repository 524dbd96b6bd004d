// [I1] A person's replica in a process of its own, against a real server: it answers windows over ports, survives being
// killed in mid-sentence without losing a draft or a command, and shows its token to the server alone. The process
// module runs in a thread of the test; how Electron starts it is the desktop tests' matter.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type RoomId, toCommandId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { openReplicaHost, type ReplicaHost } from '../../electron/replica-host.ts'
import type { ReplicaOf } from '../../electron/replica-keeper.ts'
import { openServerAuth } from '../../electron/server-auth.ts'
import { uuidV7 } from '../../protocol/uuid.ts'
import type { Replica, Status } from '../../replica/api.ts'
import { parseHostMessage } from '../../replica/port/port.ts'
import { openPortClient } from '../../replica/port/port-client.ts'
import { startTestServer, type TestServer } from '../server/support/running-server.ts'

const WITHIN = { timeout: 15_000, interval: 20 }
const SECRET = 'a-secret-of-a-session'
const newId = () => uuidV7(Date.now(), Math.random)

let folder: string
let threads: Worker[]
let host: ReplicaHost<MessagePort>
let server: TestServer | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-replica-'))
  threads = []
  server = null
  host = openReplicaHost<MessagePort>({
    fork: () => {
      const thread = new Worker(new URL('./replica-thread.ts', import.meta.url))
      threads.push(thread)
      return {
        postMessage: (data, ports = []) => thread.postMessage({ data, ports }, ports),
        on: (event, hear) => thread.on(event, hear),
        kill: () => void thread.terminate(),
      }
    },
    channel: () => new MessageChannel(),
    sayUnusable: (port, code) => port.postMessage({ type: 'unusable', code }),
  })
})

afterEach(async () => {
  await host.closeAll()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Window {
  readonly replica: Replica
  readonly ready: Promise<void>
  restarts: number
}

/** A window's side: what renderer/platform/desktop-replica.ts does in a page. */
function openWindow(id: string, of: ReplicaOf): Window {
  let port: MessagePort | null = null
  const client = openPortClient({
    me: of.person,
    send: (message) => port?.postMessage(message),
    newId,
    newCommandId: () => toCommandId(newId()),
    end: async () => {
      port?.close()
      host.leave(id)
    },
  })
  const window: Window = { replica: client.replica, ready: client.ready, restarts: 0 }
  const give = (given: MessagePort) => {
    port?.close()
    port = given
    given.on('message', (data) => {
      const message = parseHostMessage(data)
      if (message !== null && given === port) client.receive(message)
    })
  }
  host.connect({ id, give, stopped: () => undefined, restarted: () => void window.restarts++ }, of)
  return window
}

async function signedIn(personId: string): Promise<ReplicaOf> {
  server ??= await startTestServer()
  const auth = openServerAuth((url, request) => fetch(url, request), 'test')
  const end = await auth.finish(server.url, { way: 'demo', personId }, null)
  if (end.outcome !== 'GRANTED') throw new Error(`${personId}: ${end.outcome}`)
  return replicaOf(end.granted.person, server.url, end.granted.accessToken)
}

const replicaOf = (person: Person, origin: string, token: string): ReplicaOf => ({
  key: person.id,
  person,
  origin,
  folder: join(folder, person.id),
  session: () => 'a-session',
  access: async () => ({ ok: true, token, lifeMs: 60_000 }),
})

async function liveStatus({ replica }: Window): Promise<() => Status | undefined> {
  let latest: Status | undefined
  replica.watch<'status'>({ view: 'status' }, (status) => void (latest = status))
  await vi.waitFor(() => expect(latest?.link).toBe('LIVE'), WITHIN)
  return () => latest
}

const firstRoom = ({ replica }: Window): Promise<RoomId> =>
  new Promise((done) => {
    replica.watch<'board'>({ view: 'board' }, ({ rows: [first] }) => {
      if (first !== undefined) done(first.room.id)
    })
  })

it('answers from the server’s record, and keeps two files in the person’s folder', async () => {
  const of = await signedIn('maeve-brennan')
  const window = openWindow('1', of)
  await window.ready
  await liveStatus(window)
  expect(await firstRoom(window)).not.toBe('')
  expect((await readdir(of.folder)).filter((name) => name.endsWith('.db'))).toEqual([
    'outbox.db',
    'replica.db',
  ])
})

it('killed in mid-sentence, it comes back by itself; what was typed and handed in meanwhile is there', async () => {
  const window = openWindow('1', await signedIn('maeve-brennan'))
  await window.ready
  const status = await liveStatus(window)
  const roomId = await firstRoom(window)
  await window.replica.saveDraft({ roomId: 'r', mode: 'MESSAGE', content: 'before' })

  await threads[0]?.terminate()
  // Nobody answers now: both wait in the window.
  const saved = window.replica.saveDraft({ roomId: 'r', mode: 'MESSAGE', content: 'before and after' })
  const said = window.replica.submit(roomId, { type: 'postMessage', text: 'Still here', replyTo: null })
  await saved
  expect((await said).outcome).toBe('SAVED')
  expect(window.restarts).toBe(1)
  expect(threads).toHaveLength(2)
  expect(await window.replica.loadDraft('r', 'MESSAGE')).toBe('before and after')
  await vi.waitFor(() => expect(status()?.link).toBe('LIVE'), WITHIN)
})

it('two windows of a person share one process, a reloaded one gets a new port, and the last one closes it', async () => {
  const of = await signedIn('maeve-brennan')
  const [one, two] = [openWindow('1', of), openWindow('2', of)]
  await Promise.all([one.ready, two.ready])
  const reloaded = openWindow('1', of)
  await reloaded.ready
  await two.replica.saveDraft({ roomId: 'r', mode: 'NOTE', content: 'kept' })
  expect(threads).toHaveLength(1)
  await Promise.all([reloaded.replica.close(), two.replica.close()])
  // Wanted again while it is closing: it is opened anew once its files are free.
  const later = openWindow('3', of)
  await later.ready
  expect(await later.replica.loadDraft('r', 'NOTE')).toBe('kept')
  expect(threads).toHaveLength(2)
})

it('[I25] asks a server as a program and not as a page does, and its token is in no address, header of a socket or file', async () => {
  const seen: IncomingMessage[] = []
  const listener = createServer()
  listener.on('upgrade', (request, socket) => {
    seen.push(request)
    socket.destroy()
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const { port } = listener.address() as AddressInfo
  const person = { id: 'ani', name: 'Ani', title: '', party: 'PROVIDER', role: 'AGENT', timeZone: 'UTC' }
  const of = replicaOf(
    { ...person, accountId: null, phone: null, email: null } as unknown as Person,
    `http://127.0.0.1:${port}`,
    SECRET,
  )
  await openWindow('1', of).ready
  await vi.waitFor(() => expect(seen).not.toEqual([]), WITHIN)
  for (const { headers, url } of seen) {
    expect([url, headers.origin, headers.cookie]).toEqual(['/graphql', undefined, undefined])
    expect(JSON.stringify(headers)).not.toContain(SECRET)
  }
  await host.closeAll()
  for (const name of await readdir(of.folder))
    expect((await readFile(join(of.folder, name))).includes(SECRET)).toBe(false)
  listener.closeAllConnections()
  listener.close()
})

it('[I22] a token that the server refuses is replaced unseen, and a session that is over goes on with the next one', async () => {
  const good = await signedIn('maeve-brennan')
  const refused: (string | null)[] = []
  let isOver = false
  const of: ReplicaOf = {
    ...good,
    async access(token) {
      refused.push(token)
      if (isOver) return { ok: false, why: 'OVER' }
      return refused.length === 1 ? { ok: true, token: 'A'.repeat(43), lifeMs: 60_000 } : good.access(token)
    },
  }
  const window = openWindow('1', of)
  await window.ready
  const status = await liveStatus(window)
  expect(refused).toEqual([null, 'A'.repeat(43)])

  isOver = true
  host.renew(of.key, 'a-session')
  await server?.stop()
  window.replica.probe()
  await vi.waitFor(() => expect(status()?.link).toBe('SIGNED_OUT'), WITHIN)
  isOver = false
  server = null
  const again = await signedIn('maeve-brennan')
  expect(again.person.id).toBe(of.person.id)
  host.renew(of.key, 'the-next-session')
  await vi.waitFor(() => expect(status()?.link).not.toBe('SIGNED_OUT'), WITHIN)
  expect(threads).toHaveLength(1)
})

it('an outbox that cannot be read is left as it is, and the window is told; nothing is restarted for ever', async () => {
  const of = await signedIn('maeve-brennan')
  await mkdir(of.folder, { recursive: true })
  await writeFile(
    join(of.folder, 'outbox.db'),
    'this is no database, and it is long enough to be looked at as one',
  )
  await expect(openWindow('1', of).ready).rejects.toThrow(/SQLITE_NOTADB/)
  expect(await readFile(join(of.folder, 'outbox.db'), 'utf8')).toContain('no database')
  expect(threads).toHaveLength(1)
})
