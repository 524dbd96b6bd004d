// Under which origin people reach this server: what browsers are sent back to, and whom passkeys are made for. Outside
// of this machine it is the operator's setting alone, since a request's host is whatever the one who asks wrote there.

import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../../config.ts'
import { isOwnMachine } from '../../http/own-machine.ts'

/** An origin without a slash at its end, or null where nobody has set it and nobody on this machine asks. */
export function publicUrlFor(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { host }: IncomingHttpHeaders,
): string | null {
  if (publicUrl !== null) return publicUrl
  const own = host === undefined ? null : URL.parse(`http://${host}`)
  return own !== null && isOwnMachine(own.hostname) ? own.origin : null
}
