// The provider's word on a record (version 3): the frozen file verifies for ever, and whoever changes an entry that no
// party signed, cuts the end off, or brings a word that is not the provider's on this record, is found out (I17, I18).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toAccountId, toRoomId } from '../../domain/ids.ts'
import { DAY } from '../../domain/time.ts'
import { readCheckpoint } from '../../protocol/checkpoint.ts'
import { thumbprint } from '../../protocol/jws.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { edited, exportOf, type Forged, relinked } from '../support/record-story.ts'
import { acceptedFlips, EACH_BIT } from '../support/record-flips.ts'
import {
  certificateOf,
  type Checkpointing,
  checkpointOf,
  exportOfSealed,
  exportVouched,
  issuerCertificate,
  root,
  SEALED_STORIES,
  sealed,
} from '../support/sealed-story.ts'
import { signatory } from '../support/people.ts'
import { signerOf } from '../support/signing.ts'

const vouched = readFileSync(join(import.meta.dirname, '../golden/vouched-signed.accord-record'), 'utf8')
const ledger = sealed(SEALED_STORIES['sealed-signed'])
const LAST = 7

/** The record with another word on it. */
const withWord = (how: Checkpointing): string => exportOf(ledger.log, 60, checkpointOf(ledger, how))

function fault(text: string): string {
  const { verdict, fault: found } = verifyRecord(text)
  return found === null ? verdict : `${verdict} ${found.code} ${found.path}`
}

const laterBy = (record: Forged) => (record.entries[LAST] as { event: Record<string, unknown> }).event
const authorOf = (record: Forged) =>
  (record.entries[4] as unknown as { event: { actor: { name: string } } }).event.actor

describe('a golden record of version 3', () => {
  it('is what the story exports to this day, byte for byte', () => {
    expect(exportVouched()).toBe(vouched)
  })

  it('[I17] says up to which entry the provider vouches, since when and on which root, and needs no other limit', () => {
    const { verdict, facts, limits } = verifyRecord(vouched)
    expect(verdict).toBe('VALID')
    expect(facts?.checkpoint).toEqual({
      sharedSeq: 8,
      issuedAt: '2026-11-23T10:00:00.000Z',
      rootFingerprint: thumbprint(root.publicKey),
    })
    expect(limits).not.toContain('AFTER_THE_PIN')
    expect(verifyRecord(exportOfSealed('sealed-signed')).limits).toContain('AFTER_THE_PIN')
  })

  it.each(EACH_BIT.slice(1))(
    '[I17] [EVT-5] with %s of any one byte flipped it is refused, or a value that is not covered changes',
    (_what, bitOf) => {
      expect(acceptedFlips(vouched, bitOf)).toEqual(['exportedAt', 'id', 'name', 'provider', 'title'])
    },
    60_000,
  )
})

describe('[I17] [I18] an entry that no party signed', () => {
  it.each([
    ['the salt of the resolution', (record: Forged) => (laterBy(record)['salt'] = 'AAAAAAAAAAAAAAAAAAAAAA')],
    ['its id', (record: Forged) => (laterBy(record)['id'] = 'another')],
    ['who proposed it', (record: Forged) => (authorOf(record).name = 'Somebody Else')],
  ])('cannot be changed and linked anew: %s', (_what, edit) => {
    expect(fault(relinked(exportOfSealed('sealed-signed'), edit))).toBe('VALID')
    expect(fault(relinked(vouched, edit))).toBe('BROKEN CHECKPOINT_OTHERWISE checkpoint')
  })

  it('cannot be cut off at the end, also where nothing is signed', () => {
    const unsigned = sealed(SEALED_STORIES['sealed-unsigned'])
    const text = exportOf(unsigned.log, 60, checkpointOf(unsigned))
    expect(fault(text)).toBe('UNSIGNED')
    expect(fault(relinked(text, (record) => record.entries.pop()))).toBe(
      'BROKEN CHECKPOINT_OTHERWISE checkpoint',
    )
  })

  it('may come after the word was given, which then says so', () => {
    const { facts, limits } = verifyRecord(withWord({ upTo: 5 }))
    expect(facts?.checkpoint?.sharedSeq).toBe(5)
    expect(limits).toContain('AFTER_THE_PIN')
  })
})

describe('[I17] a word on a record does not count', () => {
  it.each<readonly [string, Checkpointing]>([
    ['about another room', { changes: { roomId: toRoomId('room-2') } }],
    ['about another account', { changes: { accountId: toAccountId('kirana-air') } }],
    ['about another end', { changes: { hash: '0'.repeat(64) } }],
    ['about another tree', { changes: { root: '0'.repeat(64) } }],
    ['about more entries than there are', { changes: { sharedSeq: 9 } }],
  ])('that is %s', (_what, how) => {
    expect(fault(withWord(how))).toBe('BROKEN CHECKPOINT_OTHERWISE checkpoint')
  })

  it.each<readonly [string, Checkpointing]>([
    ['by somebody else', { by: signerOf('a forger') }],
    ['by an issuer that no root certified', { chain: issuerCertificate(signerOf('a forger')).slice(0, -4) }],
    ['before its issuer was one', { chain: issuerCertificate(root, DAY) }],
    ['after its issuer had ended', { chain: issuerCertificate(root, -2 * DAY, -DAY) }],
    ['about no entry', { changes: { sharedSeq: 0 } }],
    ['at no time', { changes: { issuedAt: '2026-11-23' as never } }],
  ])('that was given %s', (_what, how) => {
    expect(fault(withWord(how))).toBe('BROKEN CHECKPOINT checkpoint')
  })

  it('that is a certificate, too long, or no word at all', () => {
    for (const text of [certificateOf(signatory), 'x'.repeat(10_000), '', '..', `${checkpointOf(ledger)}.`])
      expect(readCheckpoint(text)).toBeNull()
  })

  it('in a version that has none', () => {
    const older = edited(vouched, (record) => (record.format = 'accord.record/2'))
    expect(fault(older)).toBe('UNREADABLE WRONG_SHAPE checkpoint')
  })
})
