// Mounts what tells people things outside of a room: the policy with its notifications and sounds, the toasts, the bar
// that asks once, and what is shown outside of the window. Stands once in the frame, around all screens.

import { useNavigate } from '@solidjs/router'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { NOTICE_ACTIONS_MAX } from '../../protocol/desktop.ts'
import { dial } from '../keys/dial.ts'
import { provideActions } from '../keys/registry.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { browserNotifier } from '../platform/notifier-browser.ts'
import { desktopNotifier } from '../platform/notifier-desktop.ts'
import type { BoardRow } from '../../replica/api.ts'
import { roomOfPath, roomPath } from '../platform/room-address.ts'
import { alertText } from '../text/alerts.ts'
import { appText } from '../text/app.ts'
import { timeIn } from '../text/zones.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Toast, Toasts } from '../ui/Toast.tsx'
import type { Alert } from './alert.ts'
import { openSettings, quietMorning } from './alert-settings.ts'
import { openAlertStore } from './alert-store.ts'
import { actionWords, wordsOf } from './alert-words.ts'
import { createAlerts } from './create-alerts.ts'
import { createOutside } from './create-outside.ts'
import { openSounds } from './sounds.ts'
import { AlertsContext, type AlertsScope, useAlerts } from './use-alerts.ts'

export interface AlertsProviderProps {
  readonly rows: readonly BoardRow[] | undefined
  /** Which page the window shows, such as "/rooms/…". */
  readonly path: string
  readonly children: JSX.Element
}

export function AlertsProvider(props: AlertsProviderProps): JSX.Element {
  const me = useMe('AlertsProvider')
  const now = useNow('AlertsProvider')
  const status = useStatus('AlertsProvider')
  const directory = useDirectory('AlertsProvider')
  const navigate = useNavigate()
  const bridge = desktopBridge()
  const rows = () => props.rows
  const notifier =
    bridge === null
      ? browserNotifier(typeof Notification === 'undefined' ? null : Notification, () => window.focus())
      : desktopNotifier(bridge)
  const sounds = openSounds(window, hadGesture(), () =>
    typeof AudioContext === 'undefined' ? null : new AudioContext(),
  )
  const settings = openSettings()
  const store = openAlertStore(me.id, locksOr())
  const alerts = createAlerts({
    replica: useReplica('AlertsProvider'),
    me,
    rows,
    account: (id) => directory.account(id),
    person: (id) => directory.person(id),
    status,
    now,
    front: () => (document.hasFocus() ? { roomId: roomOfPath(props.path) } : null),
    notifier,
    sounds,
    settings,
    store,
    openRoom: (roomId) => navigate(roomId === null ? '/' : roomPath(roomId)),
    dial,
  })
  createOutside({
    me,
    rows,
    now,
    status,
    account: (id) => directory.account(id),
    quietUntil: alerts.quietUntil,
    bridge,
  })
  // The palette and the desktop's menu and tray press the same one.
  const quiet = () =>
    settings.change(
      alerts.quietUntil() === null
        ? { quietUntil: quietMorning(now(), me.timeZone) }
        : { quietUntil: null, quietHours: null },
    )
  provideActions([{ id: 'quiet', place: 'EVERYWHERE', run: quiet }])
  onCleanup(() => {
    for (const part of [notifier, sounds, settings, store]) part.close()
  })
  const scope: AlertsScope = { alerts, notifier, sounds, settings, store }
  return (
    <AlertsContext.Provider value={scope}>
      {props.children}
      <AlertToasts />
    </AlertsContext.Provider>
  )
}

function AlertToasts(): JSX.Element {
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

/** One quiet line that asks for notifications, until it was answered; the settings offer it for ever. */
export function AskForNotifications(): JSX.Element {
  const scope = useAlerts()
  const me = useMe('AskForNotifications')
  const [isDone, setDone] = createSignal(false)
  const isAsked = () =>
    isDone() ||
    scope === null ||
    scope.settings.settings().asked ||
    !scope.settings.settings().notifications ||
    scope.notifier.permission() !== 'ASK'
  const done = () => {
    setDone(true)
    scope?.settings.change({ asked: true })
  }
  return (
    <Show when={!isAsked()}>
      <Banner
        icon="bell"
        action={
          <>
            <Button onClick={() => void scope?.notifier.ask().finally(done)}>{alertText.allow}</Button>
            <Button variant="quiet" onClick={done}>
              {alertText.notNow}
            </Button>
          </>
        }
      >
        {me.party === 'CUSTOMER' ? alertText.askForCustomer : alertText.askBar}
      </Banner>
    </Show>
  )
}

/** Signing in is a gesture too; browsers that do not say so wait for the next one. */
const hadGesture = (): boolean => 'userActivation' in navigator && navigator.userActivation.hasBeenActive

const locksOr = () => ('locks' in navigator ? navigator.locks : null)
