// An alert in words, in the language that is spoken and the reader's zone: a title that says what and by when, a body
// that says what to do, whom to call and the number. The same for notification, toast and list.

import type { ClockKind } from '../../domain/incident/state.ts'
import { between, HOUR, type Instant, MINUTE } from '../../domain/time.ts'
import { alertText } from '../text/alerts.ts'
import { firstName, minutesText } from '../text/format.ts'
import { timeIn } from '../text/zones.ts'
import { elapsedText } from '../ui/clock-format.ts'
import type { Alert, AlertAction, AlertWhat } from './alert.ts'

export interface AlertWords {
  readonly title: string
  readonly body: string
}

type ClockWhat = Exclude<Extract<AlertWhat, { readonly dueAt: Instant }>, { readonly kind: 'REMINDER' }>
type Promised = Exclude<ClockKind, 'SIGN_OFF'>

/** `zone` is the reader's own. */
export function wordsOf(alert: Alert, zone: string): AlertWords {
  const { what } = alert
  switch (what.kind) {
    case 'LEFT':
    case 'LATE':
    case 'STILL_LATE':
      return { title: clockTitle(alert, what), body: clockBody(alert, what, zone) }
    case 'REMINDER':
      return what.clock === 'SIGN_OFF'
        ? {
            title: alertText.signOffWaits(alert.customer, what.minutes / (HOUR / MINUTE)),
            body: alertText.signOffWhat,
          }
        : { title: alertText.updateSuggested(alert.customer), body: alertText.suggestedWhat }
    case 'SAID': {
      const say = Object.entries(alertText.said).find(([type]) => type === what.event)?.[1]
      return {
        title: (say ?? alertText.said.other)(what.by, alert.customer, what.number),
        body: what.event === 'ResolutionProposed' ? alertText.signNeeded : alert.title,
      }
    }
    case 'MISSED':
      return { title: alertText.missed(what.entries), body: alertText.missedIn(what.rooms) }
  }
}

/** The words of a button. */
export function actionWords(alert: Alert, action: AlertAction): string {
  if (action === 'CALL') return alertText.call(firstName(alert.contact?.name ?? ''))
  if (action === 'TAKE') return alertText.take
  return alert.roomId === null ? alertText.openBoard : alertText.open
}

/** A clock that only waits for signatures promises nothing: it reminds in words of its own. */
const promisedOf = (what: ClockWhat): Promised => (what.clock === 'UPDATE' ? 'UPDATE' : 'CALLBACK')

function clockTitle({ customer, at }: Alert, what: ClockWhat): string {
  const kind = promisedOf(what)
  if (what.kind === 'LATE') return alertText.late[kind](customer, what.number)
  if (what.kind === 'STILL_LATE')
    return alertText.stillLate[kind](customer, minutesText(Math.round(between(what.dueAt, at) / MINUTE)))
  const words = what.minutes > 5 ? alertText.left.first : alertText.left.later
  return words[kind](customer, what.minutes, what.number)
}

function clockBody({ contact, title }: Alert, what: ClockWhat, zone: string): string {
  const kind = promisedOf(what)
  const due = timeIn(zone, what.dueAt, true)
  const whom = contact === null || kind === 'UPDATE' ? title : `${contact.name}, ${contact.number}`
  if (what.kind !== 'LEFT') {
    const promise = elapsedText(between(what.startedAt, what.dueAt))
    const act = kind === 'CALLBACK' ? alertText.callNow : alertText.updateNow
    const last = kind === 'CALLBACK' && contact !== null ? ` ${whom}` : ''
    return `${alertText.ended(promise, due)} ${act}${last}`
  }
  if (what.minutes > 5) return whom
  const tried = kind === 'CALLBACK' ? triedWords(what, zone) : ''
  const lead = tried === '' ? (kind === 'CALLBACK' ? `${whom}.` : '') : tried
  return `${lead} ${alertText.by(due)}`.trim()
}

function triedWords({ attempts, lastAttempt }: ClockWhat, zone: string): string {
  if (lastAttempt === null) return ''
  const { by, outcome, at } = lastAttempt
  const time = timeIn(zone, at)
  return attempts === 1
    ? alertText.triedOnce(firstName(by), time, outcome)
    : alertText.tried(firstName(by), attempts, time, outcome)
}
