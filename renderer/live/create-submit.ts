// Handing an intent in, as a form needs it: one at a time, with what the law said if it said no.

import { type Accessor, createSignal } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { CommandId, RoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Rejection } from '../../domain/result.ts'
import type { Replica } from '../../replica/api.ts'

export interface Submission {
  /**
   * Resolves to the command's id once it is on disk, or to null: then `rejection` or `failed` says why, and the text
   * is still with the caller. Null as well while an earlier one is still being saved: a double click is one intent.
   */
  submit(roomId: RoomId, command: PersonCommand): Promise<CommandId | null>
  readonly busy: Accessor<boolean>
  readonly rejection: Accessor<Rejection | null>
  /** It could not be saved on this device, through no fault of the person. */
  readonly failed: Accessor<boolean>
  /** Takes back what was said, e.g. when the person goes on typing. */
  clear(): void
}

export function createSubmit(replica: Replica): Submission {
  const [busy, setBusy] = createSignal(false)
  const [rejection, setRejection] = createSignal<Rejection | null>(null)
  const [failed, setFailed] = createSignal(false)

  function clear(): void {
    setRejection(null)
    setFailed(false)
  }

  return {
    busy,
    rejection,
    failed,
    clear,
    async submit(roomId, command) {
      if (busy()) return null
      setBusy(true)
      clear()
      try {
        // A part of a command may come from a store, and a store's proxies cannot cross a message port.
        const submitted = await replica.submit(roomId, unwrap(command))
        if (submitted.outcome === 'SAVED') return submitted.commandId
        setRejection(submitted.rejection)
        return null
      } catch (error) {
        console.error(error)
        setFailed(true)
        return null
      } finally {
        setBusy(false)
      }
    },
  }
}
