// `node --import test/standin/register.ts out/desktop/main.js`: makes `electron` mean the stand-in.

import { registerHooks } from 'node:module'
import { dirname, resolve } from 'node:path'

const electron = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: electron, shortCircuit: true }
      : next(specifier, context),
})
Object.assign(process, {
  type: 'browser',
  defaultApp: true,
  resourcesPath: dirname(resolve(process.argv[1] ?? '.')),
})
