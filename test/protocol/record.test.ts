// The record's links, pinned: these hashes are in the records of rooms that were signed. If one changes, records
// that are out there verify no longer.

import { describe, expect, it } from 'vitest'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { FEED_START, feedDigest, linkHash, linkedContent, linkedTexts } from '../../protocol/record.ts'
import { canonicalJson, sha256Hex } from '../../protocol/crypto.ts'
import { given } from '../support/given.ts'
import { reported, resolved } from '../support/story.ts'

const GOLDEN = {
  ticket: 'AC-2JP4CL',
  digest: '1f340528dc196d80509c2f9cd9a02c1190fa737bf5801bb829225ff5193c15d1',
  signatures: [
    'Pfa0C0U2nj-0jkrbSAsT3DzLeO3SueEszWR_KnFV_D2-JZCQMUqRUKq21W3r2WJDyEAkXOD7yogxBxImyHrMDg',
    'nO3E63rXXxAdENRpNCGOX25KHzjIJcIazEhkQIAHTomo5mm0pPU74fpxk6y59d_a7x_imSco0MJr4dUn6ZwTAg',
  ],
  head: { sharedSeq: 8, hash: '07deef451e74f29ab5fc77cdf3d33461c0c7d1c5cdfe90cad57d61a039d31586' },
  ids: ['5566b803-0421-8bc2-8871-1efa388d425d', 'cf11ca57-6ee7-86fe-87cf-be67eb0759c0'],
}

const [event] = given(reported).ledger.log
if (event === undefined) throw new Error('an event')

describe('a link', () => {
  it('[EVT-5] covers these fields and no other', () => {
    expect(Object.keys(linkedContent(event)).sort()).toEqual([
      'accountId',
      'actor',
      'audience',
      'body',
      'causedBy',
      'id',
      'recordedAt',
      'roomId',
      'sharedSeq',
    ])
  })

  it('[EVT-5] is SHA-256 over the hash before and the canonical JSON', () => {
    const text = canonicalJson(linkedContent(event))
    expect(linkHash(CHAIN_START, event)).toBe(sha256Hex(CHAIN_START + text))
    expect(text).toBe(
      '{"accountId":"account-nusantara","actor":{"name":"Dimas Prasetyo","party":"CUSTOMER",' +
        '"personId":"person-contact","role":"CONTACT"},"audience":"SHARED","body":{"accountName":"Nusantara Pay",' +
        '"channel":"DASHBOARD","description":"Since 08:52 every call to /v1/send ends in a timeout.",' +
        '"reporter":{"name":"Dimas Prasetyo","party":"CUSTOMER","personId":"person-contact","role":"CONTACT"},' +
        `"ticket":"AC-2JP4CL","title":"All API calls time out","type":"IssueReported"},"causedBy":"command-1",` +
        `"id":"5566b803-0421-8bc2-8871-1efa388d425d","recordedAt":"2026-11-23T09:00:00.000Z","roomId":"room-1","sharedSeq":1}`,
    )
  })

  it('[EVT-5] [RES-11] and the leaf without the salt come from one writing as from two', () => {
    for (const made of [...given(...resolved).ledger.log, { ...event, sharedSeq: null }]) {
      const salted = { ...made, salt: 'AQIDBAUGBwgJCgsMDQ4PEA' }
      const { salt: _salt, ...unsalted } = linkedContent(salted)
      expect(linkedTexts(salted)).toEqual({
        linked: canonicalJson(linkedContent(salted)),
        unsalted: canonicalJson(unsalted),
      })
    }
  })

  it('[EVT-5] [EVT-2] [RES-2] of a whole room that was signed are these', () => {
    const { ledger, room } = given(...resolved)
    expect({
      ticket: room.ticket,
      digest: room.resolutions[0]?.digest,
      signatures: room.resolutions[0]?.signatures.map(({ signature }) => signature),
      head: room.head,
      ids: ledger.log.slice(0, 2).map(({ id }) => id),
    }).toEqual(GOLDEN)
  })
})

describe('the digest of a feed', () => {
  it('says which events came, in which order', () => {
    const of = (...hashes: string[]) => hashes.reduce(feedDigest, FEED_START)
    expect(of('a', 'b')).not.toBe(of('b', 'a'))
    expect(of('a', 'b')).toBe(feedDigest(of('a'), 'b'))
    expect(FEED_START).toBe('0'.repeat(64))
  })
})
