// One person of every role, a second agent and a second TAM, and a signatory of another account.

import { toPersonId } from '../../domain/ids.ts'
import type { Person, Role } from '../../domain/people.ts'
import { nusantara, tagus } from './accounts.ts'

function ofProvider(id: string, name: string, role: Role): Person {
  return {
    id: toPersonId(id),
    name,
    title: role === 'TAM' ? 'Technical Account Manager' : 'Support',
    party: 'PROVIDER',
    role,
    accountId: null,
    timeZone: 'Europe/Dublin',
    phone: '+35315550111',
    email: `${id}@halyard.example`,
  }
}

function ofCustomer(id: string, name: string, role: Role, account = nusantara): Person {
  return {
    id: toPersonId(id),
    name,
    title: 'Platform',
    party: 'CUSTOMER',
    role,
    accountId: account.id,
    timeZone: account.timeZone,
    phone: '+622155500142',
    email: `${id}@${account.domains[0]}`,
  }
}

export const contact = ofCustomer('person-contact', 'Dimas Prasetyo', 'CONTACT')
export const signatory = ofCustomer('person-signatory', 'Rani Wulandari', 'SIGNATORY')
/** Of another account: must never learn of the first one's rooms. */
export const stranger = ofCustomer('person-stranger', 'Tomás Lourenço', 'SIGNATORY', tagus)

export const representative = ofProvider('person-representative', 'Sinéad Byrne', 'REPRESENTATIVE')
export const agent = ofProvider('person-agent', 'Aisha Karim', 'AGENT')
export const otherAgent = ofProvider('person-other-agent', 'Conor Walsh', 'AGENT')
export const tam = ofProvider('person-tam', 'Inês Duarte', 'TAM')
export const otherTam = ofProvider('person-other-tam', 'Marek Nowak', 'TAM')
export const supervisor = ofProvider('person-supervisor', 'Niamh Doyle', 'SUPERVISOR')
export const admin = ofProvider('person-admin', 'Femi Adeyemi', 'ADMIN')

/** Everybody who may act in a room of the first account. */
export const insiders: readonly Person[] = [
  contact,
  signatory,
  representative,
  agent,
  otherAgent,
  tam,
  otherTam,
  supervisor,
]

export const people: readonly Person[] = [...insiders, admin, stranger]

/** One person of each role of the first account, for tables of role by command. */
export const personOfRole: Readonly<Record<Role, Person>> = {
  CONTACT: contact,
  SIGNATORY: signatory,
  REPRESENTATIVE: representative,
  AGENT: agent,
  TAM: tam,
  SUPERVISOR: supervisor,
  ADMIN: admin,
}
