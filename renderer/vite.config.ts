// How the renderer is built and served while developing. One page is the product (index.html), one is the gallery
// of the UI kit (gallery.html). Nothing is inlined, so that the content security policy can stay strict:
// scripts, styles, fonts, images and workers all come as files from the same origin.
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const root = import.meta.dirname

/** The policy of the built pages while previewing; server/ and electron/ send the same one in production. */
const previewPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export default defineConfig({
  root,
  // Relative, so that the same build works under a web server and under the desktop app's own scheme.
  base: './',
  publicDir: resolve(root, 'public'),
  plugins: [solid()],
  build: {
    outDir: resolve(root, '../out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: resolve(root, 'index.html'), gallery: resolve(root, 'gallery.html') },
    },
  },
  worker: { format: 'es' },
  // Prebundling would break the URL by which the SQLite module finds its .wasm file.
  optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
  preview: { headers: { 'Content-Security-Policy': previewPolicy } },
})
