// Registers the service worker (renderer/public/sw.js), which lets the app open without a server, and looks for a new
// build now and then. Only in a built app: while developing, kept files would hide every change.

import { serviceWorkerAddress } from './trusted-urls.ts'

const LOOK_EVERY_MS = 30 * 60_000

/**
 * `newBuild` is called when another build than this page's has been fetched: it is used from the next load on.
 * Does nothing where the browser has no service workers (an address without TLS).
 */
export function registerOfflineShell(newBuild: () => void = () => undefined): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  // The first worker of a browser takes a page over that has none: that is no new build.
  let controlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) newBuild()
    controlled = true
  })
  serviceWorker.register(serviceWorkerAddress(), { updateViaCache: 'none' }).then(
    (registration) => {
      const look = () => void registration.update().catch(() => undefined)
      setInterval(look, LOOK_EVERY_MS)
      addEventListener('online', look)
    },
    (error: unknown) => console.warn('the app cannot be opened without a server from this browser:', error),
  )
}
