// How this edition shows an alert outside of its window. Two adapters have this face: the browser's own notifications
// (notifier-browser.ts) and the desktop's bridge (notifier-desktop.ts).

import type { Notice } from '../../protocol/desktop.ts'

/** ASK: nobody has decided yet. NONE: there is no such thing here. */
export type NoticePermission = 'GRANTED' | 'DENIED' | 'ASK' | 'NONE'

/** Somebody pressed a notice; `action` null: the notice itself. */
export type NoticePressed = (id: string, action: string | null) => void

export interface Notifier {
  permission(): NoticePermission
  /** Only ever called from a person's own act: browsers refuse it otherwise, and people should. */
  ask(): Promise<NoticePermission>
  /** Says whether it could. A later notice of the same group takes the place of the earlier one. */
  show(notice: Notice): boolean
  dismiss(group: string): void
  /** Returns how to stop. */
  onPressed(hear: NoticePressed): () => void
  close(): void
}
