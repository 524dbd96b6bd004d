// What is on the intake form, as plain data: how a kept draft becomes a form again, when the clock can start, and the
// command the form leads to. No screen and no clock of its own.

import type { Account } from '../../domain/account.ts'
import { type AccountId, type RoomId, toAccountId, toRoomId } from '../../domain/ids.ts'
import type { Failing, TakeIntake } from '../../domain/incident/intake.ts'
import { CALLBACK_PROMISE, INTAKE_ENTRY_MAX } from '../../domain/incident/promises.ts'
import { between, type Instant, parseInstant, plus } from '../../domain/time.ts'
import type { AccountRooms } from './account-rooms.ts'

/** Which ticket the call belongs to: one of them, none, or not said yet (then the only one there is). */
export type TicketChoice = RoomId | 'NONE' | null

export interface IntakeForm {
  readonly company: string
  /** Chosen by hand, where several accounts match or none does; wins over every match. */
  readonly accountId: AccountId | null
  readonly contactName: string
  readonly contactPhone: string
  readonly contactEmail: string
  readonly description: string
  readonly failing: readonly Failing[]
  /** When the call was answered. */
  readonly receivedAt: Instant
  readonly ticket: TicketChoice
  /** Live rooms that the caller said are another outage. */
  readonly separateFrom: readonly RoomId[]
  /** The room this intake opens where no ticket is linked: made once, so that one call never opens two. */
  readonly newRoomId: RoomId
}

export type TextField = 'company' | 'contactName' | 'contactPhone' | 'contactEmail' | 'description'

export const TEXT_FIELDS: readonly TextField[] = [
  'company',
  'contactName',
  'contactPhone',
  'contactEmail',
  'description',
]

const FAILING: readonly Failing[] = ['API', 'SMTP', 'SOME']

export const blankForm = (receivedAt: Instant, newRoomId: RoomId): IntakeForm => ({
  company: '',
  accountId: null,
  contactName: '',
  contactPhone: '',
  contactEmail: '',
  description: '',
  failing: [],
  receivedAt,
  ticket: null,
  separateFrom: [],
  newRoomId,
})

/** A kept draft as a form; what cannot be read in it is as in `blank`, so that a draft never stops the page. */
export function formFrom(content: string | null, blank: IntakeForm): IntakeForm {
  const kept = parsed(content)
  if (kept === null) return blank
  const words = (field: TextField): string => (typeof kept[field] === 'string' ? kept[field] : blank[field])
  const ids = (value: unknown): readonly RoomId[] => texts(value).map(toRoomId)
  return {
    company: words('company'),
    accountId: typeof kept['accountId'] === 'string' ? toAccountId(kept['accountId']) : null,
    contactName: words('contactName'),
    contactPhone: words('contactPhone'),
    contactEmail: words('contactEmail'),
    description: words('description'),
    failing: FAILING.filter((what) => texts(kept['failing']).includes(what)),
    receivedAt:
      typeof kept['receivedAt'] === 'string'
        ? (parseInstant(kept['receivedAt']) ?? blank.receivedAt)
        : blank.receivedAt,
    ticket: ticketFrom(kept['ticket']),
    separateFrom: ids(kept['separateFrom']),
    newRoomId: typeof kept['newRoomId'] === 'string' ? toRoomId(kept['newRoomId']) : blank.newRoomId,
  }
}

/** Whether nothing was typed or said yet. */
export const isBlank = (form: IntakeForm): boolean =>
  TEXT_FIELDS.every((field) => form[field].trim() === '') && form.failing.length === 0

/** The clock can start as soon as it is known who called and where to call back (CRI-3, CRI-4). */
export const canStart = (form: IntakeForm, account: Account | null): boolean =>
  account !== null && form.company.trim() !== '' && form.contactPhone.trim() !== ''

/** The callback is due fifteen minutes after the call was answered, whenever the form is saved (INT-5). */
export const callbackDue = (form: IntakeForm): Instant => plus(form.receivedAt, CALLBACK_PROMISE)

/** Whether the call was answered too long ago for its clock to be started now (INT-5). */
export const isTooOld = (form: IntakeForm, now: Instant): boolean =>
  between(form.receivedAt, now) > INTAKE_ENTRY_MAX

/** The essentials that are still to be asked on the callback (CRI-3). */
export const toBeAsked = (form: IntakeForm): readonly TextField[] =>
  TEXT_FIELDS.filter((field) => form[field].trim() === '')

/** The intake that the form leads to, and the room it goes to: the linked ticket or a new one. */
export function intakeOf(
  form: IntakeForm,
  account: Account,
  rooms: AccountRooms,
): { readonly roomId: RoomId; readonly command: TakeIntake } {
  const unlinked = form.ticket === null ? [] : rooms.tickets.filter(({ id }) => id !== rooms.linked?.id)
  const separate = [...unlinked, ...rooms.toAsk].filter(
    ({ id }) => form.separateFrom.includes(id) || unlinked.some((ticket) => ticket.id === id),
  )
  return {
    roomId: rooms.linked?.id ?? form.newRoomId,
    command: {
      type: 'takeIntake',
      accountId: account.id,
      company: form.company,
      contactName: orNull(form.contactName),
      contactPhone: form.contactPhone,
      contactEmail: orNull(form.contactEmail),
      description: orNull(form.description),
      receivedAt: form.receivedAt,
      failing: [...form.failing],
      title: null,
      separateFrom: separate.map(({ id }) => id),
    },
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

function parsed(content: string | null): Readonly<Record<string, unknown>> | null {
  if (content === null) return null
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []

const ticketFrom = (value: unknown): TicketChoice => {
  if (typeof value !== 'string') return null
  return value === 'NONE' ? 'NONE' : toRoomId(value)
}
