// Alerts through the browser's own notifications. Those of a page have no buttons, so a press opens the room, where the
// same acts stand. They are silent: the window makes the sounds, so that the person's volume holds.

import type { Notice } from '../../protocol/desktop.ts'
import type { NoticePermission, NoticePressed, Notifier } from './notifier.ts'

/** What of a browser's notification is used here. */
export interface PageNotification {
  onclick: ((event: Event) => void) | null
  onclose: ((event: Event) => void) | null
  close(): void
}

/** What of the class Notification is used here. */
export interface PageNotifications {
  readonly permission: NotificationPermission
  requestPermission(): Promise<NotificationPermission>
  new (title: string, options: NotificationOptions & { readonly renotify: boolean }): PageNotification
}

const PERMISSIONS: Readonly<Record<NotificationPermission, NoticePermission>> = {
  granted: 'GRANTED',
  denied: 'DENIED',
  default: 'ASK',
}

/** `api` null: this browser has none. `focus` brings the window to the front. */
export function browserNotifier(api: PageNotifications | null, focus: () => void): Notifier {
  const standing = new Map<string, PageNotification>()
  const hearers = new Set<NoticePressed>()
  /** Some phones have the class and refuse its use. */
  let isUsable = api !== null

  const permission = (): NoticePermission =>
    api === null || !isUsable ? 'NONE' : PERMISSIONS[api.permission]

  function show(notice: Notice): boolean {
    if (api === null || permission() !== 'GRANTED') return false
    try {
      const shown = new api(notice.title, {
        body: notice.body,
        tag: notice.group,
        renotify: true,
        requireInteraction: notice.stays,
        silent: true,
        icon: 'icon.svg',
      })
      standing.set(notice.group, shown)
      shown.onclick = () => {
        focus()
        shown.close()
        for (const hear of hearers) hear(notice.id, null)
      }
      shown.onclose = () => {
        if (standing.get(notice.group) === shown) standing.delete(notice.group)
      }
      return true
    } catch (error) {
      console.error(error)
      isUsable = false
      return false
    }
  }

  return {
    permission,
    async ask() {
      if (api !== null && permission() === 'ASK') await api.requestPermission()
      return permission()
    },
    show,
    dismiss(group) {
      standing.get(group)?.close()
      standing.delete(group)
    },
    onPressed(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close() {
      for (const shown of standing.values()) shown.close()
      standing.clear()
      hearers.clear()
    },
  }
}
