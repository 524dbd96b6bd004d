// Before the desktop tests: says which Electron they run on, and builds the program that they run. The interface is built
// as well where it is older than its sources, so that one file run by itself tests what is written and not what was.

import { pathToFileURL } from 'node:url'
import { join, resolve } from 'node:path'
import { whichDesktop } from './desktop.ts'

const SCRIPTS = join(resolve(import.meta.dirname, '../..'), 'scripts')
const load = (name: string): Promise<unknown> => import(pathToFileURL(join(SCRIPTS, name)).href)

export default async function setup(): Promise<void> {
  console.log(whichDesktop())
  process.env['NODE_ENV'] = 'production'
  const { buildStalePages } = (await load('setup.mjs')) as { readonly buildStalePages: () => void }
  buildStalePages()
  const { buildDesktop } = (await load('build-desktop.mjs')) as {
    readonly buildDesktop: () => Promise<string>
  }
  await buildDesktop()
}
