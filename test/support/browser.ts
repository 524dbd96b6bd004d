// Starts the Chromium that the browser tests run in (see browser-choice.ts for which one). `openBrowser` gives
// short-lived contexts, one per person; `openStoredContext` keeps its storage in a folder, as a real browser does:
// whoever tests storage uses it, because writes to OPFS are about 20 times slower in the incognito contexts.

import { existsSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright'
import { chooseBrowser } from './browser-choice.ts'
import { unpackChromium } from './packed-chromium.ts'

/** The caller closes it. `HEADED=1` shows the window where the chosen Chromium can. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions())
}

/** A context whose storage lives in `folder` and survives closing; the caller closes it. */
export async function openStoredContext(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...options, ...(await launchOptions()) })
}

/** @throws with the sentence that says what to do where there is no Chromium. */
export async function launchOptions(): Promise<LaunchOptions> {
  const choice = chooseBrowser({
    environment: process.env,
    platform: process.platform,
    architecture: process.arch,
    downloadedPath: chromium.executablePath(),
    exists: existsSync,
  })
  if (choice.from === 'nowhere') throw new Error(choice.advice)
  // Chromium refuses to put root into its sandbox; containers and CI machines run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const headless = process.env['HEADED'] !== '1'
  if (choice.from === 'package') return { headless: true, args, ...(await unpackChromium()) }
  return { headless, args, executablePath: choice.path }
}
