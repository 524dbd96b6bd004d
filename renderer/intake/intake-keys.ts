// The keys of the intake: a call is taken without a mouse. Alt chords go by the place of the key, since Option types
// letters on some keyboards.

import type { RoomId } from '../../domain/ids.ts'
import type { Failing } from '../../domain/incident/intake.ts'
import { isSendKey } from '../ui/send-key.ts'
import type { Intake } from './create-intake.ts'
import { toggleFailing } from './FailingNow.tsx'
import { answerDifferent } from './OpenRoomQuestion.tsx'

export interface IntakeKeysOptions {
  readonly intake: Intake
  readonly page: () => HTMLElement | undefined
  readonly onStart: () => void
  readonly onSame: (id: RoomId) => void
  readonly onLanguage: () => void
  readonly onLeave: () => void
}

const FAILING_KEYS: Readonly<Record<string, Failing>> = { KeyA: 'API', KeyS: 'SMTP', KeyO: 'SOME' }

/** A listener for keydown on the document. */
export function intakeKeys(options: IntakeKeysOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.defaultPrevented) return
    if (handled(event, options)) event.preventDefault()
  }
}

function handled(event: KeyboardEvent, options: IntakeKeysOptions): boolean {
  if (event.key === 'Enter') return enter(event, options)
  if (event.altKey && !event.ctrlKey && !event.metaKey) return chord(event.code, options)
  if (event.key !== 'F2' && event.key !== 'Escape') return false
  if (event.key === 'F2') options.onLanguage()
  else options.onLeave()
  return true
}

/** Enter goes on to the next question; with Ctrl or Cmd it starts the clock; with Shift it is a new line. */
function enter(event: KeyboardEvent, { page, onStart }: IntakeKeysOptions): boolean {
  if (isSendKey(event)) {
    onStart()
    return true
  }
  const from = event.target
  if (event.shiftKey || !(from instanceof HTMLElement) || !from.matches('[data-asked]:not(button)'))
    return false
  const stops = [...(page()?.querySelectorAll<HTMLElement>('[data-asked]:not(:disabled)') ?? [])]
  stops[stops.indexOf(from) + 1]?.focus()
  return true
}

function chord(code: string, { intake, onSame }: IntakeKeysOptions): boolean {
  const failing = FAILING_KEYS[code]
  if (failing !== undefined) {
    toggleFailing(intake, failing)
    return true
  }
  const asked = intake.rooms().toAsk
  const room = asked.find(({ id }) => !intake.form().separateFrom.includes(id)) ?? asked[0]
  if (room === undefined || (code !== 'KeyJ' && code !== 'KeyD')) return false
  if (code === 'KeyJ') onSame(room.id)
  else answerDifferent(intake, room.id)
  return true
}
