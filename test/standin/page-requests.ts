// Every request of a page passes here before it leaves Chromium: going to another document is asked of the program's
// listeners first, addresses of its own schemes are answered by it, and its web-request listeners may forbid the rest.

import { RefusableEvent } from './events.ts'
import type { Fields } from './devtools.ts'
import type { WebFrame } from './frames.ts'
import { answerFor, fromHttp } from './schemes.ts'
import { defaultSession } from './session.ts'

export interface Paused {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly postData?: string
  }
}

/** What of a window this needs. */
interface Navigating {
  going: string | null
  readonly id: number
  readonly mainFrame: WebFrame
  getURL(): string
  frame(id: string): WebFrame | undefined
  command(method: string, params: Fields): Promise<Fields>
  emit(event: string, ...given: readonly unknown[]): boolean
}

/** Electron's navigation events carry both: properties, and the older arguments. */
class Navigation extends RefusableEvent {
  readonly url: string
  readonly isMainFrame: boolean
  readonly frame: WebFrame | undefined
  readonly isSameDocument = false
  constructor(url: string, isMainFrame: boolean, frame: WebFrame | undefined) {
    super()
    this.url = url
    this.isMainFrame = isMainFrame
    this.frame = frame
  }
}

export async function answerPaused(page: Navigating, paused: Paused): Promise<void> {
  const { requestId, request } = paused
  const url = fromHttp(request.url)
  const fail = (errorReason: string) => page.command('Fetch.failRequest', { requestId, errorReason })
  if (paused.resourceType === 'Document' && !mayGo(page, url, paused)) return void (await fail('Aborted'))
  if (
    !(await defaultSession.webRequest.mayLeave({
      ...request,
      url,
      resourceType: kindOf(paused),
      webContentsId: page.id,
    }))
  )
    return void (await fail('BlockedByClient'))
  const { method, headers, postData } = request
  const answer = await answerFor(
    new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) }),
  )
  if (answer === null) return void (await page.command('Fetch.continueRequest', { requestId }))
  await page.command('Fetch.fulfillRequest', {
    requestId,
    responseCode: answer.status,
    responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
  })
}

function mayGo(page: Navigating, url: string, { frameId, redirectedRequestId }: Paused): boolean {
  const frame = page.frame(frameId)
  const isMainFrame = frame === undefined || frame === page.mainFrame
  if (isMainFrame && redirectedRequestId === undefined && (url === page.going || url === page.getURL())) {
    page.going = null
    return true
  }
  const ask = (event: string): boolean => {
    const navigation = new Navigation(url, isMainFrame, frame)
    page.emit(event, navigation, url, false, isMainFrame)
    return !navigation.defaultPrevented
  }
  if (redirectedRequestId !== undefined) return ask('will-redirect')
  return ask('will-frame-navigate') && (!isMainFrame || ask('will-navigate'))
}

const kindOf = ({ resourceType }: Paused): string =>
  resourceType === 'Document' ? 'mainFrame' : resourceType.toLowerCase()
