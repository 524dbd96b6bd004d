// The audit entry of an administrator's change, and what it says of before and after.

import type { Instant } from '../../domain/time.ts'
import {
  type AuditAction,
  type AuditFacts,
  type AuditSubject,
  auditActor,
  writeAudit,
} from '../auth/audit.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import type { Administering } from './desk.ts'

/** Writes the entry; call it in the work that does what it says. */
export const note = (
  tx: IdentityTransaction,
  by: Administering,
  action: AuditAction,
  subject: AuditSubject,
  facts: AuditFacts,
  now: Instant,
): Promise<void> => writeAudit(tx, auditActor(by.person), action, subject, facts, now)

/** What differs, as "before → after"; empty where nothing does. */
export function changes<T extends object>(before: T | null, after: T): AuditFacts {
  const old = (before ?? {}) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => JSON.stringify(old[name]) !== JSON.stringify(value))
      .map(([name, value]) => [name, before === null ? said(value) : `${said(old[name])} → ${said(value)}`]),
  )
}

/** What is no text is said as JSON, without the quotes of a list of texts. */
function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return value
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return isTexts ? (value.length === 0 ? '–' : value.join(', ')) : JSON.stringify(value)
}
