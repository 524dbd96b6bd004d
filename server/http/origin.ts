// From which web pages this server may be used: its own, and those that ACCORD_ORIGINS names (I24). Asked before any
// socket is upgraded and any operation runs. A request without an origin comes from a program and not from a page.

import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'
import { isOwnMachine } from './own-machine.ts'

export type OriginPolicy = (headers: IncomingHttpHeaders) => boolean

/**
 * The own origin is the host that the request itself asks for. A server that only this machine can reach must have
 * been asked for by a name of this machine: any other name that resolves to it is DNS rebinding by a web page.
 */
export function openOriginPolicy({ host, origins }: Pick<Config, 'host' | 'origins'>): OriginPolicy {
  const isLocal = isOwnMachine(host)
  return ({ origin, host: asked }) => {
    if (origin === undefined) return true
    if (origins.includes(origin)) return true
    if (asked === undefined || (isLocal && !isOwnMachine(asked))) return false
    return origin === `http://${asked}` || origin === `https://${asked}`
  }
}
