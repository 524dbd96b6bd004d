// The one connection to the Chromium that the test started, made when the program first needs it: a second instance
// that ends at once never does.

import { connectDevTools, type DevTools } from './devtools.ts'

let connected: DevTools | null = null

/** @throws when the stand-in was started without the address of a Chromium. */
export function browser(): DevTools {
  const address = process.env['STANDIN_CHROMIUM']
  if (address === undefined) throw new Error('stand-in: STANDIN_CHROMIUM names no Chromium')
  connected ??= connectDevTools(address)
  return connected
}
