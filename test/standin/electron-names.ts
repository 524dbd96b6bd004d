// What `import … from 'electron'` means in the main process while the stand-in takes Electron's place, by its names.

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { MessageChannelMain, MessagePortMain } from './ports.ts'
export { safeStorage } from './safe-storage.ts'
export { protocol } from './schemes.ts'
export { net, session } from './session.ts'
export {
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  systemPreferences,
  Tray,
} from './shell-of-the-desktop.ts'
export { utilityProcess } from './utility-process.ts'
export { WebContents as webContents } from './web-contents.ts'
