// The device's key is certified while its person has just signed in, so that they can sign with it later, offline.

import { beforeEach, expect, it, vi } from 'vitest'
import { createEarlyKey } from '../../../renderer/signoff/create-early-key.ts'
import { contact, signatory } from '../../support/people.ts'
import { settled, staged, StagedReplica } from './staged.ts'

const certifyKey = vi.hoisted(() => vi.fn())
vi.mock('../../../renderer/platform/signing.ts', () => ({ certifyKey }))

beforeEach(() => void certifyKey.mockReset().mockResolvedValue('CERTIFIED'))

it('[RES-11] is asked for as soon as the server is heard, before there is anything to sign', () => {
  staged(new StagedReplica(signatory), 12, createEarlyKey).end()
  expect(certifyKey).toHaveBeenCalledExactlyOnceWith(signatory.id, expect.any(Function), expect.any(String))
})

it('is not made for somebody who never signs', () => {
  staged(new StagedReplica(contact), 12, createEarlyKey).end()
  expect(certifyKey).not.toHaveBeenCalled()
})

it('asks nobody for anything when the sign-in is old or no key can be kept', async () => {
  certifyKey.mockResolvedValueOnce('SIGN_IN_AGAIN').mockRejectedValueOnce(new Error('no storage'))
  for (const _try of ['old', 'none']) staged(new StagedReplica(signatory), 12, createEarlyKey).end()
  await settled()
  expect(certifyKey).toHaveBeenCalledTimes(2)
})
