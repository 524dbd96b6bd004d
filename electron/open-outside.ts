// The one way out of the program: a web page, a mail or a call in the system's own program. An address is judged by its
// parts before anything is opened, and the person sees a web address's host first, since what a link says and where it
// leads are two things.

import type { Dialog, Shell } from 'electron'
import type { DesktopBridge } from '../protocol/desktop.ts'
import type { ShellWords } from './text/en.ts'

export type OutsideKind = Parameters<DesktopBridge['openOutside']>[0]

export const TARGET_MAX = 2_000

/** What may be handed to the system. `host`: whom the person is asked about; null where nobody is. */
export interface OutsideTarget {
  readonly address: string
  readonly host: string | null
}

/** As the product keeps every number (E.164): with its country code, no short code, no pause, no extension. */
const NUMBER = /^\+[1-9][0-9]{6,14}$/
const NUMBER_TYPED = /^\+[0-9 ()./-]{7,32}$/
const MAIL = /^[^\s@?&#%,;:<>"'\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?$/i

/** The address that a target stands for, or null when it may not leave the program. */
export function judgeOutside(kind: OutsideKind, target: string): OutsideTarget | null {
  if (target.length > TARGET_MAX || hasControls(target)) return null
  if (kind === 'web') return webTarget(target)
  return kind === 'mail' ? mailTarget(target) : phoneTarget(target)
}

function webTarget(target: string): OutsideTarget | null {
  const url = URL.parse(target)
  if (url === null || url.protocol !== 'https:' || url.hostname === '') return null
  if (url.username !== '' || url.password !== '') return null
  return { address: url.href, host: url.host }
}

/** The bare address alone: no subject, no copy to others, no attachment. */
function mailTarget(target: string): OutsideTarget | null {
  const bare = target.replace(/^mailto:/i, '')
  return MAIL.test(bare) ? { address: `mailto:${bare}`, host: null } : null
}

function phoneTarget(target: string): OutsideTarget | null {
  const typed = target.replace(/^tel:/i, '')
  const bare = typed.replace(/[^0-9+]/g, '')
  return NUMBER_TYPED.test(typed) && NUMBER.test(bare) ? { address: `tel:${bare}`, host: null } : null
}

// oxlint-disable-next-line no-control-regex
const hasControls = (text: string): boolean => /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)

export interface OutsideParts {
  readonly shell: Pick<Shell, 'openExternal'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly words: () => ShellWords
}

/** Opens what may be opened; false when it may not, or the person said no, or the system has no program for it. */
export async function openOutside(
  { shell, dialog, words }: OutsideParts,
  kind: OutsideKind,
  target: string,
): Promise<boolean> {
  const judged = judgeOutside(kind, target)
  if (judged === null) return false
  if (judged.host !== null) {
    const { outside } = words()
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: outside.ask(judged.host),
      detail: judged.address,
      buttons: [outside.open, outside.stay],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return false
  }
  try {
    await shell.openExternal(judged.address)
    return true
  } catch {
    return false
  }
}

/**
 * Opens a server's sign-in page without asking, since a person has just pressed "sign in" for this very server. False
 * when the address is no page of it, or the system has no browser.
 */
export async function openSignInPage(
  shell: Pick<Shell, 'openExternal'>,
  origin: string,
  address: string,
): Promise<boolean> {
  const url = URL.parse(address)
  if (url === null || url.origin !== origin || !/^https?:$/.test(url.protocol)) return false
  if (url.pathname !== '/' || !url.hash.startsWith('#/sign-in/desktop/')) return false
  try {
    await shell.openExternal(url.href)
    return true
  } catch {
    return false
  }
}
