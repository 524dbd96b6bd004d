// What no page of the program may do, whatever got into it: leave its own page, open windows, embed others, ask for the
// camera, devices or the screen, or download. Set for every web contents as it is made, so that none is forgotten.

import type { App, Session, WebContents } from 'electron'
import { harmlessFileName } from '../protocol/file-name.ts'
import { APP_PAGE, APP_ORIGIN, isOwnPage } from './app-files.ts'

const GRANTED: readonly string[] = ['notifications', 'clipboard-sanitized-write']

/** Guards everything that is made from now on: call it before the program is ready. */
export function guardEverything(app: Pick<App, 'on'>): void {
  const guarded = new WeakSet<Session>()
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents)
    if (guarded.has(contents.session)) return
    guarded.add(contents.session)
    guardSession(contents.session)
  })
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => keepHere(event, event.url))
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => keepHere(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The page may load itself again, and nothing else. */
function keepHere(event: { preventDefault(): void }, url: string): void {
  if (url.replace(/#.*$/s, '') !== APP_PAGE) event.preventDefault()
}

function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isGranted(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    // A file of a room, already checked by its fingerprint; the system asks where to keep it. Nothing opens it.
    if (!isOwnDownload(item.getURL())) return event.preventDefault()
    item.setSaveDialogOptions({ defaultPath: harmlessFileName(item.getFilename()) })
  })
}

/** Whether a permission is given to whoever asks: two are, to the own page alone. */
export const isGranted = (permission: string, asker: string): boolean =>
  GRANTED.includes(permission) && isOwnPage(asker)

/** Whether a download is content that the own page has made. */
export const isOwnDownload = (url: string): boolean => url.startsWith(`blob:${APP_ORIGIN}/`)
