// Before the desktop tests: says which Electron they run on, and builds the program that they run.

import { pathToFileURL } from 'node:url'
import { join, resolve } from 'node:path'
import { whichDesktop } from './desktop.ts'

const BUILD = join(resolve(import.meta.dirname, '../..'), 'scripts', 'build-desktop.mjs')

export default async function setup(): Promise<void> {
  console.log(whichDesktop())
  process.env['NODE_ENV'] = 'production'
  const build = (await import(pathToFileURL(BUILD).href)) as { buildDesktop(): Promise<string> }
  await build.buildDesktop()
}
