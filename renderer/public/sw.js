// The service worker of the browser edition: keeps the application's own files (never anybody's data), so that a reload
// without a server still opens the app over its local copy. The build writes sw-shell.js beside this file with the list
// of its files and a version; the browser compares both scripts, so that each new build installs itself.
//
//   a page        from the network, so that a new build shows at the next load; kept index.html when there is no answer
//   built files   kept ones first: their names hold a hash of their content, so a kept one is never stale
//   /info         from the network, the last answer when there is none
//   all else      (/graphql, /demo, sockets) is not touched

// Trusted Types guard this address too; the policy's name is one of protocol/content-policy.ts.
const shellScript = './sw-shell.js'
const policy = self.trustedTypes?.createPolicy('accord-scripts', { createScriptURL: () => shellScript })
importScripts(policy?.createScriptURL(shellScript) ?? shellScript)

/** @type {{ version: string, files: string[] }} paths from this file's folder */
const shell = self.SHELL
const KEPT = 'accord-shell-'
const CURRENT = `${KEPT}${shell.version}`
const INFO = 'accord-info'
const INDEX = new URL('./index.html', self.registration.scope).href
/** What a person may open in the address bar and is no page of the app. */
const NO_PAGE = /^(graphql|info|healthz|readyz|demo)(\/|$)|^rooms\/[^/]+\/files(\/|$)|\.\w+$/
/** A server that accepts and says nothing counts as none after this long. */
const ANSWER_WITHIN_MS = 4_000

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  const path = url.pathname.slice(new URL(self.registration.scope).pathname.length)
  if (request.mode === 'navigate') {
    if (path === 'index.html' || !NO_PAGE.test(path)) event.respondWith(page(request))
  } else if (path === 'info') event.respondWith(info(request))
  else if (shell.files.includes(path) || path.startsWith('assets/')) event.respondWith(built(request))
})

async function keepShell() {
  const cache = await caches.open(CURRENT)
  const wanted = shell.files.map(
    (path) => new Request(new URL(path, self.registration.scope), { cache: 'reload' }),
  )
  // Hashed files that an earlier build has kept need no second download.
  await Promise.all(
    wanted.map(async (request) => {
      const kept = request.url.includes('/assets/') ? await caches.match(request) : undefined
      const response = kept ?? (await fetch(request))
      if (!response.ok) throw new Error(`${request.url} answered ${response.status}`)
      await cache.put(request, response)
    }),
  )
}

/** A page that is still open runs the build before this one and may yet load a part of it: that one stays too. */
async function dropOldShells() {
  const shells = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== CURRENT)
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)))
}

async function page(request) {
  try {
    const response = await answer(request)
    if (response.status < 500) return response
  } catch {
    // No server: the kept page opens over the local copy.
  }
  return keptPage()
}

/** The build refers to its files from beside the page; at a deeper address that would miss them. */
async function keptPage() {
  const kept = await (await caches.open(CURRENT)).match(INDEX)
  if (kept === undefined) return Response.error()
  const headers = new Headers(kept.headers)
  for (const name of ['content-length', 'content-encoding']) headers.delete(name)
  const html = (await kept.text()).replaceAll(/(\s(?:src|href)=")\.\//g, `$1${self.registration.scope}`)
  return new Response(html, { headers })
}

async function built(request) {
  const options = { ignoreSearch: true }
  const kept =
    (await (await caches.open(CURRENT)).match(request, options)) ?? (await caches.match(request, options))
  return kept ?? fetch(request)
}

async function info(request) {
  const cache = await caches.open(INFO)
  try {
    const response = await answer(request)
    if (response.ok) await cache.put(request, response.clone())
    return response
  } catch {
    return (await cache.match(request)) ?? Response.error()
  }
}

/** @param {Request} request */
function answer(request) {
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS),
  )
  return Promise.race([fetch(request), late])
}
