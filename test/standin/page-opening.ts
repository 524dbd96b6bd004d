// Opens a page for a window: refuses preferences that would open it to the computer, attaches to it before anything is
// loaded, and puts the scripts of both worlds in front of every document that it will show.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { browser } from './chromium.ts'
import type { Fields, HearEvent } from './devtools.ts'
import { pageScript, preloadScript } from './worlds.ts'

export const PRELOAD_WORLD = 'preload'

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** What of `webPreferences` matters here. */
export interface WebPreferences {
  readonly preload?: string
  readonly nodeIntegrationInSubFrames?: boolean
  readonly [other: string]: unknown
}

const INSECURE: readonly (readonly [name: string, value: unknown])[] = [
  ['nodeIntegration', true],
  ['nodeIntegrationInWorker', true],
  ['contextIsolation', false],
  ['sandbox', false],
  ['webSecurity', false],
  ['allowRunningInsecureContent', true],
  ['experimentalFeatures', true],
  ['webviewTag', true],
]

/** @throws naming the first preference that a page of strangers could use. */
export function refuseInsecure(preferences: WebPreferences): void {
  const open = INSECURE.find(([name, value]) => preferences[name] === value)
  if (open !== undefined)
    throw new Error(`stand-in: webPreferences.${open[0]} must not be ${String(open[1])}`)
}

export interface OpenedPage {
  readonly targetId: string
  readonly sessionId: string
  /** The topmost frame. */
  readonly frameId: string
}

/** `hear` is told everything about the page from its first moment. */
export async function openPage(
  { preload, nodeIntegrationInSubFrames = false }: WebPreferences,
  size: PageSize,
  hear: HearEvent,
): Promise<OpenedPage> {
  const created = await browser().send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    ...size,
  })
  const targetId = String(created['targetId'])
  const attached = await browser().send('Target.attachToTarget', { targetId, flatten: true })
  const sessionId = String(attached['sessionId'])
  const say = (method: string, params: Fields = {}) => browser().send(method, params, sessionId)
  browser().listen(sessionId, hear)
  await say('Page.enable')
  const { frameTree } = (await say('Page.getFrameTree')) as { frameTree?: { frame: { id: string } } }
  await say('Runtime.enable')
  await say('Runtime.addBinding', { name: 'standinSay', executionContextName: PRELOAD_WORLD })
  await say('Runtime.addBinding', { name: 'standinOpen' })
  await say('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  const secret = randomUUID()
  await say('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) })
  if (preload !== undefined)
    await say('Page.addScriptToEvaluateOnNewDocument', {
      worldName: PRELOAD_WORLD,
      source: preloadScript(secret, readFileSync(preload, 'utf8'), nodeIntegrationInSubFrames, {
        platform: process.platform,
        arch: process.arch,
        argv: [],
        env: {},
        versions: { node: process.versions.node },
      }),
    })
  return { targetId, sessionId, frameId: frameTree?.frame.id ?? '' }
}
