// Updates of the desktop: asked for some time after the start and then a few times a day, downloaded when the feed's
// own signed statement holds (`updates-statement.ts`), installed only when a person asks. electron-updater does the
// fetching, checks the file's hash and the platform's signature; what it may take is decided here, before it does.
//
//   OFF (no feed or no key) · CHECKING → CURRENT | REFUSED | FAILED | DOWNLOADING → READY → install()

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { AppUpdater } from 'electron-updater'
import { HOUR, SECOND } from '../domain/time.ts'
import type { UpdateState } from '../protocol/desktop.ts'
import { judgeOffer, type UpdateStatement } from './updates-statement.ts'

/** What is used of electron-updater; its own type is far wider. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'disableWebInstaller'
  | 'logger'
  | 'setFeedURL'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
  | 'on'
>

export interface UpdateParts {
  /** From `feedAddress`; null: off. */
  readonly feed: string | null
  /** From `updates-keys.ts`; none: off. */
  readonly keys: readonly string[]
  readonly version: string
  readonly platform: string
  /** `loadUpdater` of `updates-load.ts`: called only when there is a feed. */
  readonly load: () => Promise<Updater>
  /** Every change of the state, for the event `update`. */
  readonly tell: (state: UpdateState) => void
  readonly now?: () => number
}

export interface Updates {
  state(): UpdateState
  /** Asks the feed now; never throws. Main need not call it: it happens by itself. */
  check(): Promise<void>
  /** Ends the program and starts the new one. Nothing happens unless the state is READY. */
  install(): Promise<void>
  close(): void
}

export const UPDATE_CHANNEL = 'latest'
/** After the start the room comes first. */
const FIRST_CHECK_MS = 30 * SECOND
const CHECK_EVERY_MS = 6 * HOUR

/** Main: after the first window is there; `state()` for windows that open later; `close` on quit. */
export function openUpdates(parts: UpdateParts): Updates {
  const { feed, keys, tell } = parts
  if (feed === null || keys.length === 0) return SWITCHED_OFF
  let state: UpdateState = { state: 'CURRENT' }
  let ready: { readonly file: string; readonly statement: UpdateStatement } | null = null
  let loaded: Promise<Updater> | null = null
  let running: Promise<void> | null = null

  function become(next: UpdateState): void {
    state = next
    tell(next)
  }

  function updater(address: string): Promise<Updater> {
    loaded ??= parts.load().then((fresh) =>
      setUp(fresh, address, (percent) => {
        become({ state: 'DOWNLOADING', percent })
      }),
    )
    return loaded
  }

  async function checkOnce(address: string): Promise<void> {
    if (ready !== null) return
    become({ state: 'CHECKING' })
    try {
      const fetcher = await updater(address)
      const found = await fetcher.checkForUpdates()
      const judged = judgeOffer(found?.updateInfo, {
        version: parts.version,
        channel: UPDATE_CHANNEL,
        platform: parts.platform,
        keys,
        now: (parts.now ?? Date.now)(),
      })
      if (judged.offer === 'REFUSED') return become({ state: 'REFUSED' })
      if (judged.offer === 'CURRENT' || found?.isUpdateAvailable !== true) return become({ state: 'CURRENT' })
      become({ state: 'DOWNLOADING', percent: 0 })
      const [file] = await fetcher.downloadUpdate()
      if (file === undefined || !(await isStated(file, judged.statement))) return become({ state: 'REFUSED' })
      ready = { file, statement: judged.statement }
      become({ state: 'READY', version: judged.statement.version })
    } catch {
      // Without a network, or with half a file: the next check begins anew.
      become({ state: 'FAILED' })
    }
  }

  const check = (): Promise<void> => {
    running ??= checkOnce(feed).finally(() => {
      running = null
    })
    return running
  }
  const first = setTimeout(() => void check(), FIRST_CHECK_MS)
  const later = setInterval(() => void check(), CHECK_EVERY_MS)
  first.unref()
  later.unref()

  return {
    state: () => state,
    check,
    async install() {
      if (ready === null) return
      // The file has lain in a folder that every program of this person can write to.
      if (!(await isStated(ready.file, ready.statement))) {
        ready = null
        return become({ state: 'REFUSED' })
      }
      const fetcher = await updater(feed)
      fetcher.quitAndInstall(false, true)
    },
    close() {
      clearTimeout(first)
      clearInterval(later)
    },
  }
}

const SWITCHED_OFF: Updates = {
  state: () => ({ state: 'OFF' }),
  check: () => Promise.resolve(),
  install: () => Promise.resolve(),
  close: () => {},
}

/** Nothing happens by itself. The channel is given with the feed: electron-updater's `channel` would allow downgrades. */
function setUp(updater: Updater, feed: string, progress: (percent: number) => void): Updater {
  updater.logger = null
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowPrerelease = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  updater.setFeedURL({ provider: 'generic', url: feed, channel: UPDATE_CHANNEL })
  updater.on('download-progress', ({ percent }) => progress(Math.floor(percent)))
  // Each failure also rejects what was asked for; without a listener the event would end the process.
  updater.on('error', () => {})
  return updater
}

/** Whether a file on this disk is one that the statement names. */
async function isStated(path: string, { files }: UpdateStatement): Promise<boolean> {
  const hash = createHash('sha512')
  try {
    await pipeline(createReadStream(path), hash)
  } catch {
    return false
  }
  const digest = hash.digest('base64')
  return files.some(({ sha512 }) => sha512 === digest)
}
