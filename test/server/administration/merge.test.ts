// Two administrators at one person or account: nobody's change is lost without a word.

import { describe, expect, it } from 'vitest'
import { merge } from '../../../server/administration/merge.ts'

const FIELDS = ['name', 'phone', 'days'] as const
const READ = { name: 'Rani', phone: null as string | null, days: [{ from: '08:00', until: '17:00' }] }

describe('what two change at the same time', () => {
  it('in different fields is both kept, however the stored one is written', () => {
    const stored = { ...READ, phone: '+62 1', days: [{ until: '17:00', from: '08:00' }] }
    expect(merge(FIELDS, READ, stored, { ...READ, name: 'Rani W' }).draft).toEqual({
      ...stored,
      name: 'Rani W',
    })
    const later = [{ from: '09:00', until: '17:00' }]
    expect(merge(FIELDS, READ, stored, { ...READ, days: later }).draft).toEqual({ ...stored, days: later })
  })

  it('in one field is refused to the second, who reads it anew', () => {
    const merged = merge(FIELDS, READ, { ...READ, phone: '+62 1' }, { ...READ, phone: '+62 2' })
    expect(merged).toEqual({
      draft: null,
      refusal: { field: 'phone', problem: 'CHANGED_MEANWHILE', limit: null },
    })
  })

  it('to the same is no quarrel, and a program that says nothing of what it read has the last word', () => {
    const stored = { ...READ, phone: '+62 1' }
    expect(merge(FIELDS, READ, stored, { ...READ, phone: '+62 1' }).draft).toEqual(stored)
    expect(merge(FIELDS, null, stored, READ).draft).toEqual(READ)
  })
})
