// The program was asked from outside to show something: a link, a file, a second start. Whatever it was, the window
// comes to the front; a link shows its room there, and nothing more is done by it.

import type { Dialog } from 'electron'
import { linkAmong, recordAmong } from './deep-link.ts'
import type { ShellWords } from './text/en.ts'
import type { AppWindow } from './windows.ts'

type Ask = Pick<Dialog, 'showMessageBox'>

export interface FromOutsideParts {
  readonly dialog: Ask
  readonly words: () => ShellWords
  readonly show: () => Pick<AppWindow, 'tell'>
}

/** `given`: the words of a command line, among them perhaps a link or a file. */
export function openFromOutside(given: readonly string[], { dialog, words, show }: FromOutsideParts): void {
  const window = show()
  const link = linkAmong(given)
  if (link !== null) return window.tell({ type: 'openRoom', roomId: link.roomId })
  if (recordAmong(given)) void openFile(dialog, words())
}

/** An exported record was opened. Nothing of it is read: its verifier is not there yet, and that is said. */
async function openFile(dialog: Ask, { opened }: ShellWords): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    message: opened.record,
    detail: opened.recordDetail,
    buttons: [opened.close],
  })
}

/** A window has failed too often to be loaded again without asking; true: load it again. */
export async function askToReload(dialog: Ask, { crashed }: ShellWords): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: crashed.window,
    detail: crashed.windowDetail,
    buttons: [crashed.reload, crashed.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
