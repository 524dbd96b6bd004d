// Alerts through the desktop's main process, which has the system's own notifications with buttons. The program may show
// them; whether the system lets it is the system's setting, which cannot be asked for.

import type { DesktopBridge } from '../../protocol/desktop.ts'
import type { Notifier } from './notifier.ts'

export function desktopNotifier(
  bridge: Pick<DesktopBridge, 'notify' | 'dismissNotices' | 'onEvent'>,
): Notifier {
  const stops = new Set<() => void>()
  return {
    permission: () => 'GRANTED',
    ask: async () => 'GRANTED',
    show(notice) {
      bridge.notify(notice).catch(console.error)
      return true
    },
    dismiss: (group) => void bridge.dismissNotices(group).catch(console.error),
    onPressed(hear) {
      const stop = bridge.onEvent((event) => {
        if (event.type === 'notice') hear(event.id, event.action)
      })
      stops.add(stop)
      return () => {
        stops.delete(stop)
        stop()
      }
    },
    close() {
      for (const stop of stops) stop()
      stops.clear()
    },
  }
}
