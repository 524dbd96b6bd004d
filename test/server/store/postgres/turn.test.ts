// A turn on a connection that answers as the test says: what a COMMIT comes to that nobody can answer for, and what
// refuses a turn.

import { describe, expect, it } from 'vitest'
import { SILENT } from '../../../../server/core-log.ts'
import { StoreFault } from '../../../../server/store/store-fault.ts'
import type { Session } from '../../../../server/store/postgres/postgres-connection.ts'
import { takeTurns } from '../../../../server/store/postgres/postgres-turn.ts'
import type { OutcomeOf } from '../../../../server/store/postgres/postgres-writer.ts'
import { openQueue } from '../../../../server/store/write-queue.ts'

/** Says yes to everything but what `failing` names. */
function sessionThat(failing: { readonly text?: string; readonly error?: Error } = {}) {
  const said: string[] = []
  const session: Pick<Session, 'ask' | 'say' | 'isLost' | 'end'> = {
    ask: () => Promise.resolve([{ xid: '7', version: 1, position: 0, digest: null }] as never),
    say: (text) => {
      said.push(text.split(/[ ;]/)[0] ?? '')
      if (failing.text !== undefined && text.startsWith(failing.text))
        return Promise.reject(failing.error ?? new Error('Connection terminated unexpectedly'))
      return Promise.resolve({ command: text, rows: [] } as never)
    },
    isLost: () => false,
    end: () => said.push('end'),
  }
  return { session: session as Session, said }
}

function queueOn(session: () => Promise<Session>, outcomeOf: OutcomeOf = () => Promise.resolve(null)) {
  const fatal: unknown[] = []
  return {
    fatal,
    queue: openQueue(
      takeTurns({ session, mark: () => ({ text: 'MARK', values: [] }), outcomeOf }, () => [], SILENT),
      2,
      (cause) => fatal.push(cause),
    ),
  }
}

const work = () => Promise.resolve('done')

describe('a COMMIT without an answer', () => {
  it.each([
    ['COMMITTED', { value: 'done' }],
    ['ABORTED', { reason: { code: 'TEMPORARY' } }],
    [null, { reason: { code: 'UNANSWERED' } }],
  ] as const)('that turns out as %s is answered so, and the store goes on', async (outcome, expected) => {
    const { session } = sessionThat({ text: 'COMMIT' })
    const asked: string[] = []
    const { queue, fatal } = queueOn(
      () => Promise.resolve(session),
      (xid) => (asked.push(xid), Promise.resolve(outcome)),
    )
    expect(await Promise.allSettled([queue.write(work)])).toMatchObject([expected])
    expect([asked, fatal]).toEqual([['7'], []])
  })
})

describe('a turn', () => {
  it('is shared by the works of a moment, so many at most', async () => {
    const { session, said } = sessionThat()
    const { queue } = queueOn(() => Promise.resolve(session))
    await Promise.all([queue.write(work), queue.write(work), queue.write(work)])
    expect(said).toEqual(['BEGIN', 'COMMIT', 'BEGIN', 'COMMIT'])
  })

  it('in which every work failed is rolled back', async () => {
    const { session, said } = sessionThat()
    const { queue } = queueOn(() => Promise.resolve(session))
    await expect(queue.write(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(said).toEqual(['BEGIN', 'ROLLBACK'])
  })

  it('that no connection can be had for is refused for now, and the next is tried again', async () => {
    const { session } = sessionThat()
    let isThere = false
    const { queue } = queueOn(() =>
      isThere ? Promise.resolve(session) : Promise.reject(new StoreFault('TEMPORARY', 'not now')),
    )
    await expect(queue.write(work)).rejects.toMatchObject({ code: 'TEMPORARY' })
    isThere = true
    expect(await queue.write(work)).toBe('done')
  })

  it('on another database than the one the node was started on stops the node', async () => {
    const { queue, fatal } = queueOn(() => Promise.reject(new StoreFault('UNKNOWN', 'another database')))
    await expect(queue.write(work)).rejects.toMatchObject({ code: 'UNKNOWN' })
    await expect(queue.write(work)).rejects.toMatchObject({ code: 'CLOSED' })
    expect(fatal).toHaveLength(1)
  })
})
