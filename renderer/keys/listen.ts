// The keys of the whole window. A key that is an action which can be done now is used up; every other key goes where it
// would have gone. Places with keys of their own (menus, dialogs, the call card) hear them first.

import type { ActionId } from './action.ts'
import type { Edition } from './edition.ts'
import { isTyping } from './is-typing.ts'
import { actionOf } from './key-match.ts'
import type { Letters } from './letters.ts'

export interface KeysOptions {
  readonly edition: Edition
  readonly letters: () => Letters
  /** Does it; false when it cannot be done now. */
  readonly run: (id: ActionId) => boolean
}

const AFTER_G_MS = 1_500

/** Held down, these go on; everything else acts once. */
const GOES_ON: readonly ActionId[] = ['next', 'previous']

/** Listens on the document; returns how to stop. */
export function listenToKeys({ edition, letters, run }: KeysOptions): () => void {
  let gAt = Number.NEGATIVE_INFINITY
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const action = actionOf(event, {
      edition,
      letters: letters(),
      isTyping: isTyping(event.target),
      afterG: event.timeStamp - gAt < AFTER_G_MS,
    })
    gAt = action === 'G' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (action === null || action === 'G') return
    if (event.repeat && !GOES_ON.includes(action)) return
    if (run(action)) event.preventDefault()
  }
  document.addEventListener('keydown', hear)
  return () => document.removeEventListener('keydown', hear)
}
