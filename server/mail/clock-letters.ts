// Letters about clocks and escalations, to the provider's people that the law names (domain/incident/telling.ts). They are
// handed in by the very work that stores their event, so that there is one for each event and person, whatever restarts;
// its name follows from both, so that one that goes out twice is known as the same (I14). What a letter says is written
// when it goes out: nothing of an account lies in the outbox.

import { toEventId, toPersonId, toRoomId, uuidFromDigest } from '../../domain/ids.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { ClockKind, Room } from '../../domain/incident/state.ts'
import { targetsOf, toldPeople } from '../../domain/incident/telling.ts'
import { DAY, type Instant, MINUTE, plus } from '../../domain/time.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import type { Mail } from '../auth/identity.ts'
import type { Config } from '../config.ts'
import { nativeCrypto as crypto } from '../sha256.ts'
import type { StoreTransaction } from '../store/event-store.ts'
import { type ClockCase, clockLetter, type LetterText } from './letters.ts'

/** A warning says what is to come: after this it has come, and a breach has told so. */
const WARNING_LIFE = 30 * MINUTE
const LIFE = DAY

/** What is to be handed in with these new events of a room; asked before anything is written, which may be dearer after. */
export async function lettersFor(
  tx: Pick<StoreTransaction, 'account' | 'people'>,
  room: Room | null,
  fresh: readonly RecordedEvent[],
  now: Instant,
): Promise<readonly Mail[]> {
  const telling = fresh.filter((event) => targetsOf(event).length > 0)
  if (room === null || telling.length === 0) return []
  const account = await tx.account(room.accountId)
  const people = await tx.people()
  const letters = new Map<string, Mail>()
  for (const event of telling)
    for (const { id, email } of toldPeople(room, account, event, people)) {
      // Of steps of one clock that passed unseen the last one alone: those before it say nothing new.
      const about = 'clockId' in event.body ? (event.body.clockId ?? event.id) : event.id
      if (email !== null) letters.set(`${about} ${id}`, letterOf(room, event, { id, email }, now))
    }
  return [...letters.values()]
}

const letterOf = (
  room: Room,
  event: RecordedEvent,
  { id, email }: { readonly id: string; readonly email: string },
  now: Instant,
): Mail => ({
  id: uuidFromDigest(crypto.digest(['letter', event.id, id])),
  kind: 'CLOCK',
  recipient: email,
  about: [room.id, event.id, id].join(' '),
  tries: 0,
  nextTryAt: now,
  expiresAt: plus(now, event.body.type === 'ClockWarned' ? WARNING_LIFE : LIFE),
})

/** For the outbox: null for a letter that is of no use any more, or whose reader may not have it any more. */
export const writerOfClockLetters =
  ({ publicUrl }: Pick<Config, 'publicUrl'>) =>
  async (tx: IdentityTransaction, mail: Mail): Promise<LetterText | null> => {
    const [room = '', entry = '', reader = ''] = mail.about.split(' ')
    const roomId = toRoomId(room)
    const head = await tx.roomHead(roomId)
    const event = await tx.event(roomId, toEventId(entry))
    const person = await tx.actor(toPersonId(reader))
    const about = event === null ? null : caseOf(event)
    if (head === null || about === null || person?.party !== 'PROVIDER') return null
    if (!head.isLive && about.kind !== 'ESCALATED' && about.kind !== 'LATE') return null
    return clockLetter(about, {
      ticket: head.summary.ticket,
      customer: (await tx.account(head.accountId))?.name ?? '',
      timeZone: person.timeZone,
      link: publicUrl === null ? null : `${publicUrl}/#/rooms/${roomId}?entry=${entry}`,
      isRepeat: mail.tries > 0,
    })
  }

function caseOf({ body, actor, recordedAt }: RecordedEvent): ClockCase | null {
  if (body.type === 'Escalated') return { kind: 'ESCALATED', by: actor.name, at: recordedAt }
  if (body.type === 'ClockBreached') return lateCase(body.kind, body.dueAt)
  if (body.type !== 'ClockWarned') return null
  const { kind: clock, step, dueAt } = body
  if (dueAt === null || step.startsWith('REMIND')) return { kind: 'REMINDER', clock }
  return step.startsWith('WARN_') ? { kind: 'DUE', clock, at: dueAt } : lateCase(clock, dueAt)
}

const lateCase = (clock: ClockKind, at: Instant): ClockCase => ({ kind: 'LATE', clock, at })
