// The intake form alive: the kept draft, the account that fits, the rooms of that account, and handing it in. One for
// a page; its parts read and change it.

import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import { type RoomId, toRoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import type { Rejection } from '../../domain/result.ts'
import { type Instant, instantAt } from '../../domain/time.ts'
import { createDraft } from '../live/create-draft.ts'
import { createLive } from '../live/create-live.ts'
import { createSubmit } from '../live/create-submit.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { newId } from '../platform/new-id.ts'
import { intakeProblem } from '../text/intake.ts'
import { rejectionSentence } from '../text/rejections.ts'
import type { Zones } from '../text/zones.ts'
import { accountRooms, type AccountRooms, unanswered } from './account-rooms.ts'
import { type CallerMatch, contactNamed, contactsOf, matchCaller } from './caller-match.ts'
import { blankForm, canStart, formFrom, intakeOf, isBlank, type IntakeForm } from './intake-form.ts'

export interface Intake {
  readonly me: Person
  readonly now: Accessor<Instant>
  readonly people: Accessor<readonly Person[]>
  readonly accounts: Accessor<readonly Account[]>
  readonly form: Accessor<IntakeForm>
  readonly isBlank: Accessor<boolean>
  readonly match: Accessor<CallerMatch>
  readonly contacts: Accessor<readonly Person[]>
  readonly rooms: Accessor<AccountRooms>
  /** Rooms that the caller has not been asked about. */
  readonly open: Accessor<readonly Room[]>
  /** The representative's zone and the caller's. */
  readonly zones: Accessor<Zones>
  readonly ready: Accessor<boolean>
  readonly busy: Accessor<boolean>
  /** The open-room question stands in the way of the clock now. */
  readonly mustAsk: Accessor<boolean>
  /** What is wrong with a field, by its name in the command; "accountId" is the company's. */
  readonly problem: (field: string) => string | undefined
  /** What is wrong and belongs to no field. */
  readonly complaint: Accessor<string | null>
  readonly failed: Accessor<boolean>
  change(changes: Partial<IntakeForm>): void
  /** Writes the company out as its account is called, once it is known. */
  completeCompany(): void
  /** Fills empty phone and e-mail with what the contact list says of the person named. */
  fillFromContact(): void
  /** Throws the draft away: another caller is on the line. */
  startOver(): void
  /** Resolves to the room when the intake is on disk, else to null. */
  start(): Promise<RoomId | null>
}

const FORM = 'intake'

/** Needs an owner under a ReplicaProvider. */
export function createIntake(): Intake {
  const me = useMe('IntakePage')
  const now = useNow('IntakePage')
  const directory = useDirectory('IntakePage')
  const submission = createSubmit(useReplica('IntakePage'))
  const { rejection } = submission
  const { form, change, startOver } = createForm()
  const caller = createCaller(form)
  const { match, contacts, rooms, open } = caller
  const changed = (changes: Partial<IntakeForm>): void => {
    submission.clear()
    change(changes)
  }
  const restart = (): void => {
    submission.clear()
    startOver()
  }
  return {
    ...caller,
    me,
    now,
    people: directory.people,
    accounts: directory.accounts,
    form,
    isBlank: () => isBlank(form()),
    zones: createMemo(() => ({ own: me.timeZone, other: match().account?.timeZone ?? null })),
    ready: () => canStart(form(), match().account),
    busy: submission.busy,
    mustAsk: () => rejection()?.code === 'OPEN_ROOM_EXISTS' && open().length > 0,
    problem: (field) => fieldProblem(rejection(), field),
    complaint: () => complaintOf(rejection(), open().length),
    failed: submission.failed,
    change: changed,
    completeCompany() {
      const { account } = match()
      const typed = form().company.trim()
      if (account !== null && isShortFor(typed, account) && typed !== account.name)
        changed({ company: account.name })
    },
    fillFromContact() {
      const known = contactNamed(contacts(), form().contactName)
      if (known === null) return
      const phone = form().contactPhone === '' ? (known.phone ?? '') : form().contactPhone
      const email = form().contactEmail === '' ? (known.email ?? '') : form().contactEmail
      if (phone !== form().contactPhone || email !== form().contactEmail)
        changed({ contactPhone: phone, contactEmail: email })
    },
    startOver: restart,
    async start() {
      const { account } = match()
      if (account === null || !canStart(form(), account)) return null
      const { roomId, command } = intakeOf(form(), account, rooms())
      const saved = await submission.submit(roomId, command)
      if (saved === null) return null
      restart()
      return roomId
    },
  }
}

/** The form and its kept draft. */
function createForm() {
  const status = useStatus('IntakePage')
  const draft = createDraft(
    useReplica('IntakePage'),
    () => FORM,
    () => FORM,
  )
  // The call was answered when the page was opened, by this computer's clock; how that clock is off may be known only
  // later. The room id is made once, so that one call opens one room.
  const fresh = () => ({ atMs: Date.now(), roomId: toRoomId(newId()) })
  const [opened, setOpened] = createSignal(fresh())
  const blank = createMemo(() => blankForm(instantAt(opened().atMs + status().offsetMs), opened().roomId))
  const form = createMemo(() => formFrom(draft.content(), blank()))
  // A draft in which nothing was typed is no call: the time starts anew.
  createEffect(
    on(draft.restored, (restored) => {
      if (restored && draft.content() !== null && isBlank(form())) draft.drop()
    }),
  )
  return {
    form,
    change: (changes: Partial<IntakeForm>) => draft.set(JSON.stringify({ ...form(), ...changes })),
    startOver: () => {
      setOpened(fresh())
      draft.drop()
    },
  }
}

/** Who calls, as far as the form says it, and the rooms of that company. */
function createCaller(form: Accessor<IntakeForm>) {
  const directory = useDirectory('IntakePage')
  const board = createLive<'board'>(useReplica('IntakePage'), () => ({ view: 'board' }))
  const match = createMemo(() => matchCaller(form(), directory.accounts()))
  const all = createMemo(() => board()?.rows.map(({ room }) => room) ?? [])
  const rooms = createMemo(() => accountRooms(all(), match().account?.id ?? null, form().ticket))
  return {
    match,
    contacts: createMemo(() => contactsOf(directory.people(), match().account)),
    rooms,
    open: createMemo(() => unanswered(rooms(), form().ticket, form().separateFrom)),
  }
}

/** The beginning of the account's name, or its number. */
function isShortFor(typed: string, account: Account): boolean {
  const word = typed.toLowerCase()
  return word !== '' && (account.name.toLowerCase().startsWith(word) || account.number.toLowerCase() === word)
}

function fieldProblem(rejection: Rejection | null, field: string): string | undefined {
  if (rejection?.code !== 'INVALID_INPUT' || rejection.field !== field) return undefined
  return intakeProblem(field, rejection.problem) ?? rejectionSentence(rejection)
}

const FIELDS: readonly string[] = [
  'accountId',
  'company',
  'contactName',
  'contactPhone',
  'contactEmail',
  'description',
  'receivedAt',
]

/** An open room is asked about at the side, and what is wrong with a field is said there. */
function complaintOf(rejection: Rejection | null, open: number): string | null {
  if (rejection === null) return null
  if (rejection.code === 'INVALID_INPUT' && FIELDS.includes(rejection.field)) return null
  if (rejection.code === 'OPEN_ROOM_EXISTS' && open > 0) return null
  return rejectionSentence(rejection)
}
