// What a palette holds while it is open: the words, the scope, the lines they leave, and which line is chosen. Lines of
// this window answer at each key stroke; entries come from the copy a moment later.

import {
  type Accessor,
  batch,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
} from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { wordsOf } from '../../protocol/text-match.ts'
import type { Found, Replica } from '../../replica/api.ts'
import { type Candidate, entryItems, filtered, type PaletteItem } from './palette-items.ts'

export interface PaletteInput {
  readonly replica: Replica
  /** The room that is shown; null elsewhere. */
  readonly roomId: RoomId | null
  readonly candidates: (inRoom: boolean) => readonly Candidate[]
  readonly openEntry: (entry: Found) => void
}

export interface PaletteState {
  readonly text: Accessor<string>
  readonly setText: (text: string) => void
  /** Only this room's acts and entries come first; false once the scope was dropped. */
  readonly isScoped: Accessor<boolean>
  readonly dropScope: () => void
  readonly items: Accessor<readonly PaletteItem[]>
  readonly chosen: Accessor<number>
  readonly choose: (index: number) => void
}

const FOUND_AT_MOST = 8
const SEARCH_AFTER_MS = 90
const SEARCH_FROM_LETTERS = 2

/** Needs an owner. */
export function createPalette({ replica, roomId, candidates, openEntry }: PaletteInput): PaletteState {
  const [text, setText] = createSignal('')
  const [isScoped, setScoped] = createSignal(roomId !== null)
  /** What is looked for anew begins at its first line. */
  const [chosen, choose] = createSignal(0)
  const [found, setFound] = createSignal<readonly Found[]>([])
  const words = createMemo(() => wordsOf(text()))
  const known = createMemo(() => candidates(isScoped()))
  const items = createMemo(() => [...filtered(known(), words()), ...entryItems(found(), openEntry)])

  createEffect(
    on([text, isScoped], ([asked, scoped]) => {
      if (asked.trim().length < SEARCH_FROM_LETTERS) {
        setFound([])
        return
      }
      let isCurrent = true
      const ask = async () => {
        const limit = FOUND_AT_MOST
        const answer = await replica.read<'search'>({
          read: 'search',
          roomId: scoped ? roomId : null,
          text: asked,
          limit,
        })
        if (isCurrent) setFound(answer)
      }
      const timer = setTimeout(() => void ask().catch(console.error), SEARCH_AFTER_MS)
      onCleanup(() => {
        isCurrent = false
        clearTimeout(timer)
      })
    }),
  )
  return {
    text,
    setText: (typed) =>
      batch(() => {
        setText(typed)
        choose(0)
      }),
    isScoped,
    dropScope: () =>
      batch(() => {
        setScoped(false)
        choose(0)
      }),
    items,
    chosen: () => Math.min(chosen(), Math.max(0, items().length - 1)),
    choose: (index) => {
      const count = untrack(items).length
      if (count > 0) choose((index + count) % count)
    },
  }
}
