// Answering an entry: an internal one with a note, any other with a message.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { ComposerMode, RoomScope } from '../room-scope.ts'

const modeFor = (event: RecordedEvent): ComposerMode => (event.audience === 'INTERNAL' ? 'note' : 'message')

/** Whether this person may answer it now. */
export const mayReply = (scope: RoomScope, event: RecordedEvent): boolean =>
  scope.can(modeFor(event) === 'note' ? 'postNote' : 'postMessage')

/** Opens the composer with the answer; false where none may be given. */
export function reply(scope: RoomScope, event: RecordedEvent): boolean {
  if (!mayReply(scope, event)) return false
  scope.compose({ mode: modeFor(event), replyTo: event.id })
  return true
}
