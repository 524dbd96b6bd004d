// A person as plain JSON: what a server says of somebody, or what was kept on a device by this build or another.

import { toAccountId, toPersonId } from '../domain/ids.ts'
import type { Party, Person, Role } from '../domain/people.ts'
import { isFields } from './fields.ts'

const PARTIES: readonly string[] = ['CUSTOMER', 'PROVIDER'] satisfies Party[]
const ROLES: readonly string[] = [
  'CONTACT',
  'SIGNATORY',
  'REPRESENTATIVE',
  'AGENT',
  'TAM',
  'SUPERVISOR',
  'ADMIN',
] satisfies Role[]

/** The person that `value` is, or null; what a person may lack is filled in. */
export function parsePerson(value: unknown): Person | null {
  if (!isFields(value)) return null
  const { id, name, title, party, role, timeZone } = value
  if (typeof id !== 'string' || id === '' || typeof name !== 'string' || typeof timeZone !== 'string')
    return null
  if (typeof party !== 'string' || !PARTIES.includes(party)) return null
  if (typeof role !== 'string' || !ROLES.includes(role)) return null
  const accountId = textOrNull(value['accountId'])
  return {
    id: toPersonId(id),
    name,
    title: typeof title === 'string' ? title : '',
    party: party as Party,
    role: role as Role,
    accountId: accountId === null ? null : toAccountId(accountId),
    timeZone,
    phone: textOrNull(value['phone']),
    email: textOrNull(value['email']),
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
