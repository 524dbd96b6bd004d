// electron-builder.yml as electron-builder itself reads it, and its own schema, both from the installed package: no
// network, no packing.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
const fromLibrary = createRequire(fromBuilder.resolve('app-builder-lib/package.json'))
const { load } = fromLibrary('js-yaml') as { load: (text: string) => Record<string, unknown> }
const { validateConfiguration } = fromLibrary('./out/util/config/config.js') as {
  validateConfiguration: (config: unknown, log: { isEnabled: boolean }) => Promise<void>
}

/** A fresh copy at each call, so that a test may change it. */
export const readConfig = (): Record<string, unknown> =>
  load(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'))

/** @throws what electron-builder would say about a configuration before it packs anything. */
export const validate = (config: unknown): Promise<void> =>
  validateConfiguration(config, { isEnabled: false })
