// The ticker on a timer that the test rings: at the start, every half second, one tick at a time, whatever a tick does.

import { describe, expect, it } from 'vitest'
import { TICK, type Timer, watchDeadlines } from '../../../server/deadlines/watch.ts'

function watched() {
  const timers: { delay: number; ring: () => void; isOff: boolean }[] = []
  const timer: Timer = (delay, ring) => {
    const entry = { delay, ring, isOff: false }
    timers.push(entry)
    return () => {
      entry.isOff = true
    }
  }
  const ticks: { resolve: (count: number) => void; reject: (error: Error) => void }[] = []
  const fireDue = () => new Promise<number>((resolve, reject) => ticks.push({ resolve, reject }))
  const lines: string[] = []
  const say = (_fields: unknown, message: string): void => void lines.push(message)
  let seen = 0
  const watch = watchDeadlines({ fireDue, timer, log: { warn: say, error: say }, onTick: () => void seen++ })
  return { watch, timers, ticks, lines, seen: () => seen }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the ticker', () => {
  it('ticks at the start, and again half a second after a tick has ended, never two at once', async () => {
    const { timers, ticks } = watched()
    expect([ticks.length, timers.length]).toEqual([1, 0])
    ticks[0]?.resolve(1)
    await settle()
    expect(timers.map(({ delay }) => delay)).toEqual([TICK])
    timers[0]?.ring()
    await settle()
    expect([ticks.length, timers.length]).toEqual([2, 1])
  })

  it('goes on after a tick that failed, says so, and does not count it', async () => {
    const { timers, ticks, lines, seen } = watched()
    ticks[0]?.reject(new Error('injected'))
    await settle()
    expect([timers.length, lines, seen()]).toEqual([1, ['a tick of the deadline engine failed'], 0])
    timers[0]?.ring()
    ticks[1]?.resolve(0)
    await settle()
    expect([timers.length, seen()]).toEqual([2, 1])
  })

  it('stops: no tick after it, and not before the running one has ended', async () => {
    const { watch, timers, ticks } = watched()
    let isStopped = false
    const stopped = watch.stop().then(() => (isStopped = true))
    await settle()
    expect(isStopped).toBe(false)
    ticks[0]?.resolve(0)
    await stopped
    expect(timers).toEqual([])
  })

  it('stops between two ticks', async () => {
    const { watch, timers, ticks } = watched()
    ticks[0]?.resolve(0)
    await settle()
    await watch.stop()
    expect(timers.map(({ isOff }) => isOff)).toEqual([true])
  })
})
