// From a command back to the composer: the text of an entry that was refused or taken back, as a draft to go on with.

import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { PostUpdate } from '../../domain/incident/updates.ts'
import type { RecordWorkaround } from '../../domain/incident/workaround.ts'
import type { ComposeRequest } from './room-scope.ts'

/** Null for a command that the composer does not make. */
export function composeFrom(command: PersonCommand): ComposeRequest | null {
  if (command.type === 'postMessage' || command.type === 'postNote')
    return {
      mode: command.type === 'postMessage' ? 'message' : 'note',
      replyTo: command.replyTo ?? undefined,
      fields: { text: command.text },
    }
  if (command.type === 'postUpdate') return { mode: 'update', fields: updateFields(command) }
  return command.type === 'recordWorkaround'
    ? { mode: 'workaround', fields: workaroundFields(command) }
    : null
}

/** Times are typed anew: what was ahead then may be past now. */
function updateFields({ nature, status, expectation }: PostUpdate): Record<string, string> {
  const known = { nature, status, kind: expectation.kind }
  return expectation.kind === 'UNKNOWN'
    ? { ...known, reason: expectation.reason }
    : { ...known, confidence: expectation.confidence }
}

const workaroundFields = ({ title, steps, limits, undo }: RecordWorkaround): Record<string, string> => ({
  title,
  steps,
  limits: limits ?? '',
  undo: undo ?? '',
})
