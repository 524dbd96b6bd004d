// How the program ends, by whatever way: a menu, a signal, the system's shutdown, an update. First every window keeps
// what was typed in it, then windows close, then the replicas' files; only then does the process end.

import type { App, Event } from 'electron'

/** What of the program's life is used here. */
export type Ending = Pick<App, 'on' | 'quit' | 'exit'>

export interface QuittingParts {
  readonly app: Ending
  /** Every window keeps what was typed. Never rejects. */
  readonly keepTyped: () => Promise<unknown>
  /** Closes what is open, the files among it. */
  readonly close: () => Promise<unknown>
}

export interface Quitting {
  /** From here on closing a window is closing it. */
  isQuitting(): boolean
  /** The update ends the program: windows are closed before the program is asked whether it wants to quit. */
  beginNow(): void
}

export function openQuitting({ app, keepTyped, close }: QuittingParts): Quitting {
  let state: 'RUNNING' | 'KEEPING' | 'QUITTING' = 'RUNNING'
  app.on('before-quit', (event: Event) => {
    if (state === 'QUITTING') return
    event.preventDefault()
    if (state === 'KEEPING') return
    state = 'KEEPING'
    void keepTyped().finally(() => {
      state = 'QUITTING'
      app.quit()
    })
  })
  app.on('will-quit', (event: Event) => {
    event.preventDefault()
    void close().finally(() => app.exit(0))
  })
  return {
    isQuitting: () => state === 'QUITTING',
    beginNow() {
      state = 'QUITTING'
    },
  }
}
