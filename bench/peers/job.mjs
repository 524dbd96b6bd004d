// The job that every peer does: append one event of about 600 bytes durably to SQLite (WAL, synchronous=FULL), then
// deliver it to every reader of its room. A peer says how it delivers; orders come from its parent process.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import Database from 'better-sqlite3'

const FIELDS = [
  'id',
  'roomId',
  'accountId',
  'audience',
  'sharedSeq',
  'seq',
  'recordedAt',
  'causedBy',
  'hash',
  'body',
]

const folder = mkdtempSync(join(tmpdir(), 'accord-peer-'))
const db = new Database(join(folder, 'events.sqlite'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(
  `CREATE TABLE event (position INTEGER PRIMARY KEY, room INTEGER NOT NULL, ${FIELDS.map((name) => `"${name}" TEXT`).join(', ')})`,
)
const insert = db.prepare(
  `INSERT INTO event (room, ${FIELDS.map((name) => `"${name}"`).join(', ')}) VALUES (${['room', ...FIELDS].map((name) => `@${name}`).join(', ')})`,
)
const after = db.prepare('SELECT * FROM event WHERE room = ? AND position > ? ORDER BY position LIMIT 200')

/** Commits on its own. */
export function append({ room, text }) {
  const event = eventOf(room, text)
  insert.run({ ...event, room, body: JSON.stringify(event.body) })
  return event
}

/** Commits all of them together. */
export const appendAll = db.transaction((orders) => orders.map(append))

/** The next 200 events of a room after a position, and the position that they end at. */
export function readAfter(room, position) {
  const rows = after.all(room, position)
  const events = rows.map(({ position: _position, room: _room, body, ...event }) => ({
    ...event,
    body: JSON.parse(body),
  }))
  return { events, position: rows.at(-1)?.position ?? position }
}

let count = 0
function eventOf(room, text) {
  count += 1
  return {
    id: crypto.randomUUID(),
    roomId: `room-${room}`,
    accountId: `account-${room}`,
    audience: 'SHARED',
    sharedSeq: String(count),
    seq: null,
    recordedAt: new Date().toISOString(),
    causedBy: crypto.randomUUID(),
    hash: 'a5e5e95994c0a36f60b6384d88d9e0e254cd1162bfe4170cd3c04b99f726739e',
    body: { type: 'MessagePosted', text, replyTo: null },
  }
}

/** Listens, then does what its parent orders: `deliver(orders)` appends and sends. */
export function serve(server, deliver) {
  process.on('message', (order) => {
    if (order.do === 'PUBLISH') return deliver(order.orders)
    if (order.do === 'FILL')
      appendAll(Array.from({ length: order.count }, () => ({ room: 0, text: order.text })))
    const usage = process.cpuUsage()
    for (let time = 0; order.do === 'MEMORY' && time < 2; time++) globalThis.gc()
    process.send({ usage, rss: process.memoryUsage().rss })
  })
  process.on('disconnect', () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  })
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
}
