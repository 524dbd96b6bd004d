// Who is in the demo: two customer accounts and the people of both sides. Ids are words, so that whoever looks at the
// demo's data can read it.

import type { Account, WorkingHours } from '../../domain/account.ts'
import { type AccountId, type PersonId, toAccountId, toPersonId } from '../../domain/ids.ts'
import type { Person, ProviderRole, CustomerRole } from '../../domain/people.ts'

export const NUSANTARA = toAccountId('nusantara-pay')
export const KIRANA = toAccountId('kirana-air')

export const PRIYA = toPersonId('priya-nair')
export const MAEVE = toPersonId('maeve-brennan')
export const AISHA = toPersonId('aisha-karim')
export const TIAGO = toPersonId('tiago-lemos')
export const JOON = toPersonId('joon-park')
const INGRID = toPersonId('ingrid-solberg')
export const RANI = toPersonId('rani-wulandari')
export const DIMAS = toPersonId('dimas-prakoso')
export const SARI = toPersonId('sari-hartono')

const DUBLIN = 'Europe/Dublin'
const LISBON = 'Europe/Lisbon'
const JAKARTA = 'Asia/Jakarta'

const TIAGOS_HOURS: WorkingHours = {
  effectiveFrom: '2026-01-01',
  timeZone: LISBON,
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '17:00' })),
}

export const ACCOUNTS: readonly Account[] = [
  account(NUSANTARA, 'Nusantara Pay', 'NP-2207', 'nusantarapay.example', '+622155500142'),
  account(KIRANA, 'Kirana Air', 'KA-1180', 'kirana-air.example', '+622155500187'),
]

export const PEOPLE: readonly Person[] = [
  ours(PRIYA, 'Priya Nair', 'Hotline', 'REPRESENTATIVE', DUBLIN),
  ours(MAEVE, 'Maeve Brennan', 'Support', 'AGENT', DUBLIN),
  ours(AISHA, 'Aisha Karim', 'Support', 'AGENT', DUBLIN),
  { ...ours(TIAGO, 'Tiago Lemos', 'Technical Account Manager', 'TAM', LISBON), phone: '+351215550117' },
  ours(JOON, 'Joon Park', 'Duty manager', 'SUPERVISOR', DUBLIN),
  ours(INGRID, 'Ingrid Solberg', 'Platform operations', 'ADMIN', DUBLIN),
  theirs(RANI, 'Rani Wulandari', 'Head of Platform', 'SIGNATORY', NUSANTARA),
  theirs(DIMAS, 'Dimas Prakoso', 'SRE', 'CONTACT', NUSANTARA),
  theirs(SARI, 'Sari Hartono', 'Duty IT Manager', 'SIGNATORY', KIRANA),
]

function account(id: AccountId, name: string, number: string, domain: string, phone: string): Account {
  return {
    id,
    name,
    number,
    domains: [domain],
    phones: [phone],
    callingCode: '62',
    timeZone: JAKARTA,
    tamId: TIAGO,
    deputyId: null,
    tamHours: [TIAGOS_HOURS],
    hotline: true,
  }
}

function ours(id: PersonId, name: string, title: string, role: ProviderRole, timeZone: string): Person {
  const email = `${firstName(name)}@halyard.example`
  return { id, name, title, party: 'PROVIDER', role, accountId: null, timeZone, phone: null, email }
}

function theirs(id: PersonId, name: string, title: string, role: CustomerRole, accountId: AccountId): Person {
  const domain = accountId === NUSANTARA ? 'nusantarapay.example' : 'kirana-air.example'
  const email = `${firstName(name)}@${domain}`
  return { id, name, title, party: 'CUSTOMER', role, accountId, timeZone: JAKARTA, phone: null, email }
}

function firstName(name: string): string {
  return name.split(' ')[0]?.toLowerCase() ?? ''
}
