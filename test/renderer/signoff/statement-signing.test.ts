// Signing a statement: nothing is signed whose text says something else than the screen, or that pins another record than
// this copy's; the key is certified first, and where that cannot be had it is signed all the same.

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openResolution, type ResolutionProposal } from '../../../domain/incident/state.ts'
import { crypto } from '../../../protocol/crypto.ts'
import type { Entry, Reading, Readings, RoomView } from '../../../replica/api.ts'
import { createComponent } from 'solid-js'
import { type OwnAccount, OwnAccountContext } from '../../../renderer/live/use-account.ts'
import { createSignOff, type SignOff } from '../../../renderer/signoff/create-sign-off.ts'
import { certifiedName, doubtAbout, holds } from '../../../renderer/signoff/proposal-check.ts'
import { statedIn } from '../../../domain/incident/resolution-statement.ts'
import { roomOf } from '../../support/ledger.ts'
import { signatory } from '../../support/people.ts'
import { marks, sealed } from '../../support/sealed-story.ts'
import { inProgress, proposed } from '../../support/story.ts'
import { settled, staged, StagedReplica } from './staged.ts'

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

/** What the page has of the server: only there can who is there be shown anew. */
const account = { stepUp: {}, door: {} } as unknown as OwnAccount

function onStage(replica: CopyWithRoot) {
  const stage = staged(replica, 12, () => {
    let signOff: SignOff | undefined
    createComponent(OwnAccountContext.Provider, {
      value: account,
      get children() {
        signOff = createSignOff(room.id, () => 'Halyard')
        return null
      },
    })
    if (signOff === undefined) throw new Error('the provider draws its children')
    return signOff
  })
  replica.tell('room', view)
  stage.value.answer.setMayDecide(true)
  return { answer: stage.value.answer, end: stage.end }
}

async function signs(change: (copy: CopyWithRoot) => void = () => undefined) {
  const replica = new CopyWithRoot(signatory)
  change(replica)
  const { answer, end } = onStage(replica)
  await answer.sign()
  const problem = answer.problem()
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

  it('is not signed before who is there was shown, where the certificate asks for that: then with the key', async () => {
    certifyKey.mockResolvedValue('SIGN_IN_AGAIN')
    const replica = new CopyWithRoot(signatory)
    const { answer, end } = onStage(replica)
    await answer.sign()
    expect([answer.asks(), answer.backing(), replica.submitted]).toEqual([true, 'ASKS', []])
    expect(signStatement).not.toHaveBeenCalled()

    certifyKey.mockResolvedValue('CERTIFIED')
    await answer.sign('CONFIRMED')
    expect([answer.asks(), answer.backing()]).toEqual([false, 'DEVICE_KEY'])
    expect(replica.submitted).toHaveLength(1)
    end()
  })

  it('is signed by the session alone when its person would rather not show who they are, and says so', async () => {
    certifyKey.mockResolvedValue('SIGN_IN_AGAIN')
    const replica = new CopyWithRoot(signatory)
    const { answer, end } = onStage(replica)
    await answer.sign()
    await answer.sign('BY_SESSION')
    expect(replica.submitted).toHaveLength(1)
    end()
  })

  it('says before it is signed what vouches for it: the key, the sign-in alone, or a question first', async () => {
    for (const [found, backing] of [
      ['CERTIFIED', 'DEVICE_KEY'],
      ['NOT_NOW', 'SESSION'],
      ['SIGN_IN_AGAIN', 'ASKS'],
    ] as const) {
      certifyKey.mockResolvedValue(found)
      const { answer, end } = onStage(new CopyWithRoot(signatory))
      await settled()
      expect(answer.backing()).toBe(backing)
      end()
    }
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
