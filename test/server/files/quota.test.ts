// What may be brought in over a day, counted: by each person, and by a party about an account.

import { expect, it } from 'vitest'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import { toPersonId } from '../../../domain/ids.ts'
import { openQuota, QUOTA } from '../../../server/files/quota.ts'
import { nusantara, tagus } from '../../support/accounts.ts'

const MIB = 1024 * 1024
const customer = { accountId: nusantara.id, party: 'CUSTOMER' } as const
const [rani, sari, maeve] = [toPersonId('rani'), toPersonId('sari'), toPersonId('maeve')]

it('[I25] one person cannot fill the disk, and their room comes back over a day', () => {
  let now = 0
  const take = openQuota(QUOTA, () => now)
  const brought = (): number => {
    let files = 0
    while (take(rani, customer, FILE_BYTES_MAX) === 0) files += 1
    return files
  }
  expect(brought()).toBe(40)
  expect(take(sari, customer, MIB)).toBe(0)
  now += 3_600_000
  // 24 of what was left, and 42 of an hour.
  expect(brought()).toBe(2)
  now += 24 * 3_600_000
  expect(brought()).toBe(40)
})

it('many of one company share what it may bring in, and take nothing from the provider or another account', () => {
  const take = openQuota({ ...QUOTA, ofOwner: { holds: 50, perSecond: 0.001 } }, () => 0)
  expect(take(rani, customer, FILE_BYTES_MAX)).toBe(0)
  expect(take(sari, customer, FILE_BYTES_MAX)).toBe(0)
  expect(take(sari, customer, 1)).toBe(1_000)
  expect(take(maeve, { ...customer, party: 'PROVIDER' }, FILE_BYTES_MAX)).toBe(0)
  expect(take(maeve, { ...customer, accountId: tagus.id }, FILE_BYTES_MAX)).toBe(0)
})

it('a body counts as a mebibyte at least, and as the longest at most: one that is longer is refused', () => {
  const take = openQuota({ ...QUOTA, ofPerson: { holds: 25, perSecond: 0.001 } }, () => 0)
  expect(take(rani, customer, Number.MAX_SAFE_INTEGER)).toBe(0)
  expect(take(rani, customer, 0)).toBeGreaterThan(0)
})
