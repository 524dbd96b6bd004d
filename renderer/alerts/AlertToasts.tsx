// The alerts that show in the window itself: at the foot of its right side, each with what can be done about it.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { NOTICE_ACTIONS_MAX } from '../../protocol/desktop.ts'
import { useMe } from '../live/use-replica.ts'
import { alertText } from '../text/alerts.ts'
import { appText } from '../text/app.ts'
import { timeIn } from '../text/zones.ts'
import { Toast, Toasts } from '../ui/Toast.tsx'
import type { Alert } from './alert.ts'
import { actionWords, wordsOf } from './alert-words.ts'
import { useAlerts } from './use-alerts.ts'

export function AlertToasts(): JSX.Element {
  const scope = useAlerts()
  const me = useMe('AlertToasts')
  return (
    <Show when={scope?.alerts}>
      {(alerts) => (
        <Toasts
          label={alertText.label}
          onEscape={() => {
            const newest = alerts().toasts().at(-1)
            if (newest !== undefined) alerts().close(newest)
          }}
        >
          <For each={alerts().toasts()}>
            {(alert) => (
              <Toast
                from={appText.product}
                time={timeIn(me.timeZone, alert.at)}
                title={wordsOf(alert, me.timeZone).title}
                tone={isLate(alert) ? 'late' : undefined}
                problem={alerts().failed() === alert.group ? alertText.failed : undefined}
                stays={alert.stays}
                closeLabel={alertText.close}
                onClose={() => alerts().close(alert)}
                actions={alerts()
                  .actions(alert)
                  .slice(0, NOTICE_ACTIONS_MAX)
                  .map((action) => ({
                    label: actionWords(alert, action),
                    icon: action === 'CALL' ? ('call' as const) : undefined,
                    onPress: () => alerts().act(alert, action),
                  }))}
              >
                {wordsOf(alert, me.timeZone).body}
              </Toast>
            )}
          </For>
        </Toasts>
      )}
    </Show>
  )
}

const isLate = ({ what }: Alert): boolean => what.kind === 'LATE' || what.kind === 'STILL_LATE'
