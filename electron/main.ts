// The desktop's main process, put together: first what must be settled before anything runs, then, once the program is
// ready, its parts from the disk to the windows. Each part has a file of its own; nothing is decided here.

import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, dialog, type MessagePortMain, net, powerMonitor, protocol, safeStorage, shell } from 'electron'
import { PORT_CHANNEL } from '../protocol/desktop-channels.ts'
import type { DesktopEvent, DesktopPlatform } from '../protocol/desktop.ts'
import { APP_PRIVILEGES, serveInterface } from './app-scheme.ts'
import { serveBridge } from './bridge.ts'
import { bridgeTable, type TableParts } from './bridge-table.ts'
import { LINK_SCHEME } from './deep-link.ts'
import { askToReload, openFromOutside } from './from-outside.ts'
import { guardEverything } from './guards.ts'
import { dropDebugEnvironment, refusedSwitch } from './launch-guard.ts'
import { openLastResort } from './last-resort.ts'
import { type LastWords, openLastWords } from './last-words.ts'
import { APP_ID } from './notify.ts'
import { openOutside, openSignInPage } from './open-outside.ts'
import { openPersonDesk } from './person-desk.ts'
import type { PersonWindow } from './person-windows.ts'
import { openProfileDesk } from './profile-desk.ts'
import { openQuitting } from './quitting.ts'
import { openReplicaProcesses } from './replica-fork.ts'
import { openServerAuth } from './server-auth.ts'
import type { Ask } from './server-ask.ts'
import { openServerDoor } from './server-door.ts'
import { cipherOf, openSessionVault } from './session-vault.ts'
import { openSignInDesk } from './sign-in-desk.ts'
import { shellWords, systemLanguage } from './text/shell-words.ts'
import { openSystemFace, type SystemFace } from './system-face.ts'
import { feedAddress } from './updates-feed.ts'
import { UPDATE_KEYS } from './updates-keys.ts'
import { beforeUpdateQuits, loadUpdater } from './updates-load.ts'
import { openUpdates, type Updates } from './updates.ts'
import { type AppWindow, openWindows, type Windows } from './windows.ts'

const DEFAULT_SERVER = 'http://127.0.0.1:4400'
const root = import.meta.dirname
const platform = process.platform as DesktopPlatform
const lastResort = openLastResort({
  process,
  app,
  dialog,
  // Nothing has been put together yet that knows the windows' language.
  words: () => shellWords(systemLanguage(app.isReady() ? app.getPreferredSystemLanguages() : [])),
  report: (what, error) => console.error(what, error),
})

const refused = app.isPackaged ? refusedSwitch(process.argv) : null
if (refused !== null) {
  console.error(`Accord does not start with --${refused}: start it without.`)
  app.exit(1)
} else if (!app.requestSingleInstanceLock()) app.quit()
else start()

function start(): void {
  if (app.isPackaged) dropDebugEnvironment(process.env)
  app.enableSandbox()
  if (platform === 'win32') app.setAppUserModelId(APP_ID)
  guardEverything(app)
  protocol.registerSchemesAsPrivileged([APP_PRIVILEGES])
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)

  // What was asked for before there are windows waits for them.
  let toOpen = process.argv.slice(1)
  let opens = (words: string[]): void => void (toOpen = [...toOpen, ...words])
  app.on('second-instance', (_event, words) => opens(words))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    opens([link])
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    opens([path])
  })
  app
    .whenReady()
    .then(run)
    .then((openNow) => {
      opens = openNow
      openNow(toOpen)
    })
    .catch((error: unknown) => lastResort.couldNotStart(error))
}

/** Everything that needs a program that is ready. Returns what opens a link or a file from now on. */
async function run(): Promise<(words: string[]) => void> {
  const kept = (name: string) => join(app.getPath('userData'), name)
  const lastWords = openLastWords()

  serveInterface(protocol, root)
  const profiles = openProfileDesk(kept('servers.json'), {
    address: process.env['ACCORD_SERVER'] ?? DEFAULT_SERVER,
    always: !app.isPackaged && process.env['ACCORD_SERVER'] !== undefined,
  })
  const vault = await openSessionVault(kept('sessions'), await cipherOf(safeStorage, platform))
  const ask: Ask = (url, request) => net.fetch(url, request)
  const deviceName = `Accord, ${hostname()}`
  const door = openServerDoor(ask)
  const auth = openServerAuth(ask, deviceName)
  const host = openReplicaProcesses(root, app.isPackaged)

  const face = openSystemFace({
    platform,
    show: () => windows.show(),
    newWindow: () => void windows.open(),
    windowOf: (id) => windows.all().find((window) => window.id === id) ?? null,
  })
  const windows = openWindows({
    root,
    platform,
    stateFile: kept('window.json'),
    isPackaged: app.isPackaged,
    isQuitting: () => quitting.isQuitting(),
    opened: (window) => face.dress(window),
    keepTyped: (window) => lastWords.ask(window),
    pageGone: (window) => {
      face.forget(window)
      lastWords.gone(window)
    },
    closed(window) {
      people.closeReplica(window)
      signIn.closed(window)
    },
    askToReload: () => askToReload(dialog, face.words()),
    giveUp: () => app.quit(),
  })
  const people = openPersonDesk({
    profiles,
    vault,
    auth,
    host,
    folder: kept('replicas'),
    windows: () => windows.all(),
    face: replicaFace,
  })
  const signIn = openSignInDesk<AppWindow>({
    profiles,
    auth,
    people,
    openPage: (origin, address) => openSignInPage(shell, origin, address),
    tell: (window, event) => window.tell(event),
    deviceName,
  })
  const updates = updatesFor(windows)
  const keepTyped = () => Promise.all(windows.all().map((window) => lastWords.ask(window)))
  lastResort.keepBefore(keepTyped)
  const quitting = openQuitting({
    app,
    keepTyped,
    close() {
      updates.close()
      face.close()
      return host.closeAll()
    },
  })
  serveWindows(windows, lastWords, updates, { profiles, vault, door, people, signIn, face, keepTyped })
  followSystem(windows, face)
  beforeUpdateQuits(() => quitting.beginNow())
  people.begin().catch((error: unknown) => console.error('kept sessions could not be looked at:', error))
  return (words) =>
    openFromOutside(words, {
      dialog,
      words: () => face.words(),
      show: () => windows.show(),
      signInCode: (code) => void signIn.codeCame(code),
    })
}

/** What windows may ask of the program: the bridge, over the parts that do it. */
function serveWindows(
  windows: Windows,
  lastWords: LastWords,
  updates: Updates,
  parts: Pick<TableParts, 'profiles' | 'vault' | 'door' | 'people' | 'signIn'> & {
    readonly face: SystemFace
    readonly keepTyped: () => Promise<unknown>
  },
): void {
  const { face, keepTyped } = parts
  serveBridge({
    windowOf: (sender) => windows.of(sender),
    table: bridgeTable({
      ...parts,
      openOutside: (kind, target) => openOutside({ shell, dialog, words: () => face.words() }, kind, target),
      installUpdate: async () => {
        await keepTyped()
        await updates.install()
      },
      flushed: (window) => lastWords.heard(window),
      listens: (window) => {
        window.listens()
        window.tell({ type: 'update', update: updates.state() })
      },
    }),
  })
}

/** What the system tells the program while it runs. */
function followSystem(windows: Windows, face: SystemFace): void {
  powerMonitor.on('resume', () => wake(windows, face))
  powerMonitor.on('unlock-screen', () => wake(windows, face))
  app.on('activate', () => windows.show())
  // The tray keeps the program; without this listener the last window would end it.
  app.on('window-all-closed', () => undefined)
  // The system waits for a program that says it will end, and then ends it like any other way.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    app.quit()
  })
}

const updatesFor = (windows: Windows): Updates =>
  openUpdates({
    feed: feedAddress(process.resourcesPath, platform),
    keys: UPDATE_KEYS,
    version: app.getVersion(),
    platform,
    load: loadUpdater,
    tell: (update) => tellAll(windows, { type: 'update', update }),
  })

/** A window as its person's replica sees it. */
const replicaFace = ({ id, window: { webContents }, tell }: AppWindow): PersonWindow<MessagePortMain> => ({
  id,
  reload: () => webContents.reload(),
  tell,
  replica: {
    give: (port) => webContents.postMessage(PORT_CHANNEL, null, [port]),
    stopped: (againInMs) => tell({ type: 'replicaStopped', againInMs }),
    restarted: () => tell({ type: 'replicaRestarted' }),
  },
})

function tellAll(windows: Windows, event: DesktopEvent): void {
  for (const window of windows.all()) window.tell(event)
}

/** The computer woke or was unlocked: what is shown may be old. */
function wake(windows: Windows, face: SystemFace): void {
  tellAll(windows, { type: 'probe' })
  face.again()
}
