// An alert as the system shows it: its words made now, in the language and zone of whoever reads them.

import { type Notice, NOTICE_ACTIONS_MAX } from '../../protocol/desktop.ts'
import type { Alert } from './alert.ts'
import { actionWords, wordsOf } from './alert-words.ts'

/** `zone` is the reader's own. */
export function noticeOf(alert: Alert, zone: string): Notice {
  const { key, group, urgency, stays, roomId, actions } = alert
  return {
    id: key,
    group,
    ...wordsOf(alert, zone),
    urgency,
    stays,
    actions: actions
      .slice(0, NOTICE_ACTIONS_MAX)
      .map((action) => ({ key: action, label: actionWords(alert, action) })),
    roomId,
  }
}
