// What screens of administration stand on: the door to the server in both editions, lists that come in pages, and forms
// that are told what is wrong with a field.

import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATION_DOCUMENTS } from '../../../protocol/administration-operations.ts'
import { createChange } from '../../../renderer/administration/create-change.ts'
import { allRows, createPages } from '../../../renderer/administration/create-pages.ts'
import {
  openAdministrationDoor,
  type Page,
  sendByBridge,
  sendByToken,
} from '../../../renderer/platform/session-administration.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))
const saying = (body: unknown) => openAdministrationDoor(async () => body)
const answering = (answer: unknown) => saying({ data: { answer } })

describe('the door', () => {
  it('tells rows from a server that cannot be asked, and a person who is gone from both', async () => {
    const people = { administration: { people: { people: [{ state: 'ACTIVE' }], next: 'x' } } }
    expect(await saying({ data: people }).people('', '')).toEqual({ rows: [{ state: 'ACTIVE' }], next: 'x' })
    for (const body of [null, 'a proxy', { errors: [{}] }, { data: null }, { data: {} }])
      expect(await saying(body).people('', '')).toBeNull()
    expect(await saying({ data: { administeredPerson: null } }).person('x')).toBeUndefined()
    expect(await saying(null).person('x')).toBeNull()
  })

  it('tells a change that was made from one that was refused and from one that nobody heard', async () => {
    const refusal = { field: 'email', problem: 'TAKEN', limit: null }
    expect(await answering({ id: 'p', refusal: null }).deactivatePerson('p')).toEqual({
      outcome: 'MADE',
      id: 'p',
    })
    expect(await answering({ id: null, refusal }).inviteAgain('p')).toEqual({ outcome: 'REFUSED', refusal })
    expect(await saying(null).inviteAgain('p')).toEqual({ outcome: 'UNREACHABLE' })
  })

  it('in a browser replaces a token that was refused, once', async () => {
    const shown: string[] = []
    let token = 'old'
    const send = sendByToken(
      async (_path, request) => {
        shown.push(String(new Headers(request?.headers).get('authorization')))
        const isOld = shown.at(-1) === 'Bearer old'
        return { status: isOld ? 401 : 200, body: isOld ? null : { data: {} }, serverTime: null }
      },
      {
        token: async () => token,
        refused: () => {
          token = 'new'
          return true
        },
      },
    )
    expect(await send('person', { id: 'x' })).toEqual({ data: {} })
    expect(shown).toEqual(['Bearer old', 'Bearer new'])
  })

  it('on the desktop names the operation alone, and knows no token', async () => {
    const asked: unknown[] = []
    const door = openAdministrationDoor(
      sendByBridge({
        administer: async (...given) => {
          asked.push(given)
          return { status: 200, body: { data: { audit: { entries: [], next: null } } } }
        },
      }),
    )
    expect(await door.audit(7)).toEqual({ rows: [], next: null })
    expect(asked).toEqual([['audit', '{"before":7}']])
    const refusing = sendByBridge({ administer: () => Promise.reject(new Error('TOO_OFTEN')) })
    expect(await refusing('audit', {})).toBeNull()
    expect(Object.keys(ADMINISTRATION_DOCUMENTS)).toContain('audit')
  })
})

describe('a list in pages', () => {
  const page = (rows: readonly number[], next: string | null): Page<number> => ({ rows, next })

  it('is asked anew for other words, goes on at its end, and drops an answer that was overtaken', async () => {
    const [words, setWords] = createSignal('')
    const waiting = new Map<string, (page: Page<number> | null) => void>()
    const [pages, dispose] = createRoot((stop) => [
      createPages<number, string>(
        words,
        (question, next) => new Promise((resolve) => waiting.set(`${question}/${next ?? ''}`, resolve)),
      ),
      stop,
    ])
    await turn()
    expect(pages.state()).toBe('LOADING')
    setWords('b')
    await turn()
    waiting.get('b/')?.(page([2], 'two'))
    waiting.get('/')?.(page([1], null))
    await turn()
    expect([pages.state(), pages.rows(), pages.hasMore()]).toEqual(['READY', [2], true])
    pages.more()
    waiting.get('b/two')?.(page([3], null))
    await turn()
    expect([pages.rows(), pages.hasMore()]).toEqual([[2, 3], false])
    pages.again()
    waiting.get('b/')?.(null)
    await turn()
    expect(pages.state()).toBe('UNREACHABLE')
    pages.again()
    expect(pages.state()).toBe('LOADING')
    dispose()
  })

  it('is read to its end where all of it is needed, or not at all', async () => {
    const known: Readonly<Record<string, Page<number> | null>> = { '': page([1], 'a'), a: page([2], null) }
    expect(await allRows(async (after) => known[after] ?? null)).toEqual([1, 2])
    expect(await allRows(async (after) => (after === '' ? page([1], 'a') : null))).toBeNull()
  })
})

it('a refused change says what to do at its field, until the next one', async () => {
  const change = createChange()
  const refusal = { field: 'name', problem: 'TOO_LONG', limit: 160 } as const
  expect(await change.run(async () => ({ outcome: 'REFUSED', refusal }))).toBeNull()
  expect([change.errorOf('name'), change.errorOf('email')]).toEqual(['At most 160 characters.', undefined])
  expect(await change.run(async () => ({ outcome: 'UNREACHABLE' }))).toBeNull()
  expect([change.said(), change.errorOf('name')]).toEqual(['UNREACHABLE', undefined])
  expect(await change.run(async () => ({ outcome: 'MADE', id: 'p' }))).toBe('p')
})
