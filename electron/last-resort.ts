// What the main process does about its own faults. A promise that nobody waited for is written down and survived: what
// it was part of has failed and nothing else. Anything thrown where nobody catches leaves the program in a state that
// nobody knows: windows keep what was typed, the person reads a sentence, and the program ends.

import type { App, Dialog } from 'electron'
import type { ShellWords } from './text/en.ts'

export interface LastResortParts {
  readonly process: Pick<NodeJS.Process, 'on'> & {
    readonly stdout: NodeJS.EventEmitter
    readonly stderr: NodeJS.EventEmitter
  }
  readonly app: Pick<App, 'exit'>
  readonly dialog: Pick<Dialog, 'showErrorBox'>
  readonly words: () => ShellWords
  readonly report: (what: string, error: unknown) => void
}

export interface LastResort {
  /** Windows are there from now on: they keep what was typed before the program ends. Never rejects. */
  keepBefore(keepTyped: () => Promise<unknown>): void
  /** The program could not be started: the person is told, and it ends. */
  couldNotStart(error: unknown): void
}

export function openLastResort({ process, app, dialog, words, report }: LastResortParts): LastResort {
  let keepTyped: () => Promise<unknown> = () => Promise.resolve()
  let isEnding = false

  function end(sentence: string, detail: string): void {
    // The sentence names no error: its words may hold paths, and nobody who reads it could use them.
    dialog.showErrorBox(sentence, detail)
    app.exit(1)
  }

  process.on('unhandledRejection', (error) => report('a promise was left to fail:', error))
  process.on('uncaughtException', (error) => {
    report('the main process has failed:', error)
    if (isEnding) return
    isEnding = true
    const { program, programDetail } = words().failed
    void keepTyped().finally(() => end(program, programDetail))
  })
  // Whoever started the program may have closed its output since: that is no failure.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)

  return {
    keepBefore(keep) {
      keepTyped = keep
    },
    couldNotStart(error) {
      report('the program could not be started:', error)
      const { start, startDetail } = words().failed
      end(start, startDetail)
    },
  }
}
