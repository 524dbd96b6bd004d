// How much may be brought in over a day: what is never attached to an entry stays on the disk, and a pace by the minute
// alone would let one person fill it in an afternoon.

import { FILE_BYTES_MAX } from '../../domain/incident/conversation.ts'
import type { PersonId } from '../../domain/ids.ts'
import { DAY, SECOND } from '../../domain/time.ts'
import { type Bucket, openPaces } from '../policy/paces.ts'
import type { FileOwner } from './file-store.ts'

const MIB = 1024 * 1024
const inOneDay = (mebibytes: number): Bucket => ({ holds: mebibytes, perSecond: mebibytes / (DAY / SECOND) })

export interface QuotaSizes {
  readonly ofPerson: Bucket
  /** Of all people of one party about one account. */
  readonly ofOwner: Bucket
}

/** In MiB: a Critical Issue has logs and screenshots, no archive. */
export const QUOTA: QuotaSizes = { ofPerson: inOneDay(1_024), ofOwner: inOneDay(4_096) }

/**
 * Takes a body from what may be brought in: 0, or the whole seconds until it may be. `said` is its size in bytes as its
 * sender says it, and no more of it is read.
 */
export type TakeQuota = (personId: PersonId, owner: FileOwner, said: number) => number

/** `now` in milliseconds. */
export function openQuota(sizes: QuotaSizes = QUOTA, now?: () => number): TakeQuota {
  const ofPerson = openPaces(sizes.ofPerson, now)
  const ofOwner = openPaces(sizes.ofOwner, now)
  return (personId, { accountId, party }, said) => {
    const mebibytes = Math.max(1, Math.ceil(Math.min(said, FILE_BYTES_MAX) / MIB))
    const wait = ofPerson.take(personId, mebibytes)
    return wait > 0 ? wait : ofOwner.take(`${accountId} ${party}`, mebibytes)
  }
}
