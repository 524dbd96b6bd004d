// From a command back to the composer: the text of an entry that was refused or taken back, as a draft to go on with.

import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { PostUpdate } from '../../domain/incident/updates.ts'
import type { ComposeRequest } from './room-scope.ts'

/** Null for a command that the composer does not make. */
export function composeFrom(command: PersonCommand): ComposeRequest | null {
  switch (command.type) {
    case 'postMessage':
    case 'postNote':
      return {
        mode: command.type === 'postMessage' ? 'message' : 'note',
        replyTo: command.replyTo ?? undefined,
        fields: { text: command.text },
      }
    case 'postUpdate':
      return { mode: 'update', fields: updateFields(command) }
    case 'recordWorkaround':
      return {
        mode: 'workaround',
        fields: {
          title: command.title,
          steps: command.steps,
          limits: command.limits ?? '',
          undo: command.undo ?? '',
        },
      }
    default:
      return null
  }
}

/** Times are typed anew: what was ahead then may be past now. */
function updateFields({ nature, status, expectation }: PostUpdate): Record<string, string> {
  const known = { nature, status, kind: expectation.kind }
  return expectation.kind === 'UNKNOWN'
    ? { ...known, reason: expectation.reason }
    : { ...known, confidence: expectation.confidence }
}
