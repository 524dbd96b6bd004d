// Accounts: whose call this is, and whether the TAM is within working hours, in versions and across changes of
// daylight-saving time.

import { describe, expect, it } from 'vitest'
import {
  type Account,
  hoursInForce,
  isTamInHours,
  matchAccounts,
  type WorkingHours,
} from '../../domain/account.ts'
import { toAccountId } from '../../domain/ids.ts'
import { accounts, nusantara, tagus, weekdays } from '../support/accounts.ts'
import { instant } from '../support/given.ts'

describe('whose call this is', () => {
  const caller = { company: '', email: null, phone: null }
  const matched = (changes: Partial<Parameters<typeof matchAccounts>[1]>, among = accounts) =>
    matchAccounts(among, { ...caller, ...changes }).map(({ account, by }) => [account.name, ...by].join(' '))

  it.each([
    'Nusantara Pay',
    'nusantara pay',
    'NUSANTARA-PAY',
    'Nusantara',
    'Nusantara Pay Indonesia, PT',
    'Núsantárà Pay',
    'NP-2207',
    'np2207',
  ])('[INT-2] by name or number, however it is written: %s', (company) => {
    expect(matched({ company })).toEqual(['Nusantara Pay NAME'])
  })

  it.each(['', 'N', ' ', 'usantara', 'Halyard', '...', 'NP-220'])('[INT-2] not by %j', (company) => {
    expect(matched({ company })).toEqual([])
  })

  it('[INT-2] by e-mail domain, a part of it included, a look-alike not', () => {
    expect(matched({ email: 'rani@NusantaraPay.example' })).toEqual(['Nusantara Pay DOMAIN'])
    expect(matched({ email: ' rani@nusantarapay.example ' })).toEqual(['Nusantara Pay DOMAIN'])
    expect(matched({ email: 'rani@mail.nusantarapay.example' })).toEqual(['Nusantara Pay DOMAIN'])
    for (const email of [
      'rani@evilnusantarapay.example',
      'nusantarapay.example',
      'rani@',
      'rani@nusantarapay.example.evil',
    ])
      expect(matched({ email })).toEqual([])
  })

  it('[INT-2] by a known number', () => {
    expect(matched({ phone: '+622155500142' })).toEqual(['Nusantara Pay PHONE'])
    expect(matched({ phone: '+622155500143' })).toEqual([])
  })

  it('[INT-2] the account with the most matches comes first', () => {
    const found = { company: 'Tagus', email: 'rani@nusantarapay.example', phone: '+622155500142' }
    expect(matched(found)).toEqual(['Nusantara Pay DOMAIN PHONE', 'Tagus Mercado NAME'])
  })

  it('[INT-2] an account without a readable name matches nobody by it', () => {
    const nameless: Account = { ...tagus, id: toAccountId('x'), name: '—', number: '' }
    expect(matched({ company: 'Any Company' }, [nameless])).toEqual([])
  })
})

describe('working hours', () => {
  const within = (hours: WorkingHours[], text: string) =>
    isTamInHours({ ...nusantara, tamHours: hours }, instant(text))
  const lisbon: WorkingHours = {
    effectiveFrom: '2026-01-01',
    timeZone: 'Europe/Lisbon',
    days: weekdays('08:00', '17:00'),
  }
  const newYork: WorkingHours = {
    effectiveFrom: '2026-01-01',
    timeZone: 'America/New_York',
    days: [...weekdays('09:00', '17:00'), { weekday: 7, from: '00:00', until: '06:00' }],
  }

  it.each([
    ['2026-11-23T07:59:59.999Z', false],
    ['2026-11-23T08:00:00.000Z', true],
    ['2026-11-23T16:59:59.999Z', true],
    ['2026-11-23T17:00:00.000Z', false],
    ['2026-11-21T12:00:00.000Z', false],
    ['2026-11-22T12:00:00.000Z', false],
  ])('[ACC-3] from the first minute to before the last, on working days: %s is %s', (text, expected) => {
    expect(within([lisbon], text)).toBe(expected)
  })

  it('[ACC-4] Lisbon works by its own clock in summer and in winter', () => {
    // Summer time ends there on Sunday 25 October 2026 at 01:00 UTC.
    expect(within([lisbon], '2026-10-23T07:00:00Z')).toBe(true)
    expect(within([lisbon], '2026-10-23T16:00:00Z')).toBe(false)
    expect(within([lisbon], '2026-10-26T07:00:00Z')).toBe(false)
    expect(within([lisbon], '2026-10-26T16:59:00Z')).toBe(true)
    // And begins on Sunday 28 March 2027.
    expect(within([lisbon], '2027-03-26T07:30:00Z')).toBe(false)
    expect(within([lisbon], '2027-03-29T07:30:00Z')).toBe(true)
  })

  it.each([
    ['2026-11-01T03:59:59.999Z', false, 'Saturday 23:59 in New York'],
    ['2026-11-01T04:00:00.000Z', true, 'Sunday 00:00'],
    ['2026-11-01T05:30:00.000Z', true, '01:30, the first time'],
    ['2026-11-01T06:30:00.000Z', true, '01:30, the second time'],
    ['2026-11-01T10:30:00.000Z', true, '05:30'],
    ['2026-11-01T11:00:00.000Z', false, '06:00'],
  ])('[ACC-4] New York, the night the clocks go back: %s is %s (%s)', (text, expected) => {
    expect(within([newYork], text)).toBe(expected)
  })

  it.each([
    ['2026-10-30T13:00:00.000Z', true, 'Friday, 09:00 EDT'],
    ['2026-11-02T13:00:00.000Z', false, 'Monday, 08:00 EST'],
    ['2026-11-02T14:00:00.000Z', true, 'Monday, 09:00 EST'],
    ['2026-11-02T21:59:00.000Z', true, 'Monday, 16:59 EST'],
    ['2026-11-02T22:00:00.000Z', false, 'Monday, 17:00 EST'],
  ])('[ACC-4] New York, the working days around it: %s is %s (%s)', (text, expected) => {
    expect(within([newYork], text)).toBe(expected)
  })

  it('[ACC-4] New York in spring: the hour that does not exist is no hole in the night', () => {
    const night: WorkingHours = { ...newYork, days: [{ weekday: 7, from: '00:00', until: '06:00' }] }
    // Sunday 8 March 2026: 01:59 EST is followed by 03:00 EDT.
    expect(within([night], '2026-03-08T06:59:00Z')).toBe(true)
    expect(within([night], '2026-03-08T07:00:00Z')).toBe(true)
    expect(within([night], '2026-03-08T09:59:00Z')).toBe(true)
    expect(within([night], '2026-03-08T10:00:00Z')).toBe(false)
  })

  it('[ACC-4] until midnight is written 24:00', () => {
    const late: WorkingHours = { ...lisbon, days: weekdays('16:00', '24:00') }
    expect(within([late], '2026-11-23T23:59:59Z')).toBe(true)
    expect(within([late], '2026-11-24T00:00:00Z')).toBe(false)
  })

  describe('in versions', () => {
    const shorter: WorkingHours = { ...lisbon, effectiveFrom: '2026-12-01', days: weekdays('10:00', '14:00') }
    const versions = [shorter, lisbon]

    it('[ACC-3] the past is judged by the hours then in force', () => {
      expect(within(versions, '2026-11-30T09:00:00Z')).toBe(true)
      expect(within(versions, '2026-12-01T09:00:00Z')).toBe(false)
      expect(within(versions, '2026-12-01T10:00:00Z')).toBe(true)
    })

    it('[ACC-3] a version begins at local midnight, not at that of UTC', () => {
      const jakarta: WorkingHours = { ...lisbon, timeZone: 'Asia/Jakarta' }
      const jakartaShorter: WorkingHours = { ...shorter, timeZone: 'Asia/Jakarta' }
      const at = (text: string) => hoursInForce([jakarta, jakartaShorter], instant(text))
      expect(at('2026-11-30T16:59:59.999Z')).toBe(jakarta)
      expect(at('2026-11-30T17:00:00.000Z')).toBe(jakartaShorter)
    })

    it('[ACC-3] before the first version, and without any, there are no hours', () => {
      expect(within(versions, '2025-12-31T12:00:00Z')).toBe(false)
      expect(within([], '2026-11-23T12:00:00Z')).toBe(false)
      expect(hoursInForce([], instant('2026-11-23T12:00:00Z'))).toBeNull()
    })

    it('[ACC-3] looking changes nothing', () => {
      const before = [...versions]
      within(versions, '2026-12-01T09:00:00Z')
      expect(versions).toEqual(before)
    })
  })
})
