// A browser without a page, for tests of sign-ins that lead over several servers: it keeps cookies by host and follows
// redirects one by one, so that a test can look at each and stop where it likes.

export interface ScriptedBrowser {
  /** One request; cookies go with it and are kept from it. */
  ask(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects until `stop` says so of the next address, or there is none; the last address and answer. */
  follow(
    url: string,
    stop?: (next: URL) => boolean,
  ): Promise<{ readonly url: URL; readonly answer: Response | null }>
}

const REDIRECTS_MAX = 20

export function scriptedBrowser(): ScriptedBrowser {
  const jar = new Map<string, Map<string, string>>()

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const cookies = jar.get(host) ?? new Map<string, string>()
    jar.set(host, cookies)
    const headers = new Headers(init.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=', 2)
      if (/expires=thu, 01 jan 1970|max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  return {
    ask,
    async follow(url, stop = () => false) {
      let at = new URL(url)
      for (let count = 0; count < REDIRECTS_MAX; count++) {
        if (stop(at)) return { url: at, answer: null }
        const answer = await ask(at.href)
        const location = answer.headers.get('location')
        if (location === null) return { url: at, answer }
        at = new URL(location, at)
      }
      throw new Error('redirected without end')
    },
  }
}
