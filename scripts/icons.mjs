// `node scripts/icons.mjs`: makes every icon of the desktop from the two drawings in build/ (icon.svg, record.svg) with
// a Chromium: PNG files for Linux, .ico for Windows, .icns for macOS. What it makes is checked in, so that only who
// changes a drawing needs to run it; a test notices when that was forgotten.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root, runStep, say, SetupError } from './setup.mjs'

const BUILD = join(root, 'build')
const LINUX_EDGES = [16, 22, 24, 32, 48, 64, 128, 256, 512, 1024]
const ICO_EDGES = [16, 20, 24, 32, 40, 48, 64, 256]
/** Apple's name for each size, in points and on screens of double density. */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])
/** On macOS an icon keeps this much of its square free on each side. */
const MAC_MARGIN = 0.086
const ICO_LARGEST = 256

await runStep(async () => {
  const icon = readFileSync(join(BUILD, 'icon.svg'), 'utf8')
  const record = readFileSync(join(BUILD, 'record.svg'), 'utf8')
  const browser = await openChromium()
  try {
    const draw = await drawerIn(browser)
    mkdirSync(join(BUILD, 'icons'), { recursive: true })
    for (const edge of LINUX_EDGES) write(`icons/${edge}x${edge}.png`, await draw(icon, edge))
    write('icon.ico', icoOf(await eachEdge(ICO_EDGES, (edge) => draw(icon, edge))))
    write('accord-record.ico', icoOf(await eachEdge(ICO_EDGES, (edge) => draw(record, edge))))
    write('icon.icns', await icnsOf((edge) => draw(icon, edge, MAC_MARGIN)))
    write('accord-record.icns', await icnsOf((edge) => draw(record, edge)))
  } finally {
    await browser.close()
  }
  const madeFrom = { 'icon.svg': sha256(icon), 'record.svg': sha256(record) }
  write('icons/made-from.json', Buffer.from(`${JSON.stringify(madeFrom, null, 2)}\n`))
  say('the icons in build/ are made from icon.svg and record.svg')
})

/** CHROMIUM_PATH, a Chromium of the system, or the one that Playwright has downloaded. */
async function openChromium() {
  const named = process.env['CHROMIUM_PATH']
  const found = [named, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
  try {
    return await chromium.launch({ ...(found ? { executablePath: found } : {}), args: ['--no-sandbox'] })
  } catch {
    throw new SetupError(
      'No Chromium was found to draw with: run `npx playwright install chromium`, or name one with CHROMIUM_PATH.',
    )
  }
}

/**
 * A function that draws an SVG into a square PNG, with a margin as a part of the edge.
 * @param {import('playwright').Browser} browser
 */
async function drawerIn(browser) {
  const page = await browser.newPage()
  return async (/** @type {string} */ svg, /** @type {number} */ edge, margin = 0) => {
    const inset = Math.round(edge * margin)
    await page.setViewportSize({ width: edge, height: edge })
    const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    await page.setContent(
      `<style>html{background:transparent}body{margin:0}img{display:block;width:${edge - 2 * inset}px;height:${edge - 2 * inset}px;padding:${inset}px}</style><img src="${image}">`,
    )
    return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: edge, height: edge } })
  }
}

/**
 * @param {readonly number[]} edges
 * @param {(edge: number) => Promise<Buffer>} draw
 */
async function eachEdge(edges, draw) {
  /** @type {{ edge: number, png: Buffer }[]} */
  const drawn = []
  for (const edge of edges) drawn.push({ edge, png: await draw(edge) })
  return drawn
}

/**
 * The container of Windows: a header, one row for each picture, then the pictures as PNG.
 * @param {readonly { edge: number, png: Buffer }[]} pictures
 */
function icoOf(pictures) {
  const rows = 6 + pictures.length * 16
  const header = Buffer.alloc(rows)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let at = rows
  for (const [row, { edge, png }] of pictures.entries()) {
    const start = 6 + row * 16
    // 256 does not fit a byte and is written as 0.
    header[start] = header[start + 1] = edge === ICO_LARGEST ? 0 : edge
    header.writeUInt16LE(1, start + 4)
    header.writeUInt16LE(32, start + 6)
    header.writeUInt32LE(png.length, start + 8)
    header.writeUInt32LE(at, start + 12)
    at += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/**
 * The container of macOS: a name and a length before each picture, and before the whole.
 * @param {(edge: number) => Promise<Buffer>} draw
 */
async function icnsOf(draw) {
  /** @type {Buffer[]} */
  const parts = []
  for (const [type, edge] of ICNS_TYPES) parts.push(chunk(type, await draw(edge)))
  return chunk('icns', Buffer.concat(parts))
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function chunk(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function write(name, content) {
  writeFileSync(join(BUILD, name), content)
}
