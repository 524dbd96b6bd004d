// Who is calling: the account that fits what was typed, its people, and what is known of a number or an address.

import { describe, expect, it } from 'vitest'
import type { Account } from '../../../domain/account.ts'
import { toAccountId } from '../../../domain/ids.ts'
import {
  type Caller,
  contactNamed,
  contactsOf,
  emailKnown,
  matchCaller,
  phoneKnown,
} from '../../../renderer/intake/caller-match.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { people, signatory } from '../../support/people.ts'

const nusa: Account = {
  ...nusantara,
  id: toAccountId('account-nusa'),
  name: 'Nusa Hotels',
  number: 'NH-1',
  domains: ['nusa.example'],
  phones: [],
}
const all = [nusa, nusantara, tagus]

const caller = (changes: Partial<Caller>): Caller => ({
  company: '',
  contactName: '',
  contactPhone: '',
  contactEmail: '',
  accountId: null,
  ...changes,
})

describe('[INT-2] the account of a caller', () => {
  it('is found by name, by account number, by domain and by a known number in national form', () => {
    const found = [
      caller({ company: 'nusantara' }),
      caller({ company: 'NP 2207' }),
      caller({ contactEmail: 'ops@mail.nusantarapay.example' }),
      caller({ contactPhone: '021 5550 0142' }),
      caller({ contactPhone: '+62 21 5550 0142' }),
    ].map((who) => matchCaller(who, all).account?.name)
    expect(found).toEqual(Array(5).fill('Nusantara Pay'))
  })

  it('is nobody’s while several fit equally well, and both are offered', () => {
    const match = matchCaller(caller({ company: 'Nusa' }), all)
    expect(match.account).toBeNull()
    expect(match.candidates.map(({ name }) => name)).toEqual(['Nusa Hotels', 'Nusantara Pay'])
  })

  it('is the one with the most matches', () => {
    const match = matchCaller(caller({ company: 'Nusa', contactEmail: 'rani@nusantarapay.example' }), all)
    expect(match.account?.name).toBe('Nusantara Pay')
    expect(match.candidates).toHaveLength(2)
  })

  it('is the one chosen by hand, whatever was typed', () => {
    const chosen = caller({ company: 'Somebody else', accountId: tagus.id })
    expect(matchCaller(chosen, all).account).toBe(tagus)
  })

  it('is not guessed from nothing', () => {
    expect(matchCaller(caller({}), all)).toEqual({ candidates: [], account: null })
  })
})

describe('what is known of an answer', () => {
  const contacts = contactsOf(people, nusantara)

  it('a contact is recognised however the name is written, and only within the account', () => {
    expect(contactNamed(contacts, ' rani   WULANDARI')).toBe(signatory)
    expect(contactNamed(contactsOf(people, tagus), 'Rani Wulandari')).toBeNull()
    expect(contactsOf(people, null)).toEqual([])
  })

  it('a number is a contact’s, the company’s, new, or none', () => {
    const kinds = ['+62 21 5550 0142', '021 5550 0142', '+62 811 222 333', '12'].map(
      (typed) => phoneKnown(typed, nusantara, contacts).kind,
    )
    expect(kinds).toEqual(['PERSON', 'PERSON', 'NEW', 'NOT_A_PHONE'])
    expect(phoneKnown('+62 21 5550 0142', nusantara, [])).toEqual({ kind: 'ACCOUNT' })
  })

  it('a national number waits for the account before it counts as wrong', () => {
    expect(phoneKnown('021 5550 0142', null, []).kind).toBe('EMPTY')
    expect(phoneKnown('call me', null, []).kind).toBe('NOT_A_PHONE')
  })

  it('an address at the company’s own domain may be what is down', () => {
    const known = ['', 'rani', 'rani@nusantarapay.example', 'rani@home.example'].map((typed) =>
      emailKnown(typed, nusantara),
    )
    expect(known).toEqual(['EMPTY', 'NOT_AN_EMAIL', 'OWN', 'OTHER'])
  })
})
