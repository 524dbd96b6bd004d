// Which addresses the server may ask for a customer's sake. An administrator names a customer's provider by an address;
// its name may lead anywhere, also into our own network, and its document names further addresses. So every address is
// judged after its name was resolved, and the one that was judged is the one that is connected to (no DNS rebinding).

import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { isOwnMachine } from '../../http/own-machine.ts'

/** An address as node:net takes it. */
export interface Address {
  readonly address: string
  readonly family: number
}

/** Every address of a host. Rejects when it has none. */
export type Resolve = (host: string) => Promise<readonly Address[]>

export const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/** What lies at a URL may not be asked for; the message is for the log. */
export class ForbiddenAddress extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'ForbiddenAddress'
  }
}

/** Whose word an address is: the operator's own setting, or what an administrator or a provider's document says. */
export interface AddressPolicy {
  /** Also addresses of private networks: the operator's own provider may stand beside the server. */
  readonly allowPrivate: boolean
  /** Also this machine itself, and by plain http: for the demo and tests. */
  readonly allowLoopback: boolean
}

/** Special-purpose ranges of IPv4 (IANA), with multicast, the reserved class and broadcast in the last two. */
const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
/** The one public range of IPv6: outside of it lie loopback, local, mapped and translated IPv4, and multicast. */
const PUBLIC_6 = ['2000::', 3] as const
/** What inside of it is no host's own address, or carries an IPv4 address (Teredo, 6to4). */
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const notPublic = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_4) notPublic.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of NOT_PUBLIC_6) notPublic.addSubnet(net, prefix, 'ipv6')
const public6 = new BlockList()
public6.addSubnet(...PUBLIC_6, 'ipv6')

/** Whether an IP address is one of the public Internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  return family === 6 && public6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** Judges scheme and form of an address before its name is looked up. @throws {ForbiddenAddress} */
export function judgeUrl(text: string, { allowLoopback }: AddressPolicy): URL {
  const url = URL.parse(text)
  if (url === null) throw new ForbiddenAddress('no address')
  const isPlain = url.protocol === 'http:' && allowLoopback && isOwnMachine(url.hostname)
  if (url.protocol !== 'https:' && !isPlain) throw new ForbiddenAddress(`${url.protocol} is not https:`)
  if (url.username !== '' || url.password !== '') throw new ForbiddenAddress('an address with a password')
  return url
}

/**
 * Every address that the host of `url` has now, all judged: one that is not allowed forbids the host.
 * @throws {ForbiddenAddress}
 */
export async function judgedAddresses(
  url: URL,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<readonly Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }]
  if (addresses.length === 0) throw new ForbiddenAddress('a host without an address')
  if (policy.allowPrivate || (policy.allowLoopback && isOwnMachine(url.hostname))) return addresses
  for (const { address } of addresses)
    if (!isPublicAddress(address)) throw new ForbiddenAddress(`${host} has an address that is not public`)
  return addresses
}

/** Whether the server may ask what lies at an address now; a name that does not resolve may not be asked for either. */
export async function mayAskAddress(text: string, policy: AddressPolicy, resolve: Resolve): Promise<boolean> {
  try {
    await judgedAddresses(judgeUrl(text, policy), policy, resolve)
    return true
  } catch {
    return false
  }
}
