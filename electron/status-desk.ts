// Several windows may say what tray, dock and badge should show, each for its person. The latest word counts; when its
// window is gone, the latest of those that are left. The computer stays awake while any of them needs it.

import type { DesktopStatus } from '../protocol/desktop.ts'

export interface StatusDesk {
  say(windowId: string, status: DesktopStatus): void
  drop(windowId: string): void
}

/** `show` is called with every change; null: no window says anything. */
export function openStatusDesk(show: (status: DesktopStatus | null, keepAwake: boolean) => void): StatusDesk {
  const said = new Map<string, DesktopStatus>()
  const showLatest = (): void => {
    const all = [...said.values()]
    show(
      all.at(-1) ?? null,
      all.some(({ keepAwake }) => keepAwake),
    )
  }
  return {
    say(windowId, status) {
      // A Map keeps the order of insertion: the latest comes last.
      said.delete(windowId)
      said.set(windowId, status)
      showLatest()
    },
    drop(windowId) {
      if (said.delete(windowId)) showLatest()
    },
  }
}
