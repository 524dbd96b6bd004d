// Hands each entry of the audit log on to the process's own log, which an operator collects outside of the database: who
// changes or shortens the one has the other against them. A line names who did what to whom and pins the rest by a
// digest; names, addresses and what was changed stay in the database. Each entry at least once, in order, known by its
// number.

import type { Millis } from '../../domain/time.ts'
import { nativeCrypto as crypto } from '../sha256.ts'
import type { Log } from '../observe/log.ts'
import type { AuditEntry } from './audit.ts'
import type { IdentityStore } from './identity-store.ts'

export interface AuditOutlet {
  /** Resolves when nothing is being handed on any more. */
  stop(): Promise<void>
}

export interface AuditOutletOptions {
  readonly identity: Pick<IdentityStore, 'auditEntries' | 'write'>
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly lookEvery?: Millis | undefined
}

const LOOK_EVERY: Millis = 2_000
const PAGE = 200
/** The number of the last entry that was handed on, kept in the store. */
const KEPT = 'audit handed on'

/** Looks at once, and from then on every two seconds. */
export function openAuditOutlet({ identity, log, lookEvery = LOOK_EVERY }: AuditOutletOptions): AuditOutlet {
  let handedOn: number | null = null
  let running: Promise<void> | null = null

  const hand = async (): Promise<void> => {
    handedOn ??= Number((await identity.write((tx) => tx.kept(KEPT))) ?? 0)
    const entries = await entriesAfter(identity, handedOn)
    const last = entries.at(-1)?.number
    if (last === undefined) return
    for (const entry of entries) log.info({ audit: lineOf(entry) }, 'audit')
    // Afterwards: a process that dies in between says them again.
    await identity.write((tx) => tx.keep(KEPT, String(last)))
    handedOn = last
  }
  const look = (): void => {
    running ??= hand()
      .catch((error: unknown) => log.warn({ err: error }, 'entries of the audit log could not be handed on'))
      .finally(() => {
        running = null
      })
  }
  const looking = setInterval(look, lookEvery)
  look()
  return {
    async stop() {
      clearInterval(looking)
      await running
    },
  }
}

/** Oldest first. */
async function entriesAfter(
  { auditEntries }: Pick<IdentityStore, 'auditEntries'>,
  number: number,
): Promise<readonly AuditEntry[]> {
  const found: AuditEntry[] = []
  for (;;) {
    const page = await auditEntries(found.at(-1)?.number ?? null, PAGE)
    const fresh = page.filter((entry) => entry.number > number)
    found.push(...fresh)
    if (fresh.length < PAGE) return found.toReversed()
  }
}

/** `digest`: SHA-256 in hex of the whole entry as canonical JSON (RFC 8785). */
const lineOf = (entry: AuditEntry): Readonly<Record<string, unknown>> => ({
  number: entry.number,
  at: entry.at,
  action: entry.action,
  actor: entry.actor.id,
  subject: `${entry.subject.kind} ${entry.subject.id}`,
  digest: crypto.digest({ ...entry }),
})
