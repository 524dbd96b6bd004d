// The sign-off alive: nothing is signed that could not be checked or has changed, and a "no" keeps its words.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry, RoomView } from '../../../replica/api.ts'
import { createSignOff } from '../../../renderer/signoff/create-sign-off.ts'
import { by, type Given, given } from '../../support/given.ts'
import { agent, contact, signatory } from '../../support/people.ts'
import { inProgress, proposed, resolution } from '../../support/story.ts'
import { settled, staged, StagedReplica } from './staged.ts'

const signed = { publicKey: 'key', signature: 'mark' }
const signDigest = vi.hoisted(() => vi.fn())
vi.mock('../../../renderer/platform/signing.ts', () => ({
  signDigest,
  SigningUnavailable: class SigningUnavailable extends Error {},
}))

const open = given(...inProgress, proposed)
const viewOf = ({ ledger }: Given, changes: Partial<RoomView> = {}): RoomView => ({
  room: ledger.customerRoom,
  confirmed: ledger.customerRoom,
  entries: ledger.log
    .filter(({ audience }) => audience === 'SHARED')
    .map((event): Entry => ({ event, state: 'RECORDED' })),
  olderCount: 0,
  pending: [],
  ...changes,
})

function onStage(me = signatory) {
  const replica = new StagedReplica(me)
  const { value: signOff, end } = staged(replica, 12, () => createSignOff(open.room.id, () => 'Halyard'))
  return { replica, signOff, end, tell: (view: RoomView) => replica.tell('room', view) }
}

beforeEach(() => void signDigest.mockReset().mockResolvedValue(signed))
afterEach(() => void vi.useRealTimers())

describe('[RES-4] signing', () => {
  it('hands in a signature over the digest that was read and checked, once the person said "I may"', async () => {
    const { replica, signOff, end, tell } = onStage()
    tell(viewOf(open))
    await signOff.answer.sign()
    expect(replica.submitted).toEqual([])
    signOff.answer.setMayDecide(true)
    await signOff.answer.sign()
    const proposal = open.room.resolutions[0]
    expect(signDigest).toHaveBeenCalledExactlyOnceWith(signatory.id, proposal?.digest)
    expect(replica.submitted).toEqual([
      { type: 'signResolution', proposalId: proposal?.id, digest: proposal?.digest, ...signed },
    ])
    end()
  })

  it('signs nothing whose digest this device cannot reckon, or whose record it does not hold', async () => {
    const { replica, signOff, end, tell } = onStage()
    const room = open.ledger.customerRoom
    if (room === null) throw new Error('the customer has no copy')
    const forged = {
      ...room,
      resolutions: room.resolutions.map((one) => ({ ...one, statement: 'You owe us.' })),
    }
    signOff.answer.setMayDecide(true)
    for (const view of [viewOf(open, { confirmed: forged }), viewOf(open, { entries: [] })]) {
      tell(view)
      signOff.answer.setMayDecide(true)
      expect(signOff.answer.canSign()).toBe(false)
      await signOff.answer.sign()
    }
    expect(signDigest).not.toHaveBeenCalled()
    expect(replica.submitted).toEqual([])
    end()
  })

  it('lets nobody sign or send back who only reads', async () => {
    const { replica, signOff, end, tell } = onStage(contact)
    tell(viewOf(open))
    signOff.answer.setMayDecide(true)
    signOff.answer.setReason({ words: 'It still fails.' })
    await signOff.answer.sign()
    await signOff.answer.sendBack()
    expect(replica.submitted).toEqual([])
    end()
  })

  it('says so where this browser can keep no key, and hands nothing in', async () => {
    const { SigningUnavailable } = await import('../../../renderer/platform/signing.ts')
    signDigest.mockRejectedValue(new SigningUnavailable())
    const { replica, signOff, end, tell } = onStage()
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined)
    tell(viewOf(open))
    signOff.answer.setMayDecide(true)
    await signOff.answer.sign()
    expect(signOff.answer.problem()).toMatch(/signing key/)
    expect(replica.submitted).toEqual([])
    end()
  })
})

describe('[RES-3] a newer version', () => {
  const twice = open.and(by(agent, resolution({ statement: 'Calls are answered again since 09:08.' })))

  it('takes the place of the one being read and asks for the consent anew', () => {
    const { signOff, end, tell } = onStage()
    tell(viewOf(open))
    signOff.answer.setMayDecide(true)
    expect([signOff.changed(), signOff.answer.canSign()]).toEqual([false, true])
    tell(viewOf(twice))
    expect([signOff.changed(), signOff.answer.mayDecide()]).toEqual([true, false])
    expect(signOff.proposal()?.version).toBe(2)
    signOff.understood()
    expect(signOff.changed()).toBe(false)
    end()
  })

  it('that comes while the key is at work leaves nothing signed', async () => {
    const { replica, signOff, end, tell } = onStage()
    tell(viewOf(open))
    signOff.answer.setMayDecide(true)
    const made = Promise.withResolvers<typeof signed>()
    signDigest.mockReturnValueOnce(made.promise)
    const signing = signOff.answer.sign()
    tell(viewOf(twice))
    made.resolve(signed)
    await signing
    expect(replica.submitted).toEqual([])
    end()
  })

  it('asks for more of a long record until the pinned entry is there', () => {
    const { replica, signOff, end, tell } = onStage()
    tell(viewOf(open, { entries: [], olderCount: 4_000 }))
    const asked = [...replica.watched].map(({ question }) => question).find(({ view }) => view === 'room')
    expect(asked).toMatchObject({ limit: 6_000 })
    tell(viewOf(open))
    expect(signOff.doubt()).toBeNull()
    end()
  })
})

describe('[RES-8] sending back', () => {
  it('needs a reason, keeps it while it is typed, and hands in the words', async () => {
    const { replica, signOff, end, tell } = onStage()
    tell(viewOf(open))
    await settled()
    await signOff.answer.sendBack()
    expect(replica.submitted).toEqual([])
    signOff.answer.setReason({ chosen: ['SMTP'] })
    signOff.answer.setReason({ words: 'Relay 3 times out.' })
    await signOff.answer.sendBack()
    expect(replica.submitted).toMatchObject([
      { type: 'rejectResolution', reason: 'SMTP still fails. Relay 3 times out.' },
    ])
    expect(signOff.answer.reason()).toEqual({ chosen: [], words: '' })
    end()
  })

  it('that is refused on this copy keeps the words and says why', async () => {
    const { replica, signOff, end, tell } = onStage()
    replica.answerSubmit = async () => ({ outcome: 'REJECTED', rejection: { code: 'ALREADY_ANSWERED' } })
    tell(viewOf(open))
    await settled()
    signOff.answer.setReason({ words: 'Relay 3 times out.' })
    await signOff.answer.sendBack()
    expect(signOff.answer.reason().words).toBe('Relay 3 times out.')
    expect(signOff.answer.problem()).toMatch(/answered first/)
    end()
  })
})
