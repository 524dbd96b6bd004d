// Sessions that were ended in this browser: forgotten at once, and kept by name until their server has heard it, which may
// be long after, when there is a network again. What ends them is the server's cookie; a demo's has its secret alone.

import { SIGN_OUT_DOCUMENT } from '../../protocol/operations.ts'
import { posted } from './session-answers.ts'

export interface LeftSessions {
  /** `token`: as the session was kept. */
  left(token: string): void
  /** Tells the server of all that it has not heard yet; never rejects. */
  tell(): Promise<void>
}

const LEFT = 'accord.left.'

export interface LeftSessionsOptions {
  readonly browser: Pick<Storage, 'setItem' | 'removeItem' | 'key' | 'length'>
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** The name of a session whose tokens come and go; null for a demo's. */
  readonly sessionIdOf: (token: string) => string | null
}

export function openLeftSessions({ browser, ask, sessionIdOf }: LeftSessionsOptions): LeftSessions {
  const tokens = (): readonly string[] =>
    Array.from({ length: browser.length }, (_, index) => browser.key(index) ?? '')
      .filter((key) => key.startsWith(LEFT))
      .map((key) => key.slice(LEFT.length))

  function request(token: string): Promise<Response> {
    const sessionId = sessionIdOf(token)
    // The cookie says whose it is: the access token may have run out long ago.
    return sessionId === null
      ? ask('/graphql', { ...posted({ query: SIGN_OUT_DOCUMENT }, token), keepalive: true })
      : ask('/auth/sign-out', { ...posted({ sessionId }), keepalive: true })
  }
  async function tellOne(token: string): Promise<void> {
    try {
      const { status } = await request(token)
      if (status < 500 && status !== 429) browser.removeItem(LEFT + token)
    } catch {
      // Nobody heard it: it stays for the next time.
    }
  }

  return {
    left: (token) => browser.setItem(LEFT + token, ''),
    tell: async () => void (await Promise.all(tokens().map(tellOne))),
  }
}
