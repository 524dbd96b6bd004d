// Custom schemes. A stock Chromium knows none, so app://room/x is asked for as http://room.app.localhost/x, caught
// before it reaches any network and answered by the handler that the program registered. Everything that the program
// sees or says is in its own scheme; only the page itself sees the other origin.

export type Handle = (request: Request) => Response | Promise<Response>

const privileged = new Map<string, Readonly<Record<string, boolean>>>()
const handlers = new Map<string, Handle>()

export const protocol = {
  registerSchemesAsPrivileged(
    list: readonly { scheme: string; privileges?: Record<string, boolean> }[],
  ): void {
    for (const { scheme, privileges = {} } of list) {
      if (privileges['bypassCSP'] === true) throw new Error(`stand-in: ${scheme} must not bypass the CSP`)
      privileged.set(scheme, privileges)
    }
  },
  handle(scheme: string, handler: Handle): void {
    if (!privileged.has(scheme)) throw new Error(`stand-in: ${scheme} was not registered as privileged`)
    if (handlers.has(scheme)) throw new Error('Failed to register protocol: already handled')
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string): void => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
}

/** As Chromium is asked for it. */
export function toHttp(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][\w+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  return privileged.has(scheme) ? `http://${host}.${scheme}.localhost${rest === '' ? '/' : rest}` : url
}

/** As the program knows it. */
export function fromHttp(url: string): string {
  const [, host = '', scheme = '', rest = ''] =
    /^http:\/\/([^/]*)\.([\w+-]+)\.localhost(?::\d+)?(.*)$/.exec(url) ?? []
  return privileged.has(scheme) ? `${scheme}://${host}${rest}` : url
}

/** "app://room" for a standard scheme, which `URL` itself calls opaque. */
export function originOf(url: string): string {
  const [, scheme = '', host = ''] = /^([a-z][\w+.-]*):\/\/([^/?#]*)/i.exec(url) ?? []
  if (privileged.has(scheme)) return `${scheme}://${host}`
  return URL.canParse(url) ? new URL(url).origin : 'null'
}

/** The handler's answer; null when the address is of no scheme of this program. A handler that fails gives 500. */
export async function answerFor(request: Request): Promise<Response | null> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1))
  if (handler === undefined) return null
  try {
    return await handler(request)
  } catch (error) {
    console.error('stand-in: a protocol handler failed:', error)
    return new Response(null, { status: 500 })
  }
}
