// Handing in an intent: decided on this copy, on disk before "saved" is said, sent by sync/push.ts in its own time.

import { invalid } from '../domain/input.ts'
import { type CommandEnvelope, contentHash } from '../protocol/command.ts'
import type { Submitted } from './api.ts'
import type { Intent } from './context.ts'
import type { LocalCopy } from './copy.ts'

/** Safe to repeat with the same id: an intent is stored once. Throws what the driver throws when it cannot write. */
export function submit(copy: LocalCopy, intent: Intent): Submitted {
  const { id: commandId } = intent
  const content = fingerprint(intent)
  if (content === null) return { outcome: 'REJECTED', rejection: invalid('command', 'NOT_ALLOWED') }
  const earlier = copy.outbox.find(commandId)
  if (earlier !== null && fingerprint(earlier) !== content)
    return { outcome: 'REJECTED', rejection: { code: 'COMMAND_ID_REUSED' } }
  if (earlier !== null || copy.log.isConfirmed(commandId)) return { outcome: 'SAVED', commandId }
  const rejection = copy.add(intent)
  return rejection === null ? { outcome: 'SAVED', commandId } : { outcome: 'REJECTED', rejection }
}

/** Null for text that has no canonical form, such as half a surrogate pair: the server refuses it too. */
function fingerprint(envelope: CommandEnvelope): string | null {
  try {
    return contentHash(envelope)
  } catch {
    return null
  }
}
