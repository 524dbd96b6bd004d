// The customer accounts that tests act in: one with a hotline and a TAM, one without a hotline in another zone.

import type { Account, WorkingDay } from '../../domain/account.ts'
import { toAccountId, toPersonId } from '../../domain/ids.ts'

export const weekdays = (from: string, until: string): readonly WorkingDay[] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, until }))

export const nusantara: Account = {
  id: toAccountId('account-nusantara'),
  name: 'Nusantara Pay',
  number: 'NP-2207',
  domains: ['nusantarapay.example'],
  phones: ['+622155500142'],
  callingCode: '62',
  timeZone: 'Asia/Jakarta',
  tamId: toPersonId('person-tam'),
  deputyId: toPersonId('person-other-tam'),
  tamHours: [{ effectiveFrom: '2026-01-01', timeZone: 'Europe/Lisbon', days: weekdays('08:00', '17:00') }],
  hotline: true,
}

export const tagus: Account = {
  id: toAccountId('account-tagus'),
  name: 'Tagus Mercado',
  number: 'TM-1180',
  domains: ['tagus.example'],
  phones: ['+351215550199'],
  callingCode: '351',
  timeZone: 'Europe/Lisbon',
  tamId: toPersonId('person-other-tam'),
  deputyId: null,
  tamHours: [],
  hotline: false,
}

export const accounts: readonly Account[] = [nusantara, tagus]
