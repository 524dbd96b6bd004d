// What a text of a setting stands for: each function gives the value, or undefined where the text stands for none.

import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

export function readPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

/** As a browser sends them: scheme, host and port alone, so that comparing texts compares origins. */
export function readOrigins(text: string): readonly string[] | undefined {
  const origins = text.split(',').map((part) => readOrigin(part.trim()))
  return origins.every((origin) => origin !== undefined) ? origins : undefined
}

/** A browser writes a host in small letters and leaves out the usual port; what differs would never be met. */
export function readOrigin(text: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/i.test(text)) return undefined
  return /^https?:/i.test(text) ? URL.parse(text)?.origin : text.toLowerCase()
}

export function readNetworks(text: string): readonly string[] | undefined {
  const networks = text.split(',').map((part) => part.trim())
  return networks.every(isNetwork) ? networks : undefined
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** A secret stands in the environment or, better, in a file of its own; a file that cannot be read is no secret. */
export function readSecret(text: string): string | undefined {
  if (!text.startsWith('file:')) return text
  try {
    const secret = readFileSync(text.slice('file:'.length), 'utf8').trim()
    return secret === '' ? undefined : secret
  } catch {
    return undefined
  }
}

export function readSmtpUrl(text: string): string | undefined {
  const url = readSecret(text)
  return url !== undefined && /^smtps?:\/\/[^\s/?#]+\/?$/.test(url) && URL.canParse(url) ? url : undefined
}

/** With host and name of a database: what is left out would be taken from the environment, differently on each node. */
export function readDatabaseUrl(text: string): string | undefined {
  const url = readSecret(text)
  if (url === undefined || !/^postgres(ql)?:\/\/[^\s/?#]+\/[^\s/?#]+(\?[^\s#]*)?$/.test(url)) return undefined
  return (URL.parse(url)?.hostname ?? '') === '' ? undefined : url
}

const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/

export function readDomains(text: string): readonly string[] | undefined {
  const domains = text.split(',').map((part) => part.trim().toLowerCase())
  return domains.every((domain) => DOMAIN.test(domain)) ? domains : undefined
}
