// Who sends a request, as far as the network tells: what one may try is counted by that. One helper for everything that
// counts, so that nobody is counted in two ways. Behind a proxy it is the address that the proxy names.

import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/**
 * What an address counts as: itself, or of IPv6 its network of 64 bits, since one line has that many addresses to choose
 * from. An IPv4 address that is written as IPv6 counts as IPv4. Some proxies name the port too.
 */
export function senderOf(address: string): string {
  // Most are plain IPv4, or what a socket that takes both kinds makes of it.
  const plain = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address
  if (isIPv4(plain)) return plain
  const [, named = address] = WITH_PORT.exec(address) ?? []
  const [bare = ''] = named.replace(/^\[(.*)\]$/, '$1').split('%')
  if (!isIPv6(bare)) return bare
  const shortest = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(shortest) ?? []
  if (high !== undefined && low !== undefined) return [high, low].flatMap(bytesOf).join('.')
  const [head = '', tail] = shortest.split('::')
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? 0 : tail.split(':').length
  const between = tail === undefined ? 0 : 8 - groups.length - behind
  const whole = [...groups, ...Array.from({ length: between }, () => '0'), ...(tail?.split(':') ?? [])]
  return `${whole.slice(0, 4).join(':')}::/64`
}

const bytesOf = (group: string): readonly number[] => {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}

const MAPPED = '::ffff:'
const WITH_PORT = /^(\d+(?:\.\d+){3}|\[.*\]):\d+$/

/** Whether a sender is this machine itself, which nobody outside can be. */
export const isThisMachine = (sender: string): boolean =>
  sender === '0:0:0:0::/64' || sender.startsWith('127.')

/** The sender of a request that no route has taken yet, such as an upgrade; `proxies` are believed, as for routes. */
export function openSenders(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string): boolean =>
    proxies.length > 0 && isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  return ({ socket, headers }) => {
    const named = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    let address = socket.remoteAddress ?? ''
    while (isTrusted(address)) {
      const before = named.pop()?.trim() ?? ''
      if (before === '') break
      address = before
    }
    return senderOf(address)
  }
}
