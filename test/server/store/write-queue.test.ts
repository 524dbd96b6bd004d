// Group commit and the ways a database fails, on a connection that fails where the test says.

import { describe, expect, it } from 'vitest'
import { openSqliteQueue, type Transactional } from '../../../server/store/sqlite-commit.ts'

class SqliteLike extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

type Step = Exclude<keyof Transactional, 'isInTransaction'>

/** Writes down what is asked of it; `fail` throws at one step, and may end the transaction as SQLite does. */
function connectionThat(fail: { step?: Step; code?: string; endsTransaction?: boolean } = {}) {
  const steps: Step[] = []
  let isIn = false
  const take = (step: Step, after: boolean) => () => {
    steps.push(step)
    if (fail.step === step) {
      if (fail.endsTransaction === true) isIn = false
      throw new SqliteLike(fail.code ?? 'SQLITE_FULL')
    }
    isIn = after
  }
  const connection: Transactional = {
    begin: take('begin', true),
    savepoint: take('savepoint', true),
    release: take('release', true),
    rollbackToSavepoint: take('rollbackToSavepoint', true),
    beforeCommit: take('beforeCommit', true),
    commit: take('commit', false),
    rollback: take('rollback', false),
    isInTransaction: () => isIn,
  }
  return { connection, steps, fail, lose: () => (isIn = false) }
}

function queueOn(fail?: Parameters<typeof connectionThat>[0]) {
  const fake = connectionThat(fail)
  const fatal: unknown[] = []
  return { ...fake, fatal, queue: openSqliteQueue(fake.connection, (cause) => fatal.push(cause)) }
}

const outcomes = async (works: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(works)).map((work) =>
    work.status === 'fulfilled'
      ? work.value
      : ((work.reason as { code?: string }).code ?? String(work.reason)),
  )

const works = (queue: ReturnType<typeof queueOn>['queue'], count: number) =>
  Array.from({ length: count }, (_, index) => queue.write(() => Promise.resolve(index)))

describe('works that are asked for in one turn', () => {
  it('share one commit, and none is answered before it', async () => {
    const { queue, steps } = queueOn()
    const answeredAt: number[] = []
    await Promise.all(works(queue, 50).map((work) => work.then(() => answeredAt.push(steps.length))))
    expect(steps.filter((step) => step === 'commit')).toHaveLength(1)
    expect(new Set(answeredAt)).toEqual(new Set([steps.length]))
  })

  it('share it with those of the turns right after, as requests are read one after the other, and not for ever', async () => {
    const { queue, steps } = queueOn()
    const asked: Promise<unknown>[] = []
    for (let turn = 0; turn < 20; turn++) {
      const nextTurn = new Promise((resolve) => setImmediate(resolve))
      asked.push(...works(queue, 1))
      await nextTurn
    }
    await Promise.all(asked)
    const commits = steps.filter((step) => step === 'commit').length
    expect(commits).toBeGreaterThan(1)
    expect(commits).toBeLessThan(5)
  })

  it('are split where they would keep readers waiting', async () => {
    const { queue, steps } = queueOn()
    expect(await outcomes(works(queue, 300))).toEqual(Array.from({ length: 300 }, (_, index) => index))
    expect(steps.filter((step) => step === 'commit')).toHaveLength(3)
  })

  it('commit alone when they come one after the other', async () => {
    const { queue, steps } = queueOn()
    for (const work of [1, 2, 3]) expect(await queue.write(() => Promise.resolve(work))).toBe(work)
    expect(steps.filter((step) => step === 'begin')).toHaveLength(3)
  })
})

describe('temporary trouble', () => {
  it.each([
    ['begin', 'SQLITE_BUSY'],
    ['savepoint', 'SQLITE_IOERR_WRITE'],
    ['beforeCommit', 'SQLITE_IOERR_WRITE'],
    ['commit', 'SQLITE_FULL'],
    ['commit', 'SQLITE_BUSY'],
  ] as const)(
    'at %s (%s) refuses the whole batch as not stored, and the next is tried again',
    async (step, code) => {
      const { queue, fail, fatal, steps } = queueOn({ step, code })
      expect(await outcomes(works(queue, 3))).toEqual(['TEMPORARY', 'TEMPORARY', 'TEMPORARY'])
      if (step !== 'begin') expect(steps.at(-1)).toBe('rollback')
      delete fail.step
      expect(await outcomes(works(queue, 2))).toEqual([0, 1])
      expect(fatal).toEqual([])
    },
  )

  it('in which the database gave up the transaction takes all works of it along', async () => {
    const { queue, lose, steps } = queueOn()
    const all = outcomes([
      queue.write(() => Promise.resolve('first')),
      queue.write(() => {
        lose()
        return Promise.reject(new SqliteLike('SQLITE_FULL'))
      }),
      queue.write(() => Promise.resolve('third')),
    ])
    expect(await all).toEqual(['TEMPORARY', 'TEMPORARY', 'TEMPORARY'])
    expect(steps).not.toContain('commit')
    expect(await queue.write(() => Promise.resolve('later'))).toBe('later')
  })

  it('of one work alone is its own affair', async () => {
    const { queue } = queueOn()
    const all = outcomes([
      queue.write(() => Promise.resolve('first')),
      queue.write(() => Promise.reject(new SqliteLike('SQLITE_IOERR_READ'))),
      queue.write(() => Promise.reject(new TypeError('a bug'))),
      queue.write(() => Promise.resolve('fourth')),
    ])
    expect(await all).toEqual(['first', 'TEMPORARY', 'TypeError: a bug', 'fourth'])
  })
})

describe('when it is unknown what is stored', () => {
  it.each(['SQLITE_IOERR', 'SQLITE_IOERR_FSYNC', 'SQLITE_CORRUPT', 'SQLITE_MISUSE'])(
    'a commit that fails with %s stops the server: no answer, no further work',
    async (code) => {
      const { queue, fatal, fail } = queueOn({ step: 'commit', code })
      const [first, second] = [works(queue, 2), queue.write(() => Promise.resolve('behind'))]
      expect(await outcomes([...first, second])).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN'])
      delete fail.step
      expect(await outcomes(works(queue, 1))).toEqual(['CLOSED'])
      expect(fatal).toMatchObject([{ code: 'UNKNOWN' }])
    },
  )

  it('a damaged file found in a work stops the server too', async () => {
    const { queue, fatal, steps } = queueOn()
    const work = queue.write(() => Promise.reject(new SqliteLike('SQLITE_CORRUPT_INDEX')))
    expect(await outcomes([work, ...works(queue, 1)])).toEqual(['UNKNOWN', 'UNKNOWN'])
    expect(fatal).toHaveLength(1)
    expect(steps).not.toContain('commit')
  })
})
