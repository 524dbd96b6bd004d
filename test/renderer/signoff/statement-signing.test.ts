// Signing a statement: nothing is signed whose text says something else than the screen, or that pins another record than
// this copy's; the key is certified first, and where that cannot be had it is signed all the same.

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openResolution, type ResolutionProposal } from '../../../domain/incident/state.ts'
import { crypto } from '../../../protocol/crypto.ts'
import type { Entry, Reading, Readings, RoomView } from '../../../replica/api.ts'
import { createSignOff } from '../../../renderer/signoff/create-sign-off.ts'
import { certifiedName, doubtAbout, holds } from '../../../renderer/signoff/proposal-check.ts'
import { statedIn } from '../../../domain/incident/resolution-statement.ts'
import { roomOf } from '../../support/ledger.ts'
import { signatory } from '../../support/people.ts'
import { marks, sealed } from '../../support/sealed-story.ts'
import { inProgress, proposed } from '../../support/story.ts'
import { staged, StagedReplica } from './staged.ts'

const mark = { publicKey: 'key', signature: 'mark', protected: 'header' }
const signStatement = vi.hoisted(() => vi.fn())
const certifyKey = vi.hoisted(() => vi.fn())
vi.mock('../../../renderer/platform/signing.ts', () => ({
  signStatement,
  certifyKey,
  SigningUnavailable: class SigningUnavailable extends Error {},
}))

const ledger = sealed([...inProgress, proposed])
const room = roomOf(ledger)
const proposal = openResolution(room)
if (proposal?.text == null) throw new Error('the story proposes')
const { text, digest, id: proposalId, sharedSeq } = proposal
const entries = ledger.log
  .filter(({ audience }) => audience === 'SHARED')
  .map((event): Entry => ({ event, state: 'RECORDED' }))
const view: RoomView = {
  room: ledger.customerRoom,
  confirmed: ledger.customerRoom,
  entries,
  olderCount: 0,
  pending: [],
}

/** A copy whose entries have this root. */
class CopyWithRoot extends StagedReplica {
  root: string | null = statedIn(text)?.pin.root ?? null
  override async read<R extends keyof Readings>(
    reading: Extract<Reading, { read: R }>,
  ): Promise<Readings[R]> {
    expect(reading).toEqual({ read: 'root', roomId: room.id, sharedSeq })
    return this.root as Readings[R]
  }
}

async function signs(change: (copy: CopyWithRoot) => void = () => undefined) {
  const replica = new CopyWithRoot(signatory)
  change(replica)
  const { value: signOff, end } = staged(replica, 12, () => createSignOff(room.id, () => 'Halyard'))
  replica.tell('room', view)
  signOff.answer.setMayDecide(true)
  await signOff.answer.sign()
  const problem = signOff.answer.problem()
  end()
  return { submitted: replica.submitted, problem }
}

beforeEach(() => {
  signStatement.mockReset().mockResolvedValue(mark)
  certifyKey.mockReset().mockResolvedValue('CERTIFIED')
})

describe('[RES-11] a statement', () => {
  it('is signed as it is, with the key certified before', async () => {
    const { submitted } = await signs()
    expect(submitted).toEqual([{ type: 'signResolution', proposalId, digest, ...mark }])
    expect(signStatement).toHaveBeenCalledExactlyOnceWith(signatory, text, expect.any(String))
    expect(certifyKey.mock.invocationCallOrder.at(-1)).toBeLessThan(
      signStatement.mock.invocationCallOrder[0] ?? 0,
    )
  })

  it('is signed without a certificate where none can be had', async () => {
    certifyKey.mockResolvedValue('NOT_NOW')
    expect((await signs()).submitted).toHaveLength(1)
  })

  it.each([
    ['another', 'ab'.repeat(32)],
    ['no', null],
  ])('that pins %s record than this copy’s is not signed, and it says so', async (_what, root) => {
    const { submitted, problem } = await signs((copy) => (copy.root = root))
    expect(submitted).toEqual([])
    expect(signStatement).not.toHaveBeenCalled()
    expect(problem).toMatch(/another record/)
  })

  it('that says something else than the screen is doubted, whatever was changed', () => {
    const doubt = (changes: Partial<ResolutionProposal>) =>
      doubtAbout(room, { ...proposal, ...changes }, entries, crypto)
    expect(doubt({})).toBeNull()
    expect(doubt({ statement: 'Nothing happened.' })).toBe('DIGEST')
    expect(doubt({ text: text.replace('ENDED', 'WORKAROUND') })).toBe('DIGEST')
    expect(doubt({ previous: 'ab'.repeat(32) })).toBe('DIGEST')
    expect(doubt({ times: { ...proposal.times, call: null } })).toBe('DIGEST')
    const other = text.replace('Nusantara Pay', 'Tagus')
    expect(doubt({ text: other, digest: crypto.digestText(other) })).toBe('DIGEST')
    expect(doubt({ text: 'no statement', digest: crypto.digestText('no statement') })).toBe('DIGEST')
  })
})

it('[RES-12] a signature is checked on this device, and shows whether the key is certified', () => {
  const signed = (...steps: Parameters<typeof sealed>[0]) =>
    roomOf(sealed([...inProgress, proposed, ...steps])).resolutions[0]?.signatures[0]
  const certified = signed(marks(signatory))
  const bySession = signed(marks(signatory, { certificate: null }))
  if (certified === undefined || bySession === undefined) throw new Error('both sign')
  expect([holds(certified, proposal, crypto), holds(bySession, proposal, crypto)]).toEqual([true, true])
  expect(holds(certified, { ...proposal, text: `${text} ` }, crypto)).toBe(false)
  expect([certifiedName(certified), certifiedName(bySession)]).toEqual([signatory.name, null])
})
