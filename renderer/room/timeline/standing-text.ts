// The text that stands for an entry now: the last correction, or what was first said.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { Later } from './timeline-scope.ts'

/** What can be corrected of an entry: the text of a message or note, the nature of an update; "" of any other. */
export function firstText({ body }: RecordedEvent): string {
  if (body.type === 'MessagePosted' || body.type === 'NotePosted') return body.text
  return body.type === 'UpdatePosted' ? body.nature : ''
}

export const standingText = (event: RecordedEvent, later: Later): string =>
  later.corrections.at(-1)?.text ?? firstText(event)
