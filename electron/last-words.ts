// Before a window goes, with the program or alone, it is asked to keep what was just typed in it, and is waited for. A
// window that does not answer within a moment is let go: quitting must not hang on a page that hangs.

import type { DesktopEvent } from '../protocol/desktop.ts'

/** A window, as far as its last words are concerned. */
export interface Speaker {
  readonly id: string
  /** Tells its page now; false when no page listens, and then there is nothing typed in it. */
  readonly tellNow: (event: DesktopEvent) => boolean
}

export interface LastWords {
  /** Resolves when the window has kept what was typed, or after a moment. Never rejects. */
  ask(window: Speaker): Promise<void>
  /** The window says that it has. */
  heard(window: Pick<Speaker, 'id'>): void
  /** The window's page has gone: nothing more is to be expected of it. */
  gone(window: Pick<Speaker, 'id'>): void
}

/** Long enough for a slow disk's commit, short enough that quitting feels at once. */
export const LAST_WORDS_WITHIN_MS = 500

export function openLastWords(withinMs = LAST_WORDS_WITHIN_MS): LastWords {
  const asked = new Map<string, PromiseWithResolvers<void>>()
  const settle = ({ id }: Pick<Speaker, 'id'>): void => {
    asked.get(id)?.resolve()
    asked.delete(id)
  }
  return {
    ask(window) {
      const known = asked.get(window.id)
      if (known !== undefined) return known.promise
      if (!window.tellNow({ type: 'flush' })) return Promise.resolve()
      const answer = Promise.withResolvers<void>()
      asked.set(window.id, answer)
      const late = setTimeout(() => settle(window), withinMs)
      return answer.promise.finally(() => clearTimeout(late))
    },
    heard: settle,
    gone: settle,
  }
}
