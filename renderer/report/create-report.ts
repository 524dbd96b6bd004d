// The report form alive: its kept draft and handing it in.

import { createMemo } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import { type AccountId, type RoomId, toAccountId, toRoomId } from '../../domain/ids.ts'
import type { ReportChannel } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { createDraft } from '../live/create-draft.ts'
import { createSubmit } from '../live/create-submit.ts'
import { useDirectory, useMe, useReplica } from '../live/use-replica.ts'
import { newId } from '../platform/new-id.ts'
import { rejectionSentence } from '../text/rejections.ts'

/** A call is no report: it is taken as an intake (REP-3). */
export type WrittenChannel = Exclude<ReportChannel, 'HOTLINE'>

export interface ReportForm {
  readonly accountId: string
  readonly channel: WrittenChannel
  readonly title: string
  readonly description: string
  /** Who of the customer reported it; empty where the customer reports. */
  readonly contactName: string
  /** The room this report opens; made once, so that one report never opens two. */
  readonly newRoomId: string
}

export interface Report {
  readonly me: Person
  readonly accounts: () => readonly Account[]
  readonly form: () => ReportForm
  readonly isBlank: () => boolean
  readonly ready: () => boolean
  readonly busy: () => boolean
  readonly failed: () => boolean
  /** What is wrong with a field. */
  readonly problem: (field: keyof ReportForm) => string | undefined
  /** What is wrong and belongs to no field. */
  readonly complaint: () => string | null
  change(changes: Partial<ReportForm>): void
  /** Resolves to the room when the report is on disk, else to null. */
  send(): Promise<RoomId | null>
}

const FORM = 'report'
const SHOWN: readonly string[] = ['accountId', 'contactName', 'title', 'description']

/** Needs an owner under a ReplicaProvider. */
export function createReport(): Report {
  const replica = useReplica('ReportPage')
  const me = useMe('ReportPage')
  const { accounts } = useDirectory('ReportPage')
  const draft = createDraft(
    replica,
    () => FORM,
    () => FORM,
  )
  const submission = createSubmit(replica)
  const blank: ReportForm = {
    accountId: '',
    channel: me.party === 'CUSTOMER' ? 'DASHBOARD' : 'EMAIL',
    title: '',
    description: '',
    contactName: '',
    newRoomId: newId(),
  }
  const form = createMemo(() => formFrom(draft.content(), blank))
  /** A customer reports for the own company; the provider chooses one. */
  const accountId = (): AccountId | null =>
    me.accountId ?? (form().accountId === '' ? null : toAccountId(form().accountId))
  return {
    me,
    accounts,
    form,
    isBlank: () => form().title.trim() === '' && form().description.trim() === '',
    ready: () => accountId() !== null && form().title.trim() !== '' && form().description.trim() !== '',
    busy: submission.busy,
    failed: submission.failed,
    problem(field) {
      const said = submission.rejection()
      return said?.code === 'INVALID_INPUT' && said.field === field ? rejectionSentence(said) : undefined
    },
    complaint() {
      const said = submission.rejection()
      if (said === null || (said.code === 'INVALID_INPUT' && SHOWN.includes(said.field))) return null
      return rejectionSentence(said)
    },
    change(changes) {
      submission.clear()
      draft.set(JSON.stringify({ ...form(), ...changes }))
    },
    async send() {
      const account = accountId()
      if (account === null) return null
      const { channel, title, description, newRoomId } = form()
      const contactName = form().contactName.trim() || null
      const roomId = toRoomId(newRoomId)
      const fields = { accountId: account, channel, title, description, contactName }
      const command = { type: 'reportIssue', ...fields } as const
      const saved = await submission.submit(roomId, command)
      if (saved === null) return null
      draft.drop()
      return roomId
    },
  }
}

function formFrom(content: string | null, blank: ReportForm): ReportForm {
  if (content === null) return blank
  try {
    const kept = JSON.parse(content) as Partial<Record<keyof ReportForm, unknown>> | null
    const text = (field: keyof ReportForm): string =>
      typeof kept?.[field] === 'string' ? kept[field] : blank[field]
    return {
      accountId: text('accountId'),
      channel: kept?.channel === 'EMAIL' || kept?.channel === 'DASHBOARD' ? kept.channel : blank.channel,
      title: text('title'),
      description: text('description'),
      contactName: text('contactName'),
      newRoomId: text('newRoomId'),
    }
  } catch {
    return blank
  }
}
