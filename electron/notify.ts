// Alerts as the system shows them. What is told, when and to whom is the window's business; here a notice only becomes
// a native notification: one for each group, silent (the window plays the sounds), with buttons where the platform
// has them, and staying on the screen where that was asked for. What is pressed goes back as an event.

import { createHash } from 'node:crypto'
import type { Notification, NotificationConstructorOptions } from 'electron'
import {
  type DesktopPlatform,
  type Notice,
  NOTICE_ACTIONS_MAX,
  type NoticeUrgency,
} from '../protocol/desktop.ts'

export interface NoticesParts {
  readonly Notification: typeof Notification
  readonly platform: DesktopPlatform
  /** Somebody pressed the notice (`action` null) or one of its buttons. */
  readonly heard: (id: string, action: string | null) => void
}

export interface Notices {
  /** Shows a notice in place of the earlier one of its group. Where the system shows none, nothing happens. */
  readonly show: (notice: Notice) => void
  readonly dismiss: (group: string) => void
  readonly close: () => void
}

/**
 * The name under which Windows knows the program; the same as `appId` in electron-builder.yml, whose installer writes it
 * into the shortcut. Without `app.setAppUserModelId` of it, Windows shows no notices.
 */
export const APP_ID = 'example.accord.desktop'

/** More than this at once is no help to anybody; the oldest that need not stay goes first. */
const ALIVE_MAX = 8
/** In characters. Systems cut longer texts anywhere, some in the middle of a sign. */
const TITLE_MAX = 90
const BODY_MAX = 220
const ACTION_MAX = 40
const TAG_LENGTH = 32

const URGENCIES: Readonly<Record<NoticeUrgency, 'low' | 'normal' | 'critical'>> = {
  LOW: 'low',
  NORMAL: 'normal',
  CRITICAL: 'critical',
}

/** Main: `notices.show` on the bridge's `notify`, `notices.dismiss` on `dismissNotices`, `close` on signing out. */
export function openNotices({ Notification, platform, heard }: NoticesParts): Notices {
  const alive = new Map<string, { readonly shown: Notification; readonly stays: boolean }>()

  function dismiss(group: string): void {
    const earlier = alive.get(group)
    alive.delete(group)
    earlier?.shown.close()
  }

  function makeRoom(): void {
    while (alive.size >= ALIVE_MAX) {
      const [oldest] = alive.keys()
      const passing = [...alive].find(([, { stays }]) => !stays)?.[0]
      const group = passing ?? oldest
      if (group === undefined) return
      dismiss(group)
    }
  }

  return {
    show(notice) {
      if (!Notification.isSupported()) return
      dismiss(notice.group)
      makeRoom()
      const shown = new Notification(optionsOf(notice, platform))
      // Held until it is gone: a collected object would lose its click.
      alive.set(notice.group, { shown, stays: notice.stays })
      const forget = (): void => {
        if (alive.get(notice.group)?.shown === shown) alive.delete(notice.group)
      }
      shown.on('click', () => {
        forget()
        heard(notice.id, null)
      })
      shown.on('action', (details) => {
        forget()
        const action = notice.actions[details.actionIndex]
        if (action !== undefined) heard(notice.id, action.key)
      })
      shown.on('close', forget)
      shown.on('failed', forget)
      shown.show()
    },
    dismiss,
    close() {
      for (const { shown } of alive.values()) shown.close()
      alive.clear()
    },
  }
}

/** A notice in the system's terms. */
export function optionsOf(notice: Notice, platform: DesktopPlatform): NotificationConstructorOptions {
  const tag = tagOf(notice.group)
  const hasActions = platform !== 'linux'
  return {
    id: tag,
    groupId: tag,
    title: plainLine(notice.title, TITLE_MAX),
    body: bodyOf(notice.body, platform),
    silent: true,
    urgency: URGENCIES[notice.urgency],
    timeoutType: notice.stays ? 'never' : 'default',
    actions: hasActions
      ? notice.actions
          .slice(0, NOTICE_ACTIONS_MAX)
          .map(({ label }) => ({ type: 'button', text: plainLine(label, ACTION_MAX) }))
      : [],
  }
}

/** The system's name for a group: of bounded length on Windows, whatever the group is called. */
const tagOf = (group: string): string => createHash('sha256').update(group).digest('hex').slice(0, TAG_LENGTH)

/** On Linux the body is markup: what a customer wrote must be read as text there. */
function bodyOf(body: string, platform: DesktopPlatform): string {
  const plain = plainLine(body, BODY_MAX)
  if (platform !== 'linux') return plain
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** One line of bounded length without control characters; cut between signs, never within one. */
function plainLine(text: string, max: number): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const signs = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
  return signs.length <= max ? signs.join('') : `${signs.slice(0, max - 1).join('')}…`
}
