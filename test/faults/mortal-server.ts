// A server that can be killed: the core over a real database, spoken to over a pipe. Its clock is the caller's, so that
// deadlines come due when a test wants; its deadline engine ticks all the time. Started by kill-server.test.ts.
//
// It may be told to die by its own hand at the n-th call of a transaction, or between commit and answer: the moments
// that a kill from outside hits too rarely.

import { flushCompileCache } from 'node:module'
import type { Instant } from '../../domain/time.ts'
import type { Person } from '../../domain/people.ts'
import type { CommandAnswer, CommandEnvelope } from '../../protocol/command.ts'
import { openCore } from '../../server/core.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { accounts } from '../support/accounts.ts'
import { people } from '../support/people.ts'
import { failingStore } from '../server/store/failing-store.ts'

export interface Ask {
  readonly number: number
  readonly now: Instant
  readonly person: Person
  readonly envelopes: readonly CommandEnvelope[]
}

export interface Reply {
  readonly number: number
  readonly answers: readonly CommandAnswer[]
}

/** Where it dies by itself; 0 is never. */
export interface Death {
  /** At the n-th call inside a transaction. */
  readonly atCall: number
  /** After the n-th request was committed, before its answer was sent. */
  readonly beforeAnswer: number
}

const die = (): void => void process.kill(process.pid, 'SIGKILL')

async function serve(folder: string, death: Death): Promise<void> {
  let now = '2026-11-23T09:00:00.000Z' as Instant
  let calls = 0
  let committed = 0
  let isReady = false
  const store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal: die })
  const mortal = failingStore(store, {
    errorAt: () => {
      if (isReady && ++calls === death.atCall) die()
      return null
    },
  })
  const core = openCore({ store: mortal, now: () => now })
  await Promise.all(accounts.map((account) => core.saveAccount(account)))
  await Promise.all(people.map((person) => core.savePerson(person)))
  const answer = async (ask: Ask): Promise<void> => {
    now = ask.now > now ? ask.now : now
    const answers = await core.submit(ask.person, ask.envelopes)
    if (++committed === death.beforeAnswer) die()
    process.send?.({ number: ask.number, answers } satisfies Reply)
  }
  process.on('message', (ask: Ask) => void answer(ask))
  flushCompileCache()
  process.send?.('ready', undefined, undefined, () => {
    isReady = true
    setInterval(() => void core.fireDue(), 3)
  })
}

const [folder, death] = process.argv.slice(2)
if (folder !== undefined && death !== undefined) await serve(folder, JSON.parse(death) as Death)
