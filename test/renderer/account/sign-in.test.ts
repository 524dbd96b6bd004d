// Showing who one is, step by step: what is asked of the server, what is said of each failure, and that nothing typed is
// lost by one. The server never tells an unknown address from a known one; nor does this.

import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import { createSignIn, type SignIn } from '../../../renderer/account/create-sign-in.ts'
import type { SignInEnd } from '../../../renderer/platform/session-door.ts'
import { RANI, ScriptedDoor } from './scripted-door.ts'

let door: ScriptedDoor
let signedIn: Person[]
let dispose: () => void

beforeEach(() => {
  door = new ScriptedDoor()
  signedIn = []
  dispose = () => undefined
  vi.useFakeTimers()
})
afterEach(() => {
  dispose()
  vi.useRealTimers()
})

const begin = (outlivesForm = false): SignIn =>
  createRoot((end) => {
    dispose = end
    return createSignIn({ door, onSignedIn: (person) => signedIn.push(person), outlivesForm })
  })

describe('by mail', () => {
  it('asks for the code once the mail is under way, and is in with the right one', async () => {
    const signIn = begin()
    signIn.setEmail(' rani@pay.example ')
    await signIn.sendMail()
    expect(signIn.stage()).toEqual({ at: 'MAIL', email: 'rani@pay.example' })
    await signIn.typeCode('123456')
    expect(door.asked).toEqual(['start  rani@pay.example ', 'code 123456'])
    expect(signedIn).toEqual([RANI])
  })

  it('asks nothing of the server for what is no address', async () => {
    const signIn = begin()
    signIn.setEmail('rani')
    await signIn.sendMail()
    expect([signIn.problem(), door.asked]).toEqual(['ADDRESS', []])
    signIn.setEmail('rani@')
    expect(signIn.problem()).toBeNull()
  })

  it.each(['TOO_MANY', 'UNREACHABLE'] as const)('stays with the address when it is %s', async (started) => {
    door.started = started
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    await signIn.sendMail()
    expect([signIn.stage().at, signIn.problem(), signIn.email()]).toEqual([
      'ADDRESS',
      started,
      'rani@pay.example',
    ])
  })

  it.each(['REFUSED', 'TOO_MANY', 'UNREACHABLE'] as const)(
    'says of a code that it is %s, and asks again',
    async (outcome) => {
      door.end = { outcome }
      const signIn = begin()
      signIn.setEmail('rani@pay.example')
      await signIn.sendMail()
      await signIn.typeCode('000000')
      expect([signIn.stage().at, signIn.problem(), signedIn]).toEqual(['MAIL', outcome, []])
    },
  )

  it('is sent again only after a while, and says so', async () => {
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    await signIn.sendMail()
    expect([signIn.mayResend(), signIn.resent()]).toEqual([false, 0])
    vi.advanceTimersByTime(30_000)
    expect(signIn.mayResend()).toBe(true)
    await signIn.sendMail()
    expect([signIn.mayResend(), signIn.resent()]).toEqual([false, 1])
  })

  it('goes on with what was begun before a reload, until another address is meant', () => {
    door.begun = 'rani@pay.example'
    const signIn = begin()
    expect([signIn.stage().at, signIn.mayResend()]).toEqual(['MAIL', true])
    signIn.startOver()
    expect([signIn.stage().at, signIn.email(), door.begun]).toEqual(['ADDRESS', 'rani@pay.example', null])
  })

  it('one press is one mail, however often it is pressed', async () => {
    const held = Promise.withResolvers<void>()
    door.hold = held.promise
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    const first = signIn.sendMail()
    await signIn.sendMail()
    expect(signIn.busy()).toBe('MAIL')
    held.resolve()
    await first
    expect([door.asked.length, signIn.busy()]).toEqual([1, null])
  })
})

describe('when mail is down', () => {
  it('is in with the address and the code that was read out', async () => {
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    signIn.toPhone()
    await signIn.typePhoneCode('12345678')
    expect([door.asked, signedIn]).toEqual([['phone rani@pay.example 12345678'], [RANI]])
  })

  it('says of a code that does not fit what can be done', async () => {
    door.end = { outcome: 'REFUSED' }
    const signIn = begin()
    signIn.toPhone()
    await signIn.typePhoneCode('12345678')
    expect(signIn.problem()).toBe('ADDRESS')
    signIn.setEmail('rani@pay.example')
    await signIn.typePhoneCode('12345678')
    expect([signIn.stage().at, signIn.problem()]).toEqual(['PHONE', 'PHONE_REFUSED'])
  })
})

describe('by a provider or a passkey', () => {
  it('goes to the one provider of the domain', async () => {
    door.ways = [{ kind: 'EMAIL' }, { kind: 'SSO', id: 'pay', name: 'Pay' }]
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    await signIn.sso()
    expect(door.asked).toEqual(['ways rani@pay.example', 'go pay'])
  })

  it('lets one choose among several, which another address takes back', async () => {
    door.ways = [
      { kind: 'SSO', id: 'pay', name: 'Pay' },
      { kind: 'STAFF', id: 'staff', name: 'Halyard' },
    ]
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    await signIn.sso()
    expect(signIn.providers().map(({ name }) => name)).toEqual(['Pay', 'Halyard'])
    signIn.setEmail('other@pay.example')
    expect(signIn.providers()).toEqual([])
  })

  it('says where there is none, and where nobody can be asked', async () => {
    const signIn = begin()
    signIn.setEmail('rani@pay.example')
    await signIn.sso()
    expect(signIn.problem()).toBe('NO_SSO')
    door.ways = null
    await signIn.sso()
    expect(signIn.problem()).toBe('UNREACHABLE')
  })

  it.each([
    [{ outcome: 'REFUSED' }, 'PASSKEY_REFUSED'],
    [{ outcome: 'CANCELLED' }, 'CANCELLED'],
  ] as const satisfies readonly (readonly [SignInEnd, string])[])(
    'a passkey that ends as %j is told as %s',
    async (end, told) => {
      door.end = end
      const signIn = begin()
      await signIn.passkey()
      expect(signIn.problem()).toBe(told)
    },
  )

  it('takes back what the browser is asking when the page goes', () => {
    begin()
    dispose()
    expect(door.asked).toEqual(['stop'])
  })
})

describe('a form that is gone before the answer', () => {
  it.each([
    ['lets nobody in who went on to something else', false, []],
    ['counts what was confirmed, where a turned phone draws it anew', true, [RANI]],
  ] as const)('%s', async (_what, outlivesForm, expected) => {
    const answered = Promise.withResolvers<void>()
    door.hold = answered.promise
    const signIn = begin(outlivesForm)
    const typed = signIn.typeCode('123456')
    dispose()
    answered.resolve()
    await typed
    expect(signedIn).toEqual(expected)
  })
})

describe("through the system's browser", () => {
  it('shows the code of the page that opened, and is in when the page is done', async () => {
    let done: (end: SignInEnd) => void = () => undefined
    const cancelled: string[] = []
    door.page = null
    door.outside = {
      begin: async () => ({ outcome: 'OPENED', code: '7KQ-M2X' }),
      cancel: () => void cancelled.push('cancelled'),
      onDone: (hear) => {
        done = hear
        return () => undefined
      },
    }
    const signIn = begin()
    await signIn.outside()
    expect(signIn.stage()).toEqual({ at: 'OUTSIDE', code: '7KQ-M2X' })
    done({ outcome: 'SIGNED_IN', person: RANI })
    expect([signedIn, cancelled]).toEqual([[RANI], []])
  })

  it('says when no browser opened', async () => {
    door.page = null
    door.outside = {
      begin: async () => ({ outcome: 'NOT_OPENED' }),
      cancel: () => undefined,
      onDone: () => () => undefined,
    }
    const signIn = begin()
    await signIn.outside()
    expect([signIn.stage().at, signIn.problem()]).toEqual(['ADDRESS', 'NOT_OPENED'])
  })
})
