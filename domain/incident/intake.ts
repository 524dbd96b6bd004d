// Hotline intake: a representative takes the essentials of a Severity-1 call (CRI-3) and the 15-minute callback
// clock starts at the moment the call was answered (CRI-4). Rules INT-n.

import type { AccountId, RoomId } from '../ids.ts'
import {
  firstOf,
  invalid,
  NAME_MAX,
  optionalEmail,
  optionalText,
  requirePast,
  requireText,
  TEXT_MAX,
  TITLE_MAX,
  toE164,
} from '../input.ts'
import { accept, type Decision, reject, type Rejection } from '../result.ts'
import type { Instant, Millis } from '../time.ts'
import type { Account } from '../account.ts'
import { startClock } from './clocks.ts'
import type { Context } from './context.ts'
import { CALLBACK_PROMISE, INTAKE_ENTRY_MAX } from './promises.ts'
import type { Recorded } from './recorded.ts'
import { type IssueReported, issueReported, reporterOnBehalf } from './report.ts'
import type { Room } from './state.ts'

/** What the caller knows to be failing at the time of the call. */
export type Failing = 'API' | 'SMTP' | 'SOME'

export interface TakeIntake {
  readonly type: 'takeIntake'
  readonly accountId: AccountId
  readonly company: string
  readonly contactName: string | null
  /** As typed; national form gets the account's calling code. */
  readonly contactPhone: string
  readonly contactEmail: string | null
  readonly description: string | null
  /** When the call was answered. */
  readonly receivedAt: Instant
  readonly failing: readonly Failing[]
  /** Short name of the issue where no ticket exists yet; made from the description when null. */
  readonly title: string | null
  /** Live rooms of the account that the caller said are another outage (INT-4). */
  readonly separateFrom: readonly RoomId[]
}

export interface IntakeTaken {
  readonly type: 'IntakeTaken'
  readonly company: string
  readonly contactName: string | null
  readonly contactPhone: string
  readonly contactPhoneTyped: string
  readonly contactEmail: string | null
  readonly description: string | null
  readonly receivedAt: Instant
  readonly failing: readonly Failing[]
  /** The promise this clock runs by, in milliseconds: pinned, so that later terms never rewrite it. */
  readonly promise: Millis
}

/** Without a ticket the intake opens the room itself, reported by the caller over the hotline. */
export function decideIntake(
  room: Room | null,
  command: TakeIntake,
  ctx: Context,
): Decision<IssueReported | IntakeTaken> {
  const { account } = ctx
  if (account === null) return reject(invalid('accountId', 'NOT_FOUND'))
  if (room !== null && room.accountId !== command.accountId)
    return reject(invalid('accountId', 'NOT_ALLOWED'))
  const wrong = firstOf(checkFields(command, ctx), checkHotline(account), checkOtherRooms(command, ctx))
  if (wrong !== null) return reject(wrong)
  const phone = toE164(command.contactPhone, account.callingCode)
  if (phone === null) return reject(invalid('contactPhone', 'NOT_A_PHONE'))
  const taken = { audience: 'SHARED', body: intakeTaken(command, phone) } as const
  if (room !== null) return accept(taken)
  const title = titleFor(command)
  const text = { title, description: blankToNull(command.description) ?? title }
  const reporter = reporterOnBehalf(command.contactName?.trim() || command.company.trim())
  return accept<IssueReported | IntakeTaken>(
    { audience: 'SHARED', body: issueReported(ctx, account.name, 'HOTLINE', reporter, text) },
    taken,
  )
}

export function evolveIntake(room: Room, event: Recorded<IntakeTaken>): Room {
  const { type: _type, failing: _failing, promise, ...intake } = event.body
  const next = { ...room, intake: { ...intake, recordedAt: event.recordedAt, takenBy: event.actor } }
  return startClock(next, 'CALLBACK', event.body.receivedAt, promise)
}

function checkFields(command: TakeIntake, ctx: Context): Rejection | null {
  return firstOf(
    requireText('company', command.company, NAME_MAX),
    optionalText('contactName', command.contactName, NAME_MAX),
    requireText('contactPhone', command.contactPhone, 40),
    optionalEmail('contactEmail', command.contactEmail),
    optionalText('description', command.description, TEXT_MAX),
    optionalText('title', command.title, TITLE_MAX),
    requirePast('receivedAt', command.receivedAt, ctx.now, INTAKE_ENTRY_MAX),
  )
}

const checkHotline = (account: Account): Rejection | null =>
  account.hotline ? null : invalid('accountId', 'NOT_ALLOWED')

/** One outage, one room: another live room must have been asked about (INT-4). */
function checkOtherRooms(command: TakeIntake, ctx: Context): Rejection | null {
  const rooms = ctx.openRooms.filter((open) => !command.separateFrom.includes(open.roomId))
  return rooms.length === 0 ? null : { code: 'OPEN_ROOM_EXISTS', rooms }
}

const blankToNull = (text: string | null): string | null => (text?.trim() ? text.trim() : null)

const intakeTaken = (command: TakeIntake, phone: string): IntakeTaken => ({
  type: 'IntakeTaken',
  company: command.company.trim(),
  contactName: blankToNull(command.contactName),
  contactPhone: phone,
  contactPhoneTyped: command.contactPhone.trim(),
  contactEmail: blankToNull(command.contactEmail),
  description: blankToNull(command.description),
  receivedAt: command.receivedAt,
  failing: [...new Set(command.failing)],
  promise: CALLBACK_PROMISE,
})

/** The first sentence of what the caller said serves as a name until somebody gives a better one. */
function titleFor(command: TakeIntake): string {
  const given = blankToNull(command.title)
  if (given !== null) return given
  const sentence =
    (command.description ?? '')
      .split(/(?<=[.!?])\s|\n/)[0]
      ?.trim()
      .replace(/[.]$/, '') ?? ''
  if (sentence === '') return `Hotline call from ${command.company.trim()}`.slice(0, TITLE_MAX)
  const characters = Array.from(sentence)
  return characters.length <= 90 ? sentence : `${characters.slice(0, 89).join('').trimEnd()}…`
}
