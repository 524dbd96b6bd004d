// The page's entry: styles first, then theme and language, then the window.

import './styles/global.css'
import { render } from 'solid-js/web'
import { App } from './app/App.tsx'
import { hearUpdates } from './app/desktop-events.ts'
import { followLeaving } from './platform/before-leaving.ts'
import { followDesktop } from './platform/desktop-window.ts'
import { registerOfflineShell } from './platform/offline-shell.ts'
import { desktopBridge } from './platform/desktop-bridge.ts'
import { thisPlatform } from './platform/this-platform.ts'
import { followLanguage } from './text/language.ts'
import { followTheme } from './ui/theme.ts'

followTheme()
followLanguage()
followLeaving()
const bridge = desktopBridge()
// The program has its files anyway: only a browser needs them kept.
if (bridge === null) registerOfflineShell()
else {
  followDesktop(bridge)
  hearUpdates(bridge)
}
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
const platform = thisPlatform()
render(() => <App platform={platform} />, root)
