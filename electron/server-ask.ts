// How the main process asks a server: through the system's proxy and certificates, without a cookie, following no
// redirect, since an answer from elsewhere is no answer. Nothing here rejects; null is "nobody answered".

/** The part of `fetch` that is used: Electron's own in the program, Node's in tests. */
export type Ask = (url: string, request: RequestInit) => Promise<Response>

/** A status and the JSON that came with it, unjudged; null where it was none. */
export interface Json {
  readonly status: number
  readonly body: unknown
}

/** The same, with the server's clock as it answered, ms since 1970; null where it does not say. */
export interface TimedJson extends Json {
  readonly serverTime: number | null
}

export interface Asking {
  readonly answered: (url: string, request: RequestInit, withinMs: number) => Promise<Response | null>
  readonly json: (url: string, request?: RequestInit, withinMs?: number) => Promise<TimedJson | null>
}

const ANSWER_WITHIN_MS = 10_000
const JSON_BYTES_MAX = 1_000_000

export function openAsking(ask: Ask): Asking {
  const answered: Asking['answered'] = async (url, request, withinMs) => {
    try {
      return await ask(url, {
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(withinMs),
        ...request,
      })
    } catch {
      return null
    }
  }
  return {
    answered,
    async json(url, request = {}, withinMs = ANSWER_WITHIN_MS) {
      const response = await answered(url, request, withinMs)
      if (response === null) return null
      const { status, headers } = response
      const date = Date.parse(headers.get('date') ?? '')
      const serverTime = Number.isFinite(date) ? date : null
      try {
        const text = Buffer.from(await bytesOf(response, JSON_BYTES_MAX)).toString('utf8')
        return { status, serverTime, body: JSON.parse(text) as unknown }
      } catch {
        return { status, serverTime, body: null }
      }
    },
  }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A request with a JSON body, in somebody's name where a token is given. */
export const posted = (body: unknown, token: string | null = null) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token === null ? {} : bearer(token)) },
  body: JSON.stringify(body),
})

/** Reads no more than `max` bytes. Rejects when there are more. */
export async function bytesOf(response: Response, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.byteLength
    if (length > max) throw new RangeError('the answer is larger than it may be')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
