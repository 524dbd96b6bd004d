// Text that is not handed in yet, kept on the device while it is typed: nothing of it is lost when the window goes or is
// hidden, at most 300 ms of it when something crashes. One draft for each room and composer mode.

import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Replica } from '../../replica/api.ts'
import { beforeLeaving } from '../platform/before-leaving.ts'

const SAVE_WITHIN_MS = 300

export interface DraftKeeper {
  /** What to show: the kept draft once it was read, then whatever was set; null for nothing. */
  readonly content: Accessor<string | null>
  /** False until the kept draft was read; what is set before that wins over it. */
  readonly restored: Accessor<boolean>
  /** Call it on every key stroke. */
  set(content: string): void
  /** It was handed in or thrown away. */
  drop(): void
}

/** Needs an owner; saves what is unsaved when that ends, or when another room or mode is asked for. */
export function createDraft(replica: Replica, roomId: Accessor<string>, mode: Accessor<string>): DraftKeeper {
  const [content, setContent] = createSignal<string | null>(null)
  const [restored, setRestored] = createSignal(false)
  let unsaved: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    unsaved?.()
    unsaved = null
  }

  createEffect(
    on([roomId, mode], ([room, form]) => {
      setContent(null)
      setRestored(false)
      let isCurrent = true
      onCleanup(() => {
        isCurrent = false
        save()
      })
      const show = (kept: string | null) => {
        if (!isCurrent) return
        if (!restored()) setContent(kept)
        setRestored(true)
      }
      replica.loadDraft(room, form).then(show, (error: unknown) => {
        console.error(error)
        show(null)
      })
    }),
  )
  onCleanup(beforeLeaving(save))

  return {
    content,
    restored,
    set(text) {
      const draft = { roomId: roomId(), mode: mode(), content: text }
      setContent(text)
      setRestored(true)
      unsaved = () => void replica.saveDraft(draft).catch(console.error)
      // The first stroke starts the time and later ones do not push it back: long typing is saved all along.
      timer ??= setTimeout(save, SAVE_WITHIN_MS)
    },
    drop() {
      clearTimeout(timer)
      timer = undefined
      unsaved = null
      setContent(null)
      setRestored(true)
      replica.dropDraft(roomId(), mode()).catch(console.error)
    },
  }
}
