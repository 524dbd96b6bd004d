// Shows that each safety rule can fail: every one of them is given a planted violation and must name it, and the place
// whose job it is, or a lawful neighbour, and must stay silent. A guard that is missing must be missed.

import { describe, expect, it } from 'vitest'
import { missingGuards, SAFETY_PRESENCES, safetyViolations } from './safety-check.ts'
import { SAFETY_RULES } from './safety-rules.ts'
import { parseSource } from './source-tree.ts'

const broken = (path: string, text: string): readonly string[] =>
  safetyViolations([parseSource(path, text)]).map((sentence) => /“(.*)”/.exec(sentence)?.[1] ?? sentence)

const PLANTED: readonly (readonly [rule: string, path: string, ...texts: readonly string[]])[] = [
  [
    'windows and views come from the one factory',
    'electron/tray.ts',
    'new BrowserWindow({})',
    'new electron.WebContentsView()',
  ],
  [
    'a page is sandboxed and apart from its preload',
    'electron/windows.ts',
    'const web = { contextIsolation: false }',
    'const web = { sandbox: isLinux ? false : true }',
    "const web = { 'sandbox': 0 }",
  ],
  [
    'no page has Node',
    'electron/windows.ts',
    'const web = { nodeIntegration: true }',
    'const web = { nodeIntegrationInSubFrames: wanted }',
  ],
  [
    'the rules of the web stay on',
    'electron/windows.ts',
    'const web = { webSecurity: false }',
    'const web = { allowRunningInsecureContent: true }',
  ],
  [
    'no unfinished feature of Chromium is switched on',
    'electron/windows.ts',
    'const web = { experimentalFeatures: true }',
    "const web = { enableBlinkFeatures: 'CSSVariables' }",
  ],
  [
    'nothing of the main process is reached from afar',
    'electron/preload.ts',
    "import { app } from '@electron/remote'",
    'const web = { enableRemoteModule: true }',
    'electron.remote.app.quit()',
  ],
  [
    'no page comes from a file',
    'electron/windows.ts',
    "window.loadFile('a.html')",
    "const page = 'file:///a.html'",
  ],
  [
    'only the factory loads a page',
    'electron/tray.ts',
    "window.loadURL('app://room/')",
    'const { loadURL } = window',
  ],
  [
    'no page comes from a server',
    'electron/windows.ts',
    "window.loadURL('https://x.example/')",
    'go(`data:text/html,x`)',
  ],
  [
    'one scheme, served by one file, and never past the policy',
    'electron/tray.ts',
    "protocol.handle('app', serve)",
    'electron.protocol.registerSchemesAsPrivileged([])',
  ],
  [
    'no older way of serving a scheme, and no way around its policy',
    'electron/app-scheme.ts',
    "protocol.registerFileProtocol('app', serve)",
    "protocol.interceptHttpProtocol('https', serve)",
    'const privileges = { bypassCSP: true }',
  ],
  [
    'no code is made from text',
    'renderer/room/a.ts',
    "eval('1')",
    "(0, globalThis.eval)('1')",
    "new Function('return 1')()",
    "Function('return 1')()",
  ],
  [
    'nothing is put into a page from outside',
    'electron/windows.ts',
    "contents.executeJavaScript('1')",
    "contents['insertCSS']('x')",
  ],
  [
    'only the bridge hears windows',
    'electron/tray.ts',
    "import { ipcMain } from 'electron'",
    "electron.ipcMain.on('x', act)",
    "contents.ipc.handle('x', act)",
  ],
  [
    'only the preload speaks to the main process',
    'renderer/live/a.ts',
    "window.electron.ipcRenderer.invoke('x')",
    'const { contextBridge } = electron',
  ],
  [
    'no window waits for the main process, and no other world is opened',
    'electron/preload.ts',
    "ipcRenderer.sendSync('x')",
    "contextBridge.exposeInIsolatedWorld(1, 'x', {})",
    'webUtils.getPathForFile(file)',
  ],
  [
    'the interface knows nothing of Electron',
    'renderer/platform/desktop.ts',
    "import type { Shell } from 'electron'",
    "const fs = await import('node:fs')",
  ],
  [
    'no page holds another one',
    'renderer/room/A.tsx',
    'const a = <iframe src="https://x.example" />',
    'const a = <webview />',
    "document.createElement('iframe')",
    'const web = { webviewTag: true }',
  ],
  [
    'no address that runs',
    'renderer/room/A.tsx',
    'const a = <a href="javascript:void 0">x</a>',
    "go(' JavaScript:1')",
  ],
  [
    'the system opens an address through one function',
    'electron/menu.ts',
    "shell.openExternal('https://x.example')",
    "import { shell as s } from 'electron'; const { openExternal } = s",
  ],
  ['no received file is opened', 'electron/open-outside.ts', 'shell.openPath(path)'],
  [
    'no device, and no picture of the screen',
    'electron/guards.ts',
    "import { desktopCapturer } from 'electron'",
    'session.setDisplayMediaRequestHandler(give)',
  ],
  [
    'no process but the replica',
    'electron/updates.ts',
    "import { spawn } from 'node:child_process'",
    "import { Worker } from 'worker_threads'",
    "await import('node:inspector')",
  ],
  [
    'the replica is a utility process, started in one place',
    'electron/tray.ts',
    "import { utilityProcess } from 'electron'",
  ],
  [
    'updates are fetched by one file',
    'electron/menu.ts',
    "import updater from 'electron-updater'",
    'a.autoUpdater.x()',
  ],
  [
    'an update is never older, unsigned or installed from a test feed',
    'electron/updates.ts',
    'const o = { allowDowngrade: true }',
    'const o = { verifyUpdateCodeSignature: () => null }',
  ],
  [
    'the system hands links to the main module alone',
    'electron/tray.ts',
    "app.setAsDefaultProtocolClient('http')",
  ],
  ['secrets pass through the one vault', 'electron/profiles.ts', "import { safeStorage } from 'electron'"],
  ['no secret is kept in plain text', 'electron/session-vault.ts', 'safe.setUsePlainTextEncryption(true)'],
  [
    'no text becomes markup',
    'renderer/room/A.tsx',
    'element.innerHTML = text',
    "element['outerHTML'] = text",
    "element.insertAdjacentHTML('x', text)",
    'document.write(text)',
    'const a = <p innerHTML={text} />',
    'new DOMParser()',
  ],
  [
    'no certificate is judged here',
    'electron/server-door.ts',
    'session.setCertificateVerifyProc(yes)',
    "app.on('certificate-error', yes)",
    'fetch(url, { rejectUnauthorized: false })',
  ],
  [
    'no switch is added to the command line',
    'electron/main.ts',
    "app.commandLine.appendSwitch('disable-web-security')",
  ],
  [
    'no report of a crash leaves this computer',
    'electron/main.ts',
    "import { crashReporter } from 'electron'",
  ],
  ['the tools of developers are opened by no code', 'electron/menu.ts', 'contents.openDevTools()'],
  [
    'of the environment only the server and what the build wrote are read',
    'electron/main.ts',
    "process.env['ELECTRON_RUN_AS_NODE']",
    'const { HOME } = process.env; process.env.HOME',
  ],
]

describe('each safety rule catches what it forbids', () => {
  it.each(PLANTED)('%s', (rule, path, ...texts) => {
    for (const text of texts) expect(broken(path, text), text).toContain(rule)
  })

  it('is shown for every rule, and each rule belongs to a point of hardening', () => {
    expect(PLANTED.map(([rule]) => rule).sort()).toEqual(SAFETY_RULES.map(({ name }) => name).sort())
    expect(SAFETY_RULES.every(({ point }) => point >= 1 && point <= 15)).toBe(true)
  })
})

describe('the lawful neighbour of a rule', () => {
  it.each([
    [
      'electron/windows.ts',
      'new BrowserWindow({ webPreferences: { sandbox: true, nodeIntegration: false } })',
    ],
    ['electron/windows.ts', "window.loadURL('app://room/')"],
    ['electron/bridge.ts', "import { ipcMain } from 'electron'; ipcMain.handle('x', act)"],
    [
      'electron/preload.ts',
      "import { contextBridge } from 'electron'; contextBridge.exposeInMainWorld('a', {})",
    ],
    ['electron/open-outside.ts', 'shell.openExternal(judged.address)'],
    ['electron/open-outside.ts', "type Part = Pick<Shell, 'openPath'>"],
    [
      'electron/tray.ts',
      "import type { BrowserWindow } from 'electron'; // new BrowserWindow() is elsewhere",
    ],
    ['electron/main.ts', "process.env['ACCORD_SERVER']"],
    ['renderer/room/A.tsx', 'const a = <p>{text}</p>'],
    ['server/app.ts', "import { spawn } from 'node:child_process'; eval('1')"],
  ])('in %s: %s', (path, text) => {
    expect(broken(path, text)).toEqual([])
  })
})

describe('a guard that was taken out', () => {
  it('is missed, each of them', () => {
    expect(missingGuards([parseSource('electron/main.ts', 'void 0')])).toEqual(
      SAFETY_PRESENCES.map(({ name }) => name),
    )
  })

  it('counts where it is in force, and not where it is only mentioned', () => {
    expect(missingGuards([parseSource('electron/main.ts', 'app.enableSandbox()')])).not.toContain(
      'the sandbox is on for everything',
    )
    expect(missingGuards([parseSource('electron/main.ts', '// app.enableSandbox()')])).toContain(
      'the sandbox is on for everything',
    )
  })
})
