// `npm run build:verifier`: the verifier as one HTML file, out/verifier/accord-verifier.html, with script and styles in
// it and nothing else to fetch. Its policy allows exactly these two by their hashes and no connection at all, so that
// whoever opens a record in it knows that the record stays on the computer.

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare, root, runStep, say } from './setup.mjs'

/** The page, once built. */
export const VERIFIER_PAGE = join(root, 'out', 'verifier', 'accord-verifier.html')

/**
 * Builds the page anew.
 * @returns {Promise<string>} its path
 */
export async function buildVerifier() {
  const { script, style } = await bundle()
  mkdirSync(dirname(VERIFIER_PAGE), { recursive: true })
  writeFileSync(VERIFIER_PAGE, page(script, style))
  return VERIFIER_PAGE
}

async function bundle() {
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    root,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'verifier', 'page.ts'),
        checks: { pluginTimings: false },
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const [result] = Array.isArray(built) ? built : [built]
  const output = result !== undefined && 'output' in result ? result.output : []
  const script = output.flatMap((part) => (part.type === 'chunk' ? [part.code] : []))
  const style = output.flatMap((part) =>
    part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [],
  )
  if (script.length !== 1 || style.length !== 1 || output.length !== 2)
    throw new Error(
      `one script and one style make the page, these came: ${output.map(({ fileName }) => fileName).join(', ')}`,
    )
  return { script: inline(script[0] ?? '', 'script'), style: inline(style[0] ?? '', 'style') }
}

/**
 * Text that stands inside of an element must not end it.
 * @param {string} text
 * @param {'script' | 'style'} name
 */
function inline(text, name) {
  const trimmed = text.trim()
  if (new RegExp(`</${name}|<!--`, 'i').test(trimmed))
    throw new Error(`the ${name} would end its own element`)
  return trimmed
}

/**
 * @param {string} script
 * @param {string} style
 */
function page(script, style) {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  return [
    '<!doctype html>',
    '<html lang="en" data-theme="light">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Accord</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript><p>This page needs JavaScript.</p><p lang="id">Halaman ini memerlukan JavaScript.</p></noscript>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** @param {string} text */
const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runStep(async () => {
    prepare({ pages: false })
    say(`built ${await buildVerifier()}`)
  })
}
