// The cast of the scripted room: two companies' worth of invented people, for looking at screens without a server.

import type { Account } from '../../domain/account.ts'
import { toAccountId, toPersonId } from '../../domain/ids.ts'
import type { Person, Role } from '../../domain/people.ts'

const ACCOUNT = toAccountId('nusantara-pay')

const person = (
  id: string,
  name: string,
  title: string,
  role: Role,
  timeZone: string,
  phone: string | null,
): Person => {
  const isCustomer = role === 'CONTACT' || role === 'SIGNATORY'
  return {
    id: toPersonId(id),
    name,
    title,
    role,
    party: isCustomer ? 'CUSTOMER' : 'PROVIDER',
    accountId: isCustomer ? ACCOUNT : null,
    timeZone,
    phone,
    email: `${id}@${isCustomer ? 'nusantarapay' : 'halyard'}.example`,
  }
}

export const people = {
  rani: person('rani', 'Rani Wulandari', 'Head of Platform', 'SIGNATORY', 'Asia/Jakarta', '+622155500142'),
  dimas: person('dimas', 'Dimas Prakoso', 'SRE', 'CONTACT', 'Asia/Jakarta', '+622155500143'),
  maeve: person('maeve', 'Maeve Brennan', 'Support', 'AGENT', 'Europe/Dublin', '+35315550101'),
  aisha: person('aisha', 'Aisha Karim', 'Support', 'AGENT', 'Europe/Dublin', '+35315550102'),
  joon: person('joon', 'Joon Park', 'Duty manager', 'SUPERVISOR', 'Europe/Dublin', '+35315550103'),
  priya: person('priya', 'Priya Nair', 'Hotline', 'REPRESENTATIVE', 'Europe/Dublin', null),
  tiago: person('tiago', 'Tiago Lemos', 'Technical Account Manager', 'TAM', 'Europe/Lisbon', '+351215550104'),
} as const

export type CastName = keyof typeof people

export const account: Account = {
  id: ACCOUNT,
  name: 'Nusantara Pay',
  number: 'NP-2207',
  domains: ['nusantarapay.example'],
  phones: ['+622155500142'],
  callingCode: '62',
  timeZone: 'Asia/Jakarta',
  tamId: people.tiago.id,
  deputyId: null,
  tamHours: [
    {
      effectiveFrom: '2020-01-01',
      timeZone: 'Europe/Lisbon',
      days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '17:00' })),
    },
  ],
  hotline: true,
}
