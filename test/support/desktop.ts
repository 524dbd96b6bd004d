// One door for every desktop test: the real Electron where its binary is installed, else the stand-in of test/standin.
// Both have the shape of Playwright's ElectronApplication, and a test uses nothing that only one of them has.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'
import { launchOnStandIn, REGISTER } from './desktop-standin.ts'

/** What a desktop test may use of Playwright's ElectronApplication. */
export type DesktopApp = Pick<
  ElectronApplication,
  'evaluate' | 'firstWindow' | 'windows' | 'process' | 'close'
>

export interface DesktopOptions {
  /** The folder of everything that the program keeps; the same folder again is the same computer. */
  readonly userData: string
  /** The server that a first start knows. */
  readonly server?: string
  /** The person's home, and where the program is started from: whatever it writes beside userData lands here. */
  readonly home?: string
  /** What follows the program on the command line: links, files. */
  readonly argv?: readonly string[]
  /** A Linux without a keyring. */
  readonly withoutKeyring?: boolean
  /** The main process's bundle. */
  readonly main?: string
}

const ROOT = resolve(import.meta.dirname, '../..')
export const DESKTOP_MAIN = join(ROOT, 'out', 'desktop', 'main.js')

/** The binary of Electron, or null where there is none. Importing `electron` here would try to download it. */
export function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const name = join(folder, 'path.txt')
  if (!existsSync(name)) return null
  const binary = join(folder, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/** The sentence that a run prints, so that nobody takes the one for the other. */
export function whichDesktop(): string {
  const binary = electronBinary()
  return binary === null
    ? 'Desktop tests run on the stand-in for Electron: its binary is not installed here.'
    : `Desktop tests run on the real Electron, ${binary}.`
}

/** Resolves once the main process runs; its first window may still be loading. The caller closes it. */
export async function launchDesktop(options: DesktopOptions): Promise<DesktopApp> {
  const { main = DESKTOP_MAIN } = options
  const binary = electronBinary()
  if (binary === null)
    return launchOnStandIn({
      main,
      userData: options.userData,
      args: argumentsFor(options),
      cwd: options.home ?? ROOT,
      env: environmentFor(options),
    })
  return _electron.launch({
    executablePath: binary,
    args: [...forRoot(), main, ...argumentsFor(options)],
    cwd: options.home ?? ROOT,
    env: environmentFor(options),
  })
}

/** Starts the program a second time over the same folder and waits until that process has ended; its exit code. */
export function launchAgain(options: DesktopOptions): Promise<number | null> {
  const { main = DESKTOP_MAIN } = options
  const binary = electronBinary()
  const [command, before] =
    binary === null ? [process.execPath, ['--no-warnings', '--import', REGISTER]] : [binary, forRoot()]
  const child = spawn(command, [...before, main, ...argumentsFor(options)], {
    cwd: options.home ?? ROOT,
    env: environmentFor(options),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', done)
  })
}

function argumentsFor({ userData, argv = [], withoutKeyring = false }: DesktopOptions): string[] {
  return [`--user-data-dir=${userData}`, ...(withoutKeyring ? ['--password-store=basic'] : []), ...argv]
}

function environmentFor({ server, home }: DesktopOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    ...Object.fromEntries(inherited),
    ...(server === undefined ? {} : { ACCORD_SERVER: server }),
    ...(home === undefined ? {} : { HOME: home, USERPROFILE: home, TMPDIR: home, TEMP: home }),
  }
}

/** Chromium refuses to put root into its sandbox. */
const forRoot = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
