// Reads the plain JSON that the server gives before anybody has signed in: what it is, and who the demo people are.
// What was kept in this browser by another build is read the same way.

import type { Person } from '../../domain/people.ts'
import { isFields } from '../../protocol/fields.ts'
import { parsePerson } from '../../protocol/person.ts'

export interface ServerInfo {
  /** Whether people may sign in by choosing themselves. */
  readonly demo: boolean
  /** The provider's name as people read it. */
  readonly provider: string
  /** The Severity 1 Hotline's number, or null where none is set. */
  readonly hotline: string | null
  /** Whether it can send mails at all; else nobody signs in by one. */
  readonly sendsMail: boolean
  /** The oldest version of this program that the server still takes; null: any. */
  readonly oldestClient: string | null
  /** The origin that people reach it under; null where its operator set none. */
  readonly publicUrl: string | null
}

export function parseServerInfo(value: unknown): ServerInfo | null {
  if (!isFields(value) || typeof value['demo'] !== 'boolean') return null
  const { demo, provider, hotline, mail, oldestClient, publicUrl } = value
  return {
    demo,
    provider: textOrNull(provider) ?? 'Support',
    hotline: textOrNull(hotline),
    sendsMail: mail !== false,
    oldestClient: textOrNull(oldestClient),
    publicUrl: textOrNull(publicUrl),
  }
}

/** Somebody one can choose to be in the demo, and for whom that person works. */
export interface DemoPerson extends Person {
  readonly company: string
}

/** The people of a list; what is no person is left out. */
export function parsePeople(value: unknown): readonly DemoPerson[] {
  return Array.isArray(value) ? value.map(parseDemoPerson).filter((person) => person !== null) : []
}

function parseDemoPerson(value: unknown): DemoPerson | null {
  const person = parsePerson(value)
  if (person === null || !isFields(value)) return null
  return { ...person, company: textOrNull(value['company']) ?? '' }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
