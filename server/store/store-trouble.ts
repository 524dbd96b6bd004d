// What fails of a store, by a code alone: for whoever asks whether the server is ready. The rest is in the log.

import { isDiskTrouble } from './sqlite-fault.ts'
import { StoreFault } from './store-fault.ts'

/**
 * - database: PostgreSQL cannot be reached, is starting or ending, or lets nobody in.
 * - disk: the disk under the store is full or fails.
 * - store: anything else, such as a lock or damage, or no answer in time.
 */
export type FailingStore = 'database' | 'disk' | 'store'

/** PostgreSQL's own codes (SQLSTATE), and the system's: the way there, its end, who may come in, too many of us. */
const UNREACHABLE = /^(08...|28...|57P..|53300|3D000|E[A-Z]{3,}(_[A-Z]+)?)$/
const DISK = /^(53100|58030)$/
/** The driver has no code for a connection that ended under a question. */
const UNREACHABLE_WORDS = 'the database cannot be reached'

export function failingStore(error: unknown): FailingStore {
  if (isDiskTrouble(error)) return 'disk'
  for (let depth = 0, cause = error; depth < 5 && cause instanceof Error; depth++, cause = cause.cause) {
    if (cause instanceof StoreFault && cause.code === 'UNANSWERED') return 'database'
    const code: unknown = 'code' in cause ? cause.code : null
    if (cause.message.startsWith(UNREACHABLE_WORDS)) return 'database'
    if (typeof code !== 'string') continue
    if (DISK.test(code)) return 'disk'
    if (UNREACHABLE.test(code)) return 'database'
  }
  return 'store'
}
