// Attaching a file or an attempt log to a room, from choosing it to the entry:
//
//   choose ─▶ (evidence: JUDGING) ─▶ CHOSEN ─▶ SENDING ─▶ command in the outbox
//      └── PROBLEM: says what is wrong, keeps nothing ◀───┘
//
// The content needs the connection, unlike everything else that is written here: it goes to the server first, and only
// then is there anything for an entry to refer to. Nothing of a file is kept on this device meanwhile, and that is said.

import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { FILE_BYTES_MAX } from '../../domain/incident/conversation.ts'
import type { Audience } from '../../domain/people.ts'
import { harmlessFileName } from '../../protocol/file-name.ts'
import type { Link, Replica } from '../../replica/api.ts'
import { createSubmit } from '../live/create-submit.ts'
import { attachText } from '../text/attach.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { isLogProblem, type JudgedLog } from './attempt-log.ts'
import { readAttemptLog } from './read-attempt-log.ts'
import type { RoomFiles, Sent } from './room-files.ts'

export type AttachKind = 'FILE' | 'EVIDENCE'

/** What is about to be attached. */
export interface Chosen {
  readonly file: File
  /** As everybody will read it. */
  readonly name: string
  /** Null for a plain file. */
  readonly verdict: JudgedLog | null
  /** Whom it was chosen for: what the composer turns to meanwhile changes nothing. Evidence is always for both. */
  readonly audience: Audience
  /** Chosen while writing an internal entry: then it may be for either. */
  readonly mayChoose: boolean
}

type Stored = Extract<Sent, { readonly outcome: 'STORED' }>

export type AttachState =
  | { readonly step: 'IDLE' }
  | { readonly step: 'JUDGING'; readonly name: string; readonly share: number }
  | { readonly step: 'CHOSEN'; readonly chosen: Chosen }
  | { readonly step: 'SENDING'; readonly chosen: Chosen; readonly share: number }
  /** `words`: read where they are shown, in the language of that moment. `chosen`: may be tried again as it is. */
  | { readonly step: 'PROBLEM'; readonly words: () => string; readonly chosen: Chosen | null }

export interface Attach {
  readonly state: Accessor<AttachState>
  /** Whether a file can be brought now; if not, says why in `state`. */
  readonly begin: () => boolean
  /** `internal`: chosen while writing what the own side alone will read. */
  readonly choose: (kind: AttachKind, file: File, internal: boolean) => Promise<void>
  readonly setAudience: (audience: Audience) => void
  /** Brings the chosen file, then attaches it. */
  readonly attach: () => Promise<void>
  /** Gives up whatever is under way. */
  readonly cancel: () => void
}

export interface AttachOptions {
  readonly replica: Replica
  readonly files: Pick<RoomFiles, 'send'>
  readonly roomId: RoomId
  readonly link: Accessor<Link>
}

/** Needs an owner; what is under way is given up with it. */
export function createAttach({ replica, files, roomId, link }: AttachOptions): Attach {
  const [state, setState] = createSignal<AttachState>({ step: 'IDLE' })
  const submission = createSubmit(replica)
  let under: AbortController | null = null

  const fail = (words: () => string, chosen: Chosen | null = null) =>
    setState({ step: 'PROBLEM', words, chosen })
  const isOffline = () => link() === 'OFFLINE'

  /** Ends what was under way; the returned signal ends with what begins now. */
  function afresh(): AbortSignal {
    under?.abort()
    under = new AbortController()
    return under.signal
  }

  function cancel(): void {
    under?.abort()
    under = null
    setState({ step: 'IDLE' })
  }
  onCleanup(cancel)

  async function judge(file: File, name: string): Promise<void> {
    const signal = afresh()
    setState({ step: 'JUDGING', name, share: 0 })
    try {
      const onShare = (share: number) => !signal.aborted && setState({ step: 'JUDGING', name, share })
      const verdict = await readAttemptLog(file, { onShare, signal })
      if (signal.aborted) return
      if (isLogProblem(verdict)) fail(() => attachText.logProblem(name, verdict))
      else setState({ step: 'CHOSEN', chosen: { file, name, verdict, audience: 'SHARED', mayChoose: false } })
    } catch (error) {
      if (signal.aborted) return
      console.error(error)
      fail(() => attachText.unreadable(name))
    }
  }

  async function refer(chosen: Chosen, stored: Stored): Promise<void> {
    const id = await submission.submit(roomId, commandFor(chosen, stored))
    if (id !== null) return cancel()
    const rejection = submission.rejection()
    fail(() => (rejection === null ? attachText.notSaved : rejectionSentence(rejection)), chosen)
  }

  return {
    state,
    cancel,
    begin: () => {
      if (isOffline()) fail(() => attachText.offline)
      return !isOffline()
    },
    async choose(kind, file, internal) {
      const name = harmlessFileName(file.name)
      if (file.size > FILE_BYTES_MAX) return void fail(() => attachText.tooLarge(name, file.size))
      if (kind === 'EVIDENCE') return judge(file, name)
      afresh()
      const audience = internal ? 'INTERNAL' : 'SHARED'
      setState({ step: 'CHOSEN', chosen: { file, name, verdict: null, audience, mayChoose: internal } })
    },
    setAudience: (audience) => {
      const before = state()
      if (before.step === 'CHOSEN') setState({ step: 'CHOSEN', chosen: { ...before.chosen, audience } })
    },
    async attach() {
      const { chosen } = { chosen: null, ...state() }
      if (chosen === null || state().step === 'SENDING') return
      if (isOffline()) return void fail(() => attachText.offline, chosen)
      const signal = afresh()
      setState({ step: 'SENDING', chosen, share: 0 })
      const onShare = (share: number) => !signal.aborted && setState({ step: 'SENDING', chosen, share })
      const sent = await files.send(roomId, chosen.file, { onShare, signal })
      if (signal.aborted) return
      if (sent.outcome === 'STORED') await refer(chosen, sent)
      else fail(() => attachText.fault(sent.outcome, chosen.name), chosen)
    },
  }
}

const MEDIA_TYPE_MAX = 127

function commandFor({ file, name, verdict, audience }: Chosen, { sha256, size }: Stored): PersonCommand {
  if (verdict === null) {
    const isNamed = file.type !== '' && file.type.length <= MEDIA_TYPE_MAX
    const mediaType = isNamed ? file.type : 'application/octet-stream'
    return { type: 'attachFile', audience, name, mediaType, size, sha256 }
  }
  const { channels, eitherSeconds } = verdict
  return { type: 'attachEvidence', fileName: name, size, sha256, channels, eitherSeconds }
}
