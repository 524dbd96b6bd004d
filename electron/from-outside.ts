// The program was asked from outside to show something: a link, a file, a second start. Whatever it was, the window
// comes to the front; a link shows its room there, or ends the sign-in that this program began, and nothing more.

import type { Dialog } from 'electron'
import { linkAmong, recordAmong } from './deep-link.ts'
import type { ShellWords } from './text/en.ts'
import type { AppWindow } from './windows.ts'

type Ask = Pick<Dialog, 'showMessageBox'>

export interface FromOutsideParts {
  readonly dialog: Ask
  readonly words: () => ShellWords
  readonly show: () => Pick<AppWindow, 'tell'>
  /** The code of a sign-in link, from whoever opened it. */
  readonly signInCode: (code: string) => void
}

/** `given`: the words of a command line, among them perhaps a link or a file. */
export function openFromOutside(given: readonly string[], parts: FromOutsideParts): void {
  const { dialog, words, show, signInCode } = parts
  const window = show()
  const link = linkAmong(given)
  if (link !== null && 'loginCode' in link) return signInCode(link.loginCode)
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
