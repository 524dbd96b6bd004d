// Which built file stands behind an address of the app's own scheme. Only what the build has listed is ever served, by
// exactly its own name: no folder is walked, no path is joined from what a page asked for.

/** The one page's origin. `room` is the host, so that the origin is a name and not an empty one. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'room'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const APP_PAGE = `${APP_ORIGIN}/index.html`

/** The built files by their path under the scheme, such as "assets/index-4f2a.js". */
export type FileManifest = ReadonlySet<string>

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
}

const ADDRESS = /^app:\/\/room\/([A-Za-z0-9][A-Za-z0-9._/-]*)$/
const ADDRESS_MAX = 300

/**
 * The listed file that a request is for, or null: another method or host, an escape of any kind, a query, a name that
 * the build did not list. `url` is what the browser engine sent, already in its normal form.
 */
export function fileFor(manifest: FileManifest, method: string, url: string): string | null {
  if (method !== 'GET' || url.length > ADDRESS_MAX) return null
  if (url === APP_ORIGIN || url === `${APP_ORIGIN}/`) return fileFor(manifest, method, APP_PAGE)
  const path = ADDRESS.exec(url.replace(/#.*$/s, ''))?.[1]
  return path !== undefined && manifest.has(path) ? path : null
}

/** The content type of a listed file; null for an ending that the interface has no use for. */
export function contentTypeOf(path: string): string | null {
  return TYPES[/\.([a-z0-9]+)$/.exec(path)?.[1] ?? ''] ?? null
}

/** The list that the build wrote beside the files. @throws when it is none: the program is then not whole. */
export function parseManifest(text: string): FileManifest {
  const listed: unknown = JSON.parse(text)
  if (!Array.isArray(listed) || !listed.every((path) => typeof path === 'string' && isPlainPath(path)))
    throw new TypeError('the list of the interface’s files is broken: build the desktop edition again')
  return new Set(listed as string[])
}

const isPlainPath = (path: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(path) && !path.split('/').includes('..')

/** Whether an address is a page of the app's own scheme. */
export function isOwnPage(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url)
    return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === ''
  } catch {
    return false
  }
}
