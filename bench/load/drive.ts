// Sends messages into loaded rooms and measures what becomes of them: open (a rate that waits for nobody) or closed (so
// many on their way, the next when one has reached everybody). One message a request, as a person's device sends it.

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { textOf } from '../fan-out/load.ts'
import type { Crowd } from './crowd.ts'
import type { Target } from './target.ts'
import type { AskUsage } from './usage.ts'
import { type LoadedRoom, submitSurely } from './world.ts'

export interface Measured {
  readonly events: number
  readonly deliveries: number
  readonly seconds: number
  /** Milliseconds from sending a command to its answer. */
  readonly acknowledged: readonly number[]
  /** Milliseconds from when an event was to be sent until the last reader of its room had it. */
  readonly lastReader: readonly number[]
  /** Commands that had to be repeated, and those that failed. */
  readonly repeated: number
  readonly failed: number
  /** Events that did not reach everybody in time. */
  readonly missing: number
  /** Microseconds of the servers' processor time, and bytes they hold; null where nobody asked. */
  readonly cpu: number | null
  readonly rss: number | null
}

/** How long the last events may take to arrive. */
const GIVEN_UP_MS = 10_000

export interface Drive {
  readonly target: Target
  readonly rooms: readonly LoadedRoom[]
  readonly crowd: Crowd
  readonly usage: AskUsage | null
}

interface Sender {
  send(room: number, at: number): Promise<void>
  readonly acknowledged: number[]
  repeated: number
  failed: number
}

function openSender({ target, rooms, crowd }: Drive): Sender {
  let turn = 0
  const sender: Sender = {
    acknowledged: [],
    repeated: 0,
    failed: 0,
    async send(number, at) {
      const room = rooms[number % rooms.length]
      if (room === undefined) throw new Error('there is no room')
      const text = textOf(crowd.announce(number % rooms.length, at))
      const command = { postMessage: { text, replyTo: null } }
      const began = performance.now()
      try {
        const { roomId, tokens } = room
        sender.repeated += await submitSurely(target, turn++, tokens[0] ?? '', [
          { id: randomUUID(), roomId, command },
        ])
        sender.acknowledged.push(performance.now() - began)
      } catch (error) {
        sender.failed += 1
        if (sender.failed === 1) console.error(String(error))
      }
    },
  }
  return sender
}

/** So many a second for so long, over all rooms in turn. */
export const atRate = (drive: Drive, perSecond: number, seconds: number): Promise<Measured> =>
  measured(drive, async (sender, began) => {
    const count = Math.round(perSecond * seconds)
    const sending: Promise<void>[] = []
    for (let sent = 0; sent < count; ) {
      const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1_000) + 1)
      for (; sent < due; sent++) sending.push(sender.send(sent, began + (sent * 1_000) / perSecond))
      await wait(1)
    }
    await Promise.all(sending)
  })

/** As fast as it goes with so many on their way, each until all readers of its room have it. */
export const asFastAs = (drive: Drive, inFlight: number, seconds: number): Promise<Measured> =>
  measured(drive, async (sender, began) => {
    let [next, isOver] = [inFlight, false]
    drive.crowd.onDelivered = () => {
      if (!isOver) void sender.send(next++, performance.now())
    }
    for (let number = 0; number < inFlight; number++) void sender.send(number, performance.now())
    await wait(began + seconds * 1_000 - performance.now())
    isOver = true
  })

async function measured(
  drive: Drive,
  work: (sender: Sender, began: number) => Promise<void>,
): Promise<Measured> {
  const { crowd, usage } = drive
  const sender = openSender(drive)
  const before = await usage?.()
  const deliveredBefore = crowd.delivered()
  crowd.take()
  const began = performance.now()
  await work(sender, began)
  const inTime = { seconds: (performance.now() - began) / 1_000, deliveries: crowd.delivered() }
  const until = performance.now() + GIVEN_UP_MS
  while (crowd.missing() > sender.failed && performance.now() < until) await wait(5)
  const after = await usage?.()
  const lastReader = crowd.take()
  const all = crowd.delivered() - deliveredBefore
  return {
    events: lastReader.length,
    deliveries: all,
    seconds: inTime.seconds * (all / Math.max(1, inTime.deliveries - deliveredBefore)),
    acknowledged: sender.acknowledged,
    lastReader,
    repeated: sender.repeated,
    failed: sender.failed,
    missing: crowd.missing(),
    cpu: before === undefined || after === undefined ? null : after.cpu - before.cpu,
    rss: after?.rss ?? null,
  }
}
