// Mounts what tells people things outside of a room: the policy with its notifications and sounds, the toasts, and
// what is shown outside of the window. Stands once in the frame, around all screens.

import { useNavigate } from '@solidjs/router'
import { onCleanup } from 'solid-js'
import type { JSX } from 'solid-js'
import { dial } from '../keys/dial.ts'
import { provideActions } from '../keys/registry.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { browserNotifier } from '../platform/notifier-browser.ts'
import { desktopNotifier } from '../platform/notifier-desktop.ts'
import type { BoardRow } from '../../replica/api.ts'
import { roomOfPath, roomPath } from '../platform/room-address.ts'
import { AlertToasts } from './AlertToasts.tsx'
import { openSettings, quietMorning } from './alert-settings.ts'
import { openAlertStore } from './alert-store.ts'
import { createAlerts } from './create-alerts.ts'
import { createOutside } from './create-outside.ts'
import { openSounds } from './sounds.ts'
import { AlertsContext, type AlertsScope } from './use-alerts.ts'

export interface AlertsProviderProps {
  readonly rows: readonly BoardRow[] | undefined
  /** Which page the window shows, such as "/rooms/…". */
  readonly path: string
  /** What that page is called. */
  readonly page: string
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
    page: () => props.page,
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

/** Signing in is a gesture too; browsers that do not say so wait for the next one. */
const hadGesture = (): boolean => 'userActivation' in navigator && navigator.userActivation.hasBeenActive

const locksOr = () => ('locks' in navigator ? navigator.locks : null)
