// A replica's process that is alive and answers nothing is noticed and started again, with a new port for its windows.

import { expect, it } from 'vitest'
import { keepReplica, type ReplicaProcess } from '../../electron/replica-keeper.ts'
import type { ToReplicaProcess } from '../../electron/replica-messages.ts'
import { agent } from '../support/people.ts'

interface Fork {
  readonly said: ToReplicaProcess['type'][]
  answers: boolean
  killed: boolean
}

/** A keeper whose pulse is felt by hand, and the processes it has started. */
function keeper() {
  const forks: Fork[] = []
  const beats = new Set<() => void>()
  const told: string[] = []
  const fork = (): ReplicaProcess<string> => {
    const here: Fork = { said: [], answers: true, killed: false }
    forks.push(here)
    const hearers: ((message: unknown) => void)[] = []
    const exits: ((message: unknown) => void)[] = []
    return {
      postMessage({ type }) {
        here.said.push(type)
        if (type === 'ask' && here.answers) for (const hear of hearers) hear({ type: 'alive' })
      },
      on(event: 'message' | 'exit', run: (message: unknown) => void) {
        if (event === 'message') hearers.push(run)
        else exits.push(run)
      },
      kill() {
        here.killed = true
        for (const exit of exits) exit(undefined)
      },
    }
  }
  const keeping = keepReplica(
    {
      key: 'k',
      person: agent,
      origin: 'http://server.test',
      folder: '/nowhere',
      session: () => 's1',
      access: () => new Promise(() => undefined),
    },
    {
      fork,
      channel: () => ({ port1: 'inside', port2: 'outside' }),
      sayUnusable: () => undefined,
      pulse: {
        set: (run) => {
          beats.add(run)
          return run
        },
        clear: (run) => beats.delete(run as () => void),
      },
    },
    () => undefined,
  )
  keeping.add({
    id: 'w1',
    give: () => told.push('port'),
    stopped: () => told.push('stopped'),
    restarted: () => told.push('restarted'),
  })
  const beat = (times: number) => {
    for (let time = 0; time < times; time += 1) for (const run of beats) run()
  }
  return { forks, told, beat, beats, close: () => keeping.close() }
}

it('one that answers is left alone, however long it lives', () => {
  const { forks, beat } = keeper()
  beat(100)
  expect(forks).toMatchObject([{ killed: false }])
  expect(forks[0]?.said.filter((type) => type === 'ask')).toHaveLength(100)
})

it('one that hangs is ended after it was asked three times in vain, and its windows hear that it starts again', async () => {
  const { forks, told, beat, beats, close } = keeper()
  const [first] = forks
  if (first === undefined) throw new Error('nothing was started')
  first.answers = false
  beat(2)
  first.answers = true
  beat(1)
  first.answers = false
  beat(3)
  expect([first.killed, told]).toEqual([false, ['port']])
  beat(1)
  expect([first.killed, told]).toEqual([true, ['port', 'stopped']])
  expect(beats.size).toBe(0)
  await close()
})
