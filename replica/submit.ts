// Handing in an intent: decided on this copy, on disk before "saved" is said, sent by sync/push.ts in its own time.

import type { PersonCommand } from '../domain/incident/commands.ts'
import type { CommandId, RoomId } from '../domain/ids.ts'
import { contentHash } from '../protocol/command.ts'
import type { Submitted } from './api.ts'
import type { Intent } from './context.ts'
import type { LocalCopy } from './copy.ts'

/** Safe to repeat with the same id: an intent is stored once. Throws what the driver throws when it cannot write. */
export function submit(copy: LocalCopy, intent: Intent): Submitted {
  const { id: commandId, roomId, command } = intent
  const earlier = copy.outbox.find(commandId)
  if (earlier !== null) {
    const isSame =
      fingerprint(commandId, earlier.roomId, earlier.command) === fingerprint(commandId, roomId, command)
    return isSame
      ? { outcome: 'SAVED', commandId }
      : { outcome: 'REJECTED', rejection: { code: 'COMMAND_ID_REUSED' } }
  }
  if (copy.log.isConfirmed(commandId)) return { outcome: 'SAVED', commandId }
  const rejection = copy.add(intent)
  return rejection === null ? { outcome: 'SAVED', commandId } : { outcome: 'REJECTED', rejection }
}

const fingerprint = (id: CommandId, roomId: RoomId, command: PersonCommand): string =>
  contentHash({ id, roomId, command })
