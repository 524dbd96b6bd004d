// The page's entry: styles first, then theme and language, then the window.

import './styles/global.css'
import { render } from 'solid-js/web'
import { App } from './app/App.tsx'
import { registerOfflineShell } from './platform/offline-shell.ts'
import { followLanguage } from './text/language.ts'
import { followTheme } from './ui/theme.ts'

followTheme()
followLanguage()
registerOfflineShell()
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
render(() => <App />, root)
