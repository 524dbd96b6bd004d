// Whom a request counts as: what is guessed and tried is limited by it, on every way in.

import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { isThisMachine, openSenders, senderOf } from '../../../server/http/sender.ts'

describe('a sender', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:50123', '203.0.113.7'],
    ['[2001:db8::1]:50123', '2001:db8:0:0::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff:ffff:ffff:ffff', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::', '64:ff9b:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s: an address, or of IPv6 its line', (address, counted) => {
    expect(senderOf(address)).toBe(counted)
  })

  it('is this machine by no word of anybody outside', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].map(senderOf).map(isThisMachine)).toEqual([true, true, true])
    expect(['203.0.113.7', '2001:db8::1', '::ffff:cb00:7107'].map(senderOf).map(isThisMachine)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('of an upgrade is whom the last proxy of ours names, as for every route', () => {
    const sender = openSenders(['127.0.0.0/8', '10.0.0.7', '2001:db8:9::/48'])
    const of = (remoteAddress: string, forwarded?: string) =>
      sender({
        socket: { remoteAddress },
        headers: { 'x-forwarded-for': forwarded },
      } as unknown as IncomingMessage)
    expect(of('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
    expect(of('127.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
    expect(of('127.0.0.1', '203.0.113.7, 10.0.0.7')).toBe('203.0.113.7')
    expect(of('2001:db8:9::5', '2001:db8:0:1::1')).toBe('2001:db8:0:1::/64')
    expect(of('127.0.0.1')).toBe('127.0.0.1')
    expect(of('127.0.0.1', 'nonsense')).toBe('nonsense')
  })
})
