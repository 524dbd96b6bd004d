// What screens of administration stand on: the door to the server in both editions, lists that come in pages, and forms
// that are told what is wrong with a field.

import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATION_DOCUMENTS } from '../../../protocol/administration-operations.ts'
import { createChange } from '../../../renderer/administration/create-change.ts'
import { rebase } from '../../../renderer/administration/rebase.ts'
import { RANI } from '../account/scripted-door.ts'
import { allRows, createPages } from '../../../renderer/administration/create-pages.ts'
import {
  openAdministrationDoor,
  type Page,
  sendByBridge,
  sendByToken,
} from '../../../renderer/platform/session-administration.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))
const ORIGIN = async () => 'https://accord.example'
const saying = (body: unknown) => openAdministrationDoor(async () => body, ORIGIN)
const answering = (answer: unknown) => saying({ data: { answer } })

describe('the door', () => {
  it('tells rows from a server that cannot be asked, and a person who is gone from both', async () => {
    const person = { ...RANI, id: 'rani' }
    const row = { person, accountName: 'Pay', state: 'ACTIVE', lastSeenAt: null }
    const halves = [{ ...row, person: null }, { ...row, state: 'GONE' }, 'somebody', null]
    const people = { administration: { people: { people: [...halves, row], next: 'x' } } }
    expect(await saying({ data: people }).people('', '')).toEqual({ rows: [row], next: 'x' })
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
      link: null,
    })
    expect(await answering({ id: null, refusal }).inviteAgain('p')).toEqual({ outcome: 'REFUSED', refusal })
    for (const body of [null, { data: { answer: null } }, { data: { answer: { refusal: 'no' } } }])
      expect(await saying(body).inviteAgain('p')).toEqual({ outcome: 'UNREACHABLE' })
  })

  it('gives the link of an invitation that no mail carries whole, also where the server does not know its address', async () => {
    const link = '/#/sign-in/invitation/secret'
    for (const given of [link, `https://accord.example${link}`])
      expect(await answering({ id: 'p', refusal: null, link: given }).inviteAgain('p')).toMatchObject({
        link: `https://accord.example${link}`,
      })
  })

  it('reads an account, a person and the audit log field by field', async () => {
    const hours = {
      effectiveFrom: '2026-01-01',
      timeZone: 'UTC',
      days: [{ weekday: 1, from: '08:00', until: '17:00' }],
    }
    const account = {
      id: 'a',
      name: 'Pay',
      number: 'NP-1',
      domains: ['pay.example'],
      phones: [],
      callingCode: '62',
      timeZone: 'UTC',
      tamId: null,
      deputyId: null,
      tamHours: [hours],
      hotline: true,
    }
    const sso = { issuer: 'https://id.pay.example', clientId: 'accord', secretName: null, domains: [] }
    const row = { account, sso, peopleCount: 2 }
    expect(await saying({ data: { administeredAccount: row } }).account('a')).toEqual(row)
    expect(await saying({ data: { administeredAccount: { account } } }).account('a')).toBeNull()
    const key = { kid: 'k', enrolledAt: 'then', notAfter: 'later', revokedAt: null }
    const about = { person: RANI, accountName: null, state: 'INVITED', lastSeenAt: null }
    const detail = { about, devices: [{}], signingKeys: [key, {}] }
    expect(await saying({ data: { administeredPerson: detail } }).person('rani')).toEqual({
      about,
      devices: [],
      signingKeys: [key],
    })
    const entry = {
      number: 2,
      at: 'then',
      actorId: null,
      actorName: 'Accord',
      action: 'PERSON_INVITED',
      subjectKind: 'PERSON',
      subjectId: 'rani',
      subjectName: null,
      facts: [{ name: 'email', value: null }],
    }
    expect(await saying({ data: { audit: { entries: [entry, {}], next: 1 } } }).audit(null)).toEqual({
      rows: [entry],
      next: 1,
    })
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
      ORIGIN,
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

it('a form follows what another administrator saved, and keeps what was typed where only one of them wrote', () => {
  const seen = { name: 'Rani', phone: '1', title: 'Head' }
  const stored = { name: 'Rani', phone: '2', title: 'Lead' }
  const draft = { name: 'Rani W', phone: '3', title: 'Head' }
  expect(rebase(seen, stored, draft)).toEqual({ name: 'Rani W', phone: '2', title: 'Lead' })
})

it('a refused change says what to do at its field, until the next one', async () => {
  const change = createChange()
  const refusal = { field: 'name', problem: 'TOO_LONG', limit: 160 } as const
  expect(await change.run(async () => ({ outcome: 'REFUSED', refusal }))).toBeNull()
  expect([change.errorOf('name'), change.errorOf('email')]).toEqual(['At most 160 characters.', undefined])
  expect(await change.run(async () => ({ outcome: 'UNREACHABLE' }))).toBeNull()
  expect([change.said(), change.errorOf('name')]).toEqual(['UNREACHABLE', undefined])
  expect(await change.run(async () => ({ outcome: 'MADE', id: 'p', link: null }))).toBe('p')
})
