// The one file that loads electron-updater, and only when there is a feed to read: it takes a tenth of a second and
// reaches for Electron as soon as it is there.

import { autoUpdater } from 'electron'
import type { Updater } from './updates.ts'

/** The updater for the way in which this program was installed: nsis, dmg, AppImage, deb or rpm. */
export async function loadUpdater(): Promise<Updater> {
  const { default: electronUpdater } = await import('electron-updater')
  return electronUpdater.autoUpdater
}

/** `act` is called when an update is about to end the program: on macOS that is before windows are asked to close. */
export function beforeUpdateQuits(act: () => void): void {
  autoUpdater.on('before-quit-for-update', act)
}
