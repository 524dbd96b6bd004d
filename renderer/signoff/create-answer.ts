// The person's answer to a proposal: yes with a signature made on this device, or no with a reason. Nothing is signed
// that this device could not check, and the reason is kept on every key stroke.

import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { CommandId, RoomId } from '../../domain/ids.ts'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import { createDraft } from '../live/create-draft.ts'
import { createSubmit, type Submission } from '../live/create-submit.ts'
import { useOwnAccount } from '../live/use-account.ts'
import { useReplica } from '../live/use-replica.ts'
import { SigningUnavailable } from '../platform/signing.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { signoffText } from '../text/signoff.ts'
import { type Backing, createMarks, type Manner } from './create-marks.ts'
import type { Doubt } from './proposal-check.ts'
import { type Reason, reasonFrom, reasonText } from './reason.ts'
import type { Standing } from './standing.ts'

export type Choice = 'YES' | 'NO'

export interface Answer {
  readonly choice: Accessor<Choice>
  readonly choose: (choice: Choice) => void
  /** "I may decide this": said anew for every version. */
  readonly mayDecide: Accessor<boolean>
  readonly setMayDecide: (may: boolean) => void
  readonly reason: Accessor<Reason>
  readonly setReason: (changes: Partial<Reason>) => void
  readonly canSign: Accessor<boolean>
  readonly canSendBack: Accessor<boolean>
  readonly busy: Accessor<boolean>
  /** Why the last try led to nothing. */
  readonly problem: Accessor<string | null>
  /** What vouches for a signature made now. */
  readonly backing: Accessor<Backing>
  /** Who is there is asked before this device's key signs. */
  readonly asks: Accessor<boolean>
  /** `manner`: FIRST_ASK unless given. */
  sign(manner?: Manner): Promise<void>
  sendBack(): Promise<void>
  /** Takes back what has not left, or puts away what was refused. */
  discard(id: CommandId): void
  /** Another version is to be read: the answer starts anew; a typed reason stays. */
  begin(): void
}

export interface AnswerOptions {
  readonly roomId: RoomId
  readonly proposal: Accessor<ResolutionProposal | null>
  readonly standing: Accessor<Standing>
  readonly doubt: Accessor<Doubt | null>
}

const DRAFT = 'sign-off'

type Trouble = 'NO_KEY' | 'OTHER_RECORD'

/** Needs an owner under a ReplicaProvider. */
export function createAnswer({ roomId, proposal, standing, doubt }: AnswerOptions): Answer {
  const replica = useReplica('SignOffPage')
  const draft = createDraft(
    replica,
    () => roomId,
    () => DRAFT,
  )
  const submission = createSubmit(replica)
  const [choice, setChoice] = createSignal<Choice>('YES')
  const [mayDecide, setMayDecide] = createSignal(false)
  const [signing, setSigning] = createSignal(false)
  const [trouble, setTrouble] = createSignal<Trouble | null>(null)
  const [asks, setAsks] = createSignal(false)
  /** Without a way to the server's account nobody could be asked. */
  const canAsk = useOwnAccount() !== null
  const marks = createMarks(roomId, () => standing().kind === 'CHOOSE' && proposal()?.text !== null)
  const reason = createMemo(() => reasonFrom(draft.content()))
  const mayChoose = () => standing().kind === 'CHOOSE' && !signing() && !submission.busy()
  const canSign = () => mayChoose() && mayDecide() && doubt() === null
  const canSendBack = () => mayChoose() && reasonText(reason()) !== ''

  async function signed(read: ResolutionProposal, manner: Manner): Promise<void> {
    const { id: proposalId, digest } = read
    const made = await marks.make(read, canAsk ? manner : 'BY_SESSION')
    setAsks(made === 'ASKS')
    if (made === 'ASKS') return
    if (made === 'OTHER_RECORD') return void setTrouble('OTHER_RECORD')
    // A newer version may have come while the key was made: then nothing is signed.
    if (proposal()?.id !== proposalId) return
    await submission.submit(roomId, { type: 'signResolution', proposalId, digest, ...made })
  }

  return {
    choice,
    choose(next) {
      submission.clear()
      setChoice(next)
    },
    mayDecide,
    setMayDecide,
    reason,
    setReason(changes) {
      submission.clear()
      draft.set(JSON.stringify({ ...reason(), ...changes }))
    },
    canSign,
    canSendBack,
    busy: () => signing() || submission.busy(),
    problem: () => problemWords(trouble(), submission),
    backing: marks.backing,
    asks,
    async sign(manner = 'FIRST_ASK') {
      const read = proposal()
      if (read === null || !canSign()) return
      setSigning(true)
      setTrouble(null)
      try {
        await signed(read, manner)
      } catch (fault) {
        if (!(fault instanceof SigningUnavailable)) throw fault
        console.error(fault)
        setTrouble('NO_KEY')
      } finally {
        setSigning(false)
      }
    },
    async sendBack() {
      const read = proposal()
      if (read === null || !canSendBack()) return
      const command = { type: 'rejectResolution', proposalId: read.id, reason: reasonText(reason()) } as const
      if ((await submission.submit(roomId, command)) === null) return
      draft.drop()
      // The next version is answered from the start.
      setChoice('YES')
    },
    discard: (id) => void replica.discard(id).catch(console.error),
    begin() {
      submission.clear()
      setTrouble(null)
      setAsks(false)
      setMayDecide(false)
    },
  }
}

function problemWords(trouble: Trouble | null, submission: Submission): string | null {
  if (trouble === 'NO_KEY') return signoffText.noKey
  if (trouble === 'OTHER_RECORD') return signoffText.doubts.RECORD
  const said = submission.rejection()
  if (said !== null) return rejectionSentence(said)
  return submission.failed() ? signoffText.notSaved : null
}
