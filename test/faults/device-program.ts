// A device of a run as a process of its own: the replica that the desktop uses, on two files of its own, behind a line
// that fails. It writes down what it asked for, what it was told was saved, and each event in the order in which it took
// it over. It is killed like a server is. Started by devices.ts.

import { mkdirSync, readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { CommandId, RoomId } from '../../domain/ids.ts'
import { toRoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Person } from '../../domain/people.ts'
import { openSqliteDriver } from '../../electron/sqlite-driver.ts'
import { uuidV7 } from '../../protocol/uuid.ts'
import type { Link, Pending } from '../../replica/api.ts'
import { openReplica } from '../../replica/open.ts'
import { Log } from '../../replica/store/log.ts'
import type { Stream } from '../../replica/sync/bootstrap-http.ts'
import { graphqlTransport } from '../../replica/sync/graphql-transport.ts'
import { openHistory } from '../support/faults/history.ts'
import { randomFrom } from './random.ts'

export interface DeviceLife {
  /** `device/rani#2`: the second life of a device. */
  readonly proc: string
  readonly folder: string
  readonly histories: string
  readonly url: string
  /** The file that holds the session's token as of now. */
  readonly tokenFile: string
  readonly person: Person
  readonly rooms: readonly string[]
  readonly seed: number
  /** This device's clock minus true time. */
  readonly skewMs: number
  readonly isWorking: boolean
}

export type DeviceOrder = 'PROBE' | 'REST' | 'REPORT' | 'SAY_STATE'

export interface DeviceState {
  readonly link: Link
  readonly waiting: number
  readonly digest: string
  /** Letters that downloads have brought. */
  readonly downloaded: number
}

const WORK_EVERY_MS = 80
/** A person does not go on for ever without hearing anything; a slow machine must catch up. */
const UNSENT_MAX = 30

const life = JSON.parse(process.argv[2] ?? '{}') as DeviceLife
const { proc, folder, histories, url, tokenFile, person, skewMs } = life
const note = openHistory(histories, proc)
const random = randomFrom(life.seed)
const fraction = (): number => random.below(1_000_000) / 1_000_000
const audience = person.accountId ?? 'provider'
const timers = {
  set: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clear: (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout),
}

let downloaded = 0
/** As the desktop's; what becomes of each is written down. */
const stream: Stream = async (address, request) => {
  const { status, body } = await fetch(address, request)
  if (body === null) return { status, text: null }
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let letters = 0
  const read = async () => {
    try {
      const piece = await reader.read()
      letters += piece.value?.length ?? 0
      downloaded += piece.value?.length ?? 0
      if (piece.done) note('download', proc, 'ok', { letters })
      return piece
    } catch (error) {
      note('download', proc, 'fail', { letters })
      throw error
    }
  }
  return { status, text: { getReader: () => ({ read, cancel: () => reader.cancel() }) } }
}

mkdirSync(folder, { recursive: true })
const cache = openSqliteDriver(join(folder, 'replica.db'), 'replica')
const replica = openReplica({
  me: person,
  drivers: { outbox: openSqliteDriver(join(folder, 'outbox.db'), 'outbox'), replica: cache },
  transport: graphqlTransport({
    origin: url,
    fetch: (address, request) => fetch(address, { ...request, signal: AbortSignal.timeout(5_000) }),
    stream,
    webSocketImpl: WebSocket,
    token: () => readFileSync(tokenFile, 'utf8'),
    timers,
  }),
  now: () => Date.now() + skewMs,
  random: fraction,
  timers,
  newId: () => uuidV7(Date.now(), fraction),
  report: (what, cause) => note('fault', `${what}: ${String(cause)}`, 'info'),
})

let link: Link = 'CONNECTING'
let pending: readonly Pending[] = []
const refused = new Set<CommandId>()
replica.watch({ view: 'status' }, (status) => {
  link = status.link
})
replica.watch({ view: 'pending' }, (all) => {
  pending = all
  for (const { commandId, state, rejection } of all)
    if (state === 'REJECTED' && !refused.has(commandId)) {
      refused.add(commandId)
      note('command', commandId, 'fail', { code: rejection?.code })
    }
})
replica.watch({ view: 'board' }, ({ rows }) => {
  for (const { room } of rows) void takeDown(room.id)
})

const seen = new Map<RoomId, number>()
const reading = new Set<RoomId>()

/** Every event of a room that this copy has got since the last time, as it stands in the copy. */
async function takeDown(roomId: RoomId): Promise<void> {
  if (reading.has(roomId)) return
  reading.add(roomId)
  for (;;) {
    const from = seen.get(roomId) ?? 0
    const { entries } = await replica.read({
      read: 'passage',
      roomId,
      positions: Array.from({ length: 200 }, (_, index) => from + index + 1),
    })
    for (const { id, seq, sharedSeq, hash, causedBy, actor } of entries) {
      const position = person.party === 'CUSTOMER' ? sharedSeq : seq
      note('see', id, 'ok', { room: roomId, audience, position, seq, hash })
      if (actor.personId === person.id) note('command', causedBy, 'ok')
      seen.set(roomId, (seen.get(roomId) ?? 0) + 1)
    }
    if (entries.length < 200) break
  }
  reading.delete(roomId)
}

let said = 0
async function work(): Promise<void> {
  if (pending.length >= UNSENT_MAX) return
  const roomId = toRoomId(random.pick(life.rooms))
  const text = `${proc} says ${++said}`
  // What is internal must move no position of the customer's.
  const isNote = person.party === 'PROVIDER' && random.below(3) === 0
  const command: PersonCommand = { type: isNote ? 'postNote' : 'postMessage', text, replyTo: null }
  const id = uuidV7(Date.now(), fraction) as CommandId
  note('command', id, 'invoke', { effects: [isNote ? 'NotePosted' : 'MessagePosted'] })
  note('save', id, 'invoke')
  const { outcome } = await replica.submit(roomId, command, id)
  note('save', id, outcome === 'SAVED' ? 'ok' : 'fail')
  // Refused by its own copy: it was never handed to anybody.
  if (outcome === 'REJECTED') note('command', id, 'fail', { code: 'HERE' })
}

const working = life.isWorking
  ? setInterval(() => void work(), WORK_EVERY_MS + random.below(WORK_EVERY_MS))
  : null

const digest = (): string => new Log(cache, person.id).feedPosition().digest

flushCompileCache()
process.on('disconnect', () => process.exit(0))
process.on('message', (order: DeviceOrder) => {
  if (order === 'PROBE') replica.probe()
  if (order === 'REST' && working !== null) clearInterval(working)
  if (order === 'SAY_STATE') {
    const waiting = pending.filter(({ state }) => state !== 'REJECTED').length
    process.send?.({ link, waiting, digest: digest(), downloaded } satisfies DeviceState)
  }
  if (order !== 'REPORT') return
  const ids = (isRejected: boolean) =>
    pending.filter(({ state }) => (state === 'REJECTED') === isRejected).map(({ commandId }) => commandId)
  note('outbox', proc, 'ok', { waiting: ids(false), rejected: ids(true) })
  note('state', proc, 'ok', { audience, digest: digest() })
  process.send?.({ link, waiting: 0, digest: digest(), downloaded } satisfies DeviceState)
})
