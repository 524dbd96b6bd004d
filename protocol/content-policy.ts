// What a page of either edition may load and run: one list, from which the server's headers, the preview of a build
// and the desktop's own scheme take theirs. Nothing comes from elsewhere, nothing is inline, and text becomes markup or
// a script's address only through the two named policies (Trusted Types), of which neither is the default one.

/** Where the page comes from: a server, with its replica in a worker, or the desktop's own scheme. */
export type Edition = 'browser' | 'desktop'

/** Each directive of the policy with its sources, in the order in which it is written. */
export type ContentDirectives = Readonly<Record<string, readonly string[]>>

/** Makes markup of the templates that the interface was compiled to, and of nothing else. */
export const TEMPLATE_POLICY = 'solid'

/** Lets the replica's worker and the service worker start, and no other script by its address. */
export const SCRIPT_POLICY = 'accord-scripts'

const SELF = "'self'"
const NONE = "'none'"

/**
 * The directives of an edition. The browser's replica is SQLite in a worker, so only there may WebAssembly be compiled
 * and scripts be started by address; the desktop's replica lives in the main process.
 */
export function contentDirectives(edition: Edition): ContentDirectives {
  const browser = edition === 'browser'
  return {
    'default-src': [NONE],
    'script-src': browser ? [SELF, "'wasm-unsafe-eval'"] : [SELF],
    'style-src': [SELF],
    // A browser's tab shows the clock as a drawn icon; the desktop has its tray for that.
    'img-src': browser ? [SELF, 'data:', 'blob:'] : [SELF, 'blob:'],
    'font-src': [SELF],
    'connect-src': [SELF],
    ...(browser ? { 'worker-src': [SELF], 'manifest-src': [SELF] } : {}),
    'base-uri': [NONE],
    'form-action': [NONE],
    'frame-ancestors': [NONE],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': browser ? [TEMPLATE_POLICY, SCRIPT_POLICY] : [TEMPLATE_POLICY],
  }
}

/** The directives as the value of the header `Content-Security-Policy`. */
export const contentPolicy = (directives: ContentDirectives): string =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
