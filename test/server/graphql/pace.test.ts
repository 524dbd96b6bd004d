// The rhythms of server and device: both sides rest on the same two numbers of protocol/feed.ts, and patience is the same for
// everybody.

import { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import { afterEach, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { SECOND } from '../../../domain/time.ts'
import { HEAD_CONFIRMED_EVERY } from '../../../protocol/feed.ts'
import { SILENCE_MAX } from '../../../replica/sync/connection.ts'
import { PACE } from '../../../server/graphql/context.ts'
import { SocketOutlet } from '../../../server/graphql/socket-outlet.ts'
import { openLog } from '../../../server/observe/log.ts'

afterEach(() => vi.useRealTimers())

it('[I7] the head is confirmed twice before a device that is live for 15 s at most takes the line for dead', () => {
  expect(SILENCE_MAX).toBe(15 * SECOND)
  expect(PACE.lookEveryMs).toBeLessThanOrEqual(HEAD_CONFIRMED_EVERY / 2)
})

it('[I22] the session behind a stream is read again at least every 5 s', () => {
  expect(PACE.lookEveryMs).toBeLessThanOrEqual(5 * SECOND)
})

it('[I10] has the same patience from its first moment, however long the server has been up', () => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 })
  vi.advanceTimersByTime(3_600_000)
  const line = new Duplex({ write: () => {}, read: () => {} })
  const ended: string[] = []
  const socket = Object.defineProperties(new EventEmitter(), {
    OPEN: { value: 1 },
    readyState: { value: 1 },
    bufferedAmount: { get: () => line.writableLength },
    terminate: { value: () => ended.push('dropped') },
  }) as unknown as WebSocket
  const pace = { ...PACE, patienceMs: 30_000, pingEveryMs: 60_000 }
  const outlet = new SocketOutlet(socket, line, pace, openLog('silent'))
  outlet.sendFrame(Buffer.alloc(1_000))
  vi.advanceTimersByTime(29_000)
  outlet.look(performance.now())
  expect(ended).toEqual([])
  vi.advanceTimersByTime(1_000)
  outlet.look(performance.now())
  expect(ended).toEqual(['dropped'])
})
