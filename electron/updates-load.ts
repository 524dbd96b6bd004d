// The one file that loads electron-updater, and only when there is a feed to read: it takes a tenth of a second and
// reaches for Electron as soon as it is there.

import type { Updater } from './updates.ts'

/** The updater for the way in which this program was installed: nsis, dmg, AppImage, deb or rpm. */
export async function loadUpdater(): Promise<Updater> {
  const { default: electronUpdater } = await import('electron-updater')
  return electronUpdater.autoUpdater
}
