// Which Chromium the browser tests use, decided without touching the machine, so that the order itself can be tested:
// CHROMIUM_PATH, then Playwright's own download, then a Chromium or Chrome of the system, then the one packed into an
// npm package (Linux on x64 only). CHROMIUM=packed skips what is installed.

import { posix, win32 } from 'node:path'

/** What the choice depends on. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly architecture: string
  /** Where Playwright would have put its own download. */
  readonly downloadedPath: string
  readonly exists: (path: string) => boolean
}

export type BrowserChoice =
  | { readonly from: 'environment' | 'download' | 'system'; readonly path: string }
  | { readonly from: 'package' }
  | { readonly from: 'nowhere'; readonly advice: string }

/** Never fails: a machine without any Chromium gets `nowhere` with the sentence that says what to do. */
export function chooseBrowser(around: Surroundings): BrowserChoice {
  const named = around.environment['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (around.exists(named)) return { from: 'environment', path: named }
    return {
      from: 'nowhere',
      advice: `CHROMIUM_PATH names ${named}, which does not exist: correct or unset it.`,
    }
  }
  const canUnpack = around.platform === 'linux' && around.architecture === 'x64'
  if (!(canUnpack && around.environment['CHROMIUM'] === 'packed')) {
    if (around.exists(around.downloadedPath)) return { from: 'download', path: around.downloadedPath }
    const installed = systemPaths(around).find(around.exists)
    if (installed !== undefined) return { from: 'system', path: installed }
  }
  if (canUnpack) return { from: 'package' }
  return {
    from: 'nowhere',
    advice: 'No Chromium was found: run `npx playwright install chromium`, or name one with CHROMIUM_PATH.',
  }
}

function systemPaths({ platform, environment }: Surroundings): readonly string[] {
  if (platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ]
  }
  if (platform === 'win32') {
    return [environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)'], environment['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .map((folder) => win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'))
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) =>
    posix.join('/usr/bin', name),
  )
}
