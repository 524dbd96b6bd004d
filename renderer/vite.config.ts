// How the renderer is built and served while developing. One page is the product (index.html), one is the gallery
// of the UI kit (gallery.html). Nothing is inlined, so that the content security policy can stay strict:
// scripts, styles, fonts, images and workers all come as files from the same origin.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { contentDirectives, contentPolicy } from '../protocol/content-policy.ts'
import { trustedTemplates } from './vite-trusted-templates.ts'

const root = import.meta.dirname
const SERVER = `http://127.0.0.1:${process.env['PORT'] ?? '4400'}`

const { version } = JSON.parse(readFileSync(resolve(root, '../package.json'), 'utf8')) as { version: string }

/** The gallery is for developers, and of SQLite's parts only the main one is used. */
const NOT_KEPT = /^sw(-shell)?\.js$|^(assets\/)?gallery|\/sqlite3-(opfs|worker1)|\.map$/

/**
 * Writes sw-shell.js: what the service worker (public/sw.js) keeps, under a version that changes with any content.
 * It lists what is really in the folder, because workers and their WebAssembly are in no manifest of Vite's.
 */
const serviceWorkerShell = (): Plugin => ({
  name: 'accord-service-worker-shell',
  apply: 'build',
  writeBundle({ dir }) {
    const folder = dir ?? resolve(root, '../out/renderer')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((path) => !NOT_KEPT.test(path))
      .sort()
    const hash = createHash('sha256')
    for (const path of files) hash.update(path).update(readFileSync(join(folder, path)))
    const shell = { version: hash.digest('hex').slice(0, 16), files }
    writeFileSync(join(folder, 'sw-shell.js'), `self.SHELL = ${JSON.stringify(shell)}\n`)
  },
})

/** How long the plugins took says nothing to somebody who starts the product. */
const QUIET = { pluginTimings: false }

export default defineConfig({
  root,
  // Relative, so that the same build works under a web server and under the desktop app's own scheme.
  base: './',
  publicDir: resolve(root, 'public'),
  define: { 'import.meta.env.ACCORD_VERSION': JSON.stringify(version) },
  plugins: [solid(), trustedTemplates(), serviceWorkerShell()],
  build: {
    outDir: resolve(root, '../out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: QUIET,
      input: {
        index: resolve(root, 'index.html'),
        gallery: resolve(root, 'gallery.html'),
        outcome: resolve(root, 'styles/outcome.css'),
      },
      // The server's own pages name this one, and know no hash.
      output: {
        assetFileNames: ({ names }) =>
          names.includes('outcome.css') ? 'outcome.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { checks: QUIET } },
  // Prebundling would break the URL by which the SQLite module finds its .wasm file.
  optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
  // While developing, the page comes from Vite and everything else from a server on this machine (`npm run serve`).
  server: {
    proxy: {
      '/graphql': { target: SERVER, ws: true },
      '/info': SERVER,
      '/demo': SERVER,
      '/rooms': SERVER,
      '/feed': SERVER,
    },
  },
  preview: { headers: { 'Content-Security-Policy': contentPolicy(contentDirectives('browser')) } },
})
