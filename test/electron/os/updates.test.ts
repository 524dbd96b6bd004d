// A feed over loopback, signed by the project's own tool, read and downloaded by the real electron-updater: good,
// tampered with, older, held back, and switched off. Only Electron's network and its installer are replaced.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { feedAddress } from '../../../electron/updates-feed.ts'
import { openUpdates, type Updater, type Updates } from '../../../electron/updates.ts'
import type { UpdateState } from '../../../protocol/desktop.ts'

const root = resolve(import.meta.dirname, '../../..')
const PROGRAM = Buffer.from('the next version of the program')
const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64')

let folder = ''
let publicKey = ''
let server: Server
let origin = ''
/** What the feed's host answers, by path. */
const served = new Map<string, string | Buffer>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-updates-'))
  publicKey = signTool('new-key', join(folder, 'key.pem')).trim().split('\n').at(-1) ?? ''
  server = createServer((asked, answer) => {
    const content = served.get(new URL(asked.url ?? '/', 'http://feed').pathname)
    answer.writeHead(content === undefined ? 404 : 200).end(content)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  served.clear()
  vi.stubEnv('APPIMAGE', join(folder, 'Accord.AppImage'))
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const signTool = (...args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'scripts/sign-update.mjs'), ...args], { encoding: 'utf8' })

interface Release {
  readonly version?: string
  readonly days?: number
  readonly platform?: string
  readonly program?: Buffer
  readonly afterSigning?: (feed: string) => string
}

/** Publishes a release as the build and the signing machine do: feed as electron-builder writes it, then the tool. */
function publish({ version = '1.5.0', days = 30, platform = 'linux', ...rest }: Release = {}): void {
  const name = `Accord-${version}.AppImage`
  const feed = join(folder, 'latest.yml')
  const hash = sha512(PROGRAM)
  writeFileSync(
    feed,
    `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${hash}\n    size: ${PROGRAM.length}\npath: ${name}\nsha512: ${hash}\nreleaseDate: '2026-11-18T12:00:00.000Z'\n`,
  )
  signTool('sign', feed, '--platform', platform, '--key', join(folder, 'key.pem'), '--days', String(days))
  const signed = readFileSync(feed, 'utf8')
  const text = rest.afterSigning?.(signed) ?? signed
  for (const suffix of ['', '-linux', '-linux-arm64', '-mac']) served.set(`/latest${suffix}.yml`, text)
  served.set(`/${name}`, rest.program ?? PROGRAM)
}

/** electron-updater's own executor, over Node's network instead of Electron's. */
class LoopbackExecutor extends ElectronHttpExecutor {
  override createRequest(options: object, answered: (response: never) => void): never {
    return request({ ...options, agent: false }, (response) => answered(response as never)) as never
  }
}

function desktop({ now = Date.now, keys = [publicKey] } = {}) {
  const states: UpdateState[] = []
  const installs: unknown[] = []
  let updater: AppImageUpdater | undefined
  const updates = openUpdates({
    feed: origin,
    keys,
    version: '1.4.2',
    platform: 'linux',
    now,
    tell: (state) => states.push(state),
    load: () => {
      updater = fetcher()
      updater.quitAndInstall = (...how) => installs.push(how)
      return Promise.resolve(updater as Updater)
    },
  })
  return { updates, states, installs, updater: () => updater }
}

function fetcher(): AppImageUpdater {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, 'app-update.yml'), 'provider: generic\nupdaterCacheDirName: accord-updater\n')
  const updater = new AppImageUpdater(null, {
    version: '1.4.2',
    name: 'accord',
    isPackaged: true,
    appUpdateConfigPath: join(home, 'app-update.yml'),
    userDataPath: home,
    baseCachePath: home,
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  })
  updater.disableDifferentialDownload = true
  Reflect.set(updater, 'httpExecutor', new LoopbackExecutor())
  return updater
}

async function outcome({ updates }: { readonly updates: Updates }): Promise<UpdateState> {
  await updates.check()
  updates.close()
  return updates.state()
}

describe('an update from a feed', () => {
  it('is fetched, stands ready, and is installed only when somebody asks', async () => {
    publish()
    const { updates, states, installs, updater } = desktop()
    expect(await outcome({ updates })).toEqual({ state: 'READY', version: '1.5.0' })
    expect(states.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])).toEqual([
      'CHECKING',
      'DOWNLOADING',
      'READY',
    ])
    const { autoDownload, autoInstallOnAppQuit, allowDowngrade } = updater() ?? fetcher()
    expect([autoDownload, autoInstallOnAppQuit, allowDowngrade]).toEqual([false, false, false])
    expect(installs).toEqual([])
    await updates.install()
    expect(installs).toEqual([[false, true]])
  })

  it('is taken from a feed that was signed again, which then has one statement', async () => {
    publish({ days: 1 })
    const feed = join(folder, 'latest.yml')
    signTool('sign', feed, '--platform', 'linux', '--key', join(folder, 'key.pem'), '--days', '60')
    const again = readFileSync(feed, 'utf8')
    expect(again.match(/^accord:/gm)).toHaveLength(1)
    for (const path of served.keys()) if (path.endsWith('.yml')) served.set(path, again)
    const inAMonth = () => Date.now() + 30 * 86_400_000
    expect((await outcome(desktop({ now: inAMonth }))).state).toBe('READY')
  })

  it('is not looked for again while one stands ready', async () => {
    publish()
    const it = desktop()
    await outcome(it)
    served.clear()
    expect((await outcome(it)).state).toBe('READY')
  })

  it('is refused when the feed was changed after it was signed', async () => {
    publish({ afterSigning: (feed) => feed.replace(/sha512: \S+/, `sha512: ${sha512(Buffer.from('x'))}`) })
    expect((await outcome(desktop())).state).toBe('REFUSED')
    publish({ afterSigning: (feed) => feed.replace('version: 1.5.0', 'version: 9.0.0') })
    expect((await outcome(desktop())).state).toBe('REFUSED')
    publish({ afterSigning: (feed) => feed.replace(/^accord:[^]*/m, '') })
    expect((await outcome(desktop())).state).toBe('REFUSED')
  })

  it('is refused when it is older, for another platform, or signed by a key that is not ours', async () => {
    publish({ version: '1.4.1' })
    expect((await outcome(desktop())).state).toBe('REFUSED')
    publish({ platform: 'win32' })
    expect((await outcome(desktop())).state).toBe('REFUSED')
    publish()
    expect((await outcome(desktop({ keys: [Buffer.alloc(32, 7).toString('base64')] }))).state).toBe('REFUSED')
  })

  it('is refused once its statement has expired', async () => {
    publish({ days: 30 })
    const day = 86_400_000
    expect((await outcome(desktop({ now: () => Date.now() + 31 * day }))).state).toBe('REFUSED')
  })

  it('fails when the file is not the one that was signed for, and nothing can be installed', async () => {
    publish({ program: Buffer.from('something else entirely') })
    const { updates, installs } = desktop()
    expect((await outcome({ updates })).state).toBe('FAILED')
    await updates.install()
    expect(installs).toEqual([])
  })

  it('is refused when the file was exchanged on the disk after it was fetched', async () => {
    publish()
    const { updates, installs, updater } = desktop()
    await outcome({ updates })
    const fetched = Reflect.get(updater() ?? {}, 'downloadedUpdateHelper') as { file: string }
    writeFileSync(fetched.file, 'exchanged')
    await updates.install()
    expect([updates.state().state, installs]).toEqual(['REFUSED', []])
  })

  it('is none when the feed has the running version, and a failure when there is no feed', async () => {
    publish({ version: '1.4.2' })
    expect((await outcome(desktop())).state).toBe('CURRENT')
    served.clear()
    expect((await outcome(desktop())).state).toBe('FAILED')
  })
})

describe('updates are off', () => {
  const off = (feed: string | null, keys: readonly string[]): Updates =>
    openUpdates({
      feed,
      keys,
      version: '1.4.2',
      platform: 'linux',
      tell: () => {},
      load: () => Promise.reject(new Error('electron-updater must not even be loaded')),
    })

  it('without a feed, and without a key of this product', async () => {
    for (const updates of [off(null, ['key']), off(origin, [])]) {
      await updates.check()
      await updates.install()
      expect(updates.state()).toEqual({ state: 'OFF' })
    }
  })

  it('unless the release was packed with an https feed', () => {
    const packed = (text: string, platform: 'linux' | 'win32' = 'linux'): string | null => {
      writeFileSync(join(folder, 'app-update.yml'), text)
      return feedAddress(folder, platform)
    }
    const good =
      'provider: generic\nurl: https://updates.example/accord\nupdaterCacheDirName: accord-updater\n'
    expect(packed(good)).toBe('https://updates.example/accord')
    expect(packed(good.replace('https', 'http'))).toBeNull()
    expect(packed(good.replace('https://', 'https://user:word@'))).toBeNull()
    expect(packed(good.replace('generic', 'github'))).toBeNull()
    expect(packed('provider: generic\n')).toBeNull()
    expect(feedAddress(join(folder, 'nowhere'), 'linux')).toBeNull()
    // Without a publisher electron-updater would not compare the signer of a Windows installer.
    expect(packed(good, 'win32')).toBeNull()
    expect(packed(`${good}publisherName:\n  - Example\n`, 'win32')).toBe('https://updates.example/accord')
  })
})
