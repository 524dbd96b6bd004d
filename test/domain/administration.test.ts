// What an administrator may make of people and accounts, rule by rule (domain/RULES.md, ADM).

import { describe, expect, it } from 'vitest'
import {
  type AccountDraft,
  type AroundAccount,
  dateAt,
  isZone,
  judgeAccount,
  judgeDeactivation,
  judgePerson,
  judgeRole,
  keptAccount,
  keptPerson,
  type PersonDraft,
} from '../../domain/administration.ts'
import { toAccountId, toPersonId } from '../../domain/ids.ts'
import type { Role } from '../../domain/people.ts'
import { accounts, nusantara, tagus, weekdays } from '../support/accounts.ts'
import { agent, contact, signatory } from '../support/people.ts'

const people = [contact, signatory, agent]
const around = { accounts, people }
const ADA = toPersonId('ada')
const BOB = toPersonId('bob')

const draftOf = (facts: Partial<PersonDraft> = {}): PersonDraft => {
  const { id: _, party: __, ...rest } = contact
  return { ...rest, email: 'new@nusantarapay.example', ...facts }
}
const problemOf = (facts: Partial<PersonDraft>) => {
  const wrong = judgePerson(keptPerson(draftOf(facts), around), null, around)
  return wrong === null ? null : `${wrong.field} ${wrong.problem}`
}

describe('a person', () => {
  it.each([
    ['CONTACT', null, 'accountId NEEDS_ACCOUNT'],
    ['SIGNATORY', toAccountId('account-none'), 'accountId NOT_FOUND'],
    ['AGENT', nusantara.id, 'accountId NO_ACCOUNT'],
    ['ADMIN', null, null],
    ['CONTACT', tagus.id, null],
  ] as const)('[ADM-1] of the role %s with the account %s: %s', (role, accountId, problem) => {
    expect(problemOf({ role, accountId })).toBe(problem)
  })

  it('[ADM-5] has an address of their own, whatever its case, and keeps it', () => {
    const taken = contact.email?.toUpperCase() ?? ''
    expect(problemOf({ email: taken })).toBe('email TAKEN')
    expect(judgePerson(draftOf({ email: taken }), contact.id, around)).toBeNull()
    expect(problemOf({ email: 'no address' })).toBe('email NOT_AN_EMAIL')
  })

  it('has a name and a title of one plain line: no paragraph of a mail, and no words that are read backwards', () => {
    const { name, title } = keptPerson(
      draftOf({ name: ' Rani\r\n\nYour access has ended\u202e ', title: 'SRE\u2028\ud800' }),
      around,
    )
    expect([name, title]).toEqual(['Rani Your access has ended', 'SRE'])
    expect(keptPerson(draftOf({ name: 'علی\u200cرضا' }), around).name).toBe('علی\u200cرضا')
    expect(keptAccount({ ...nusantara, name: 'Nusantara\nPay' }).name).toBe('Nusantara Pay')
  })

  it('has a name, a zone that exists, and a number that can be called', () => {
    expect(problemOf({ name: ' \u200b ' })).toBe('name REQUIRED')
    expect(problemOf({ title: 'x'.repeat(161) })).toBe('title TOO_LONG')
    expect(problemOf({ email: 'a\0b@company.example' })).toBe('email NOT_AN_EMAIL')
    expect(problemOf({ email: 'a\u202e@company.example' })).toBe('email NOT_AN_EMAIL')
    expect(problemOf({ timeZone: 'Mars/Olympus' })).toBe('timeZone NOT_A_ZONE')
    expect(problemOf({ phone: 'none' })).toBe('phone NOT_A_PHONE')
    expect(keptPerson(draftOf({ phone: '021 5550 0199' }), around).phone).toBe('+622155500199')
    expect(keptPerson(draftOf({ phone: ' ' }), around).phone).toBeNull()
  })
})

describe('a role', () => {
  const change = (role: Role, facts: object = {}) =>
    judgeRole(agent, role, { by: ADA, administrators: [ADA, BOB], hasActed: true, ...facts })?.problem ?? null

  it('[ADM-2] of the last administrator stays, and so does the access', () => {
    const admin = { ...agent, id: BOB, role: 'ADMIN' } as const
    const last = { by: ADA, administrators: [BOB], hasActed: false }
    expect(judgeRole(admin, 'AGENT', last)?.problem).toBe('LAST_ADMINISTRATOR')
    expect(judgeRole(admin, 'AGENT', { ...last, administrators: [ADA, BOB] })).toBeNull()
    expect(judgeDeactivation(BOB, last)?.problem).toBe('LAST_ADMINISTRATOR')
    expect(judgeDeactivation(BOB, { by: ADA, administrators: [ADA, BOB] })).toBeNull()
  })

  it('[ADM-3] is not changed by its own person, who does not end the own access either', () => {
    expect(change('TAM', { by: agent.id })).toBe('ONESELF')
    expect(change('AGENT', { by: agent.id })).toBeNull()
    expect(judgeDeactivation(ADA, { by: ADA, administrators: [ADA, BOB] })?.problem).toBe('ONESELF')
  })

  it('[ADM-4] stays on the side of whoever has given a command', () => {
    expect(change('CONTACT')).toBe('PARTY_STAYS')
    expect(change('CONTACT', { hasActed: false })).toBeNull()
    expect(change('SUPERVISOR')).toBeNull()
  })
})

describe('an account', () => {
  const tam = { ...agent, id: toPersonId('person-tam'), role: 'TAM' } as const
  const deputy = { ...agent, id: toPersonId('person-other-tam') }
  const place: AroundAccount = { before: nusantara, accounts, active: [tam, deputy], today: '2026-11-23' }
  const { id: _, ...known } = nusantara
  const wrongWith = (facts: Partial<AccountDraft>, beside: Partial<AroundAccount> = {}) => {
    const wrong = judgeAccount(keptAccount({ ...known, ...facts }), { ...place, ...beside })
    return wrong === null ? null : `${wrong.field} ${wrong.problem}`
  }

  it('[ADM-6] keeps the hours that were in force, and takes others from today on', () => {
    const [old] = nusantara.tamHours
    if (old === undefined) throw new Error('the account has hours')
    const next = { effectiveFrom: '2026-11-23', timeZone: 'Europe/Lisbon', days: weekdays('09:00', '18:00') }
    expect(wrongWith({ tamHours: [next, old] })).toBeNull()
    expect(wrongWith({ tamHours: [] })).toBe('tamHours WAS_IN_FORCE')
    expect(wrongWith({ tamHours: [{ ...old, days: weekdays('09:00', '17:00') }] })).toBe(
      'tamHours WAS_IN_FORCE',
    )
    expect(wrongWith({ tamHours: [old, { ...next, effectiveFrom: '2026-11-22' }] })).toBe(
      'tamHours WAS_IN_FORCE',
    )
    expect(wrongWith({ tamHours: [old, next, next] })).toBe('tamHours TAKEN')
    expect(wrongWith({ tamHours: [old, { ...next, days: weekdays('18:00', '09:00') }] })).toBe(
      'tamHours NOT_HOURS',
    )
    expect(wrongWith({ tamHours: [old, { ...next, effectiveFrom: 'tomorrow' }] })).toBe('tamHours NOT_A_DATE')
  })

  it('[ADM-7] has a TAM of that role and a deputy who works in rooms, both active', () => {
    expect(wrongWith({})).toBeNull()
    expect(wrongWith({ tamId: deputy.id })).toBe('tamId NOT_A_TAM')
    expect(wrongWith({}, { active: [tam] })).toBe('deputyId NOT_FOUND')
    expect(wrongWith({}, { active: [tam, { ...deputy, role: 'ADMIN' }] })).toBe('deputyId NOT_STAFF')
  })

  it('[ADM-8] has its number and its mail domains alone', () => {
    expect(wrongWith({ number: tagus.number.toLowerCase() })).toBe('number TAKEN')
    expect(wrongWith({ domains: ['Tagus.example'] })).toBe('domains TAKEN')
  })

  it('has what a caller is matched by in one form, without what stands twice', () => {
    const { domains, phones } = keptAccount({
      ...known,
      domains: [' A.example', 'a.example', ''],
      phones: ['021 5550 0142', '+62 21 5550 0142'],
    })
    expect([domains, phones]).toEqual([['a.example'], ['+622155500142']])
    expect(wrongWith({ domains: ['no domain'] })).toBe('domains NOT_A_DOMAIN')
    expect(wrongWith({ callingCode: '+0' })).toBe('callingCode NOT_A_CALLING_CODE')
    expect(wrongWith({ phones: ['none'] })).toBe('phones NOT_A_PHONE')
    expect(wrongWith({ timeZone: '' })).toBe('timeZone NOT_A_ZONE')
  })
})

it('a zone is known by its name, and a date is that of the zone', () => {
  expect(['UTC', 'Asia/Jakarta', 'asia', '+07:00'].map(isZone)).toEqual([true, true, false, false])
  expect(dateAt('Asia/Jakarta', Date.UTC(2026, 10, 23, 20))).toBe('2026-11-24')
})
