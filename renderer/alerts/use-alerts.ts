// How the bell, the settings and the toasts reach what the window tells. Null outside of AlertsProvider: there is then
// nothing to show.

import { createContext, useContext } from 'solid-js'
import type { Notifier } from '../platform/notifier.ts'
import type { SettingsKeeper } from './alert-settings.ts'
import type { AlertStore } from './alert-store.ts'
import type { Alerts } from './create-alerts.ts'
import type { Sounds } from './sounds.ts'

export interface AlertsScope {
  readonly alerts: Alerts
  readonly notifier: Notifier
  readonly sounds: Sounds
  readonly settings: SettingsKeeper
  readonly store: AlertStore
}

export const AlertsContext = createContext<AlertsScope | null>(null)

export const useAlerts = (): AlertsScope | null => useContext(AlertsContext) ?? null
