// Storing failed for an outside reason: no disk space, a lock, a broken disk. A fault carries what to do about it, so
// that the one place that answers commands needs no knowledge of any database.

/**
 * - TEMPORARY: nothing was stored; the same may be asked for again.
 * - UNKNOWN: the commit itself failed: whether it was stored shows only after a restart. The process must stop.
 * - UNANSWERED: a database on another machine did not say in time whether it was stored. The store goes on; asking
 *   again is right for whatever may be asked twice, as a command may, by its receipt.
 * - CLOSED: the store was closed before the work began; nothing was stored.
 */
export type StoreFaultCode = 'TEMPORARY' | 'UNKNOWN' | 'UNANSWERED' | 'CLOSED'

export class StoreFault extends Error {
  readonly code: StoreFaultCode

  constructor(code: StoreFaultCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options)
    this.name = 'StoreFault'
    this.code = code
  }
}

/** Whether the store goes on and asking again may help; nothing was stored, unless it is UNANSWERED. */
export const isTemporary = (error: unknown): boolean =>
  error instanceof StoreFault && error.code !== 'UNKNOWN'
