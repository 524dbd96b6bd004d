// The cryptography of the record, against published vectors and against Node's own: canonical JSON (RFC 8785),
// SHA-256, Ed25519 (RFC 8032), base64url (RFC 4648).

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url } from '../../protocol/base64url.ts'
import { canonicalJson, crypto, sha256Hex } from '../../protocol/crypto.ts'
import { signerOf } from '../support/signing.ts'

const RUNS = { seed: 11, numRuns: 300 }
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '\u0080': 3, ö: 4, '1': 5, '</script>': 6 },
      '{"\\r":2,"1":5,"</script>":6,"\u0080":3,"ö":4,"€":1}',
    ],
    [{ '\ud83d\ude02': 1, '\ufb33': 2 }, '{"😂":1,"\ufb33":2}'],
    [[333_333_333.333_333_3, 1e30, 4.5, 2e-3, 1e-27, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'],
    ['€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [{}, '{}'],
    [[], '[]'],
    [null, 'null'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('says the same of a value whatever the order of its fields, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(shuffled(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
      RUNS,
    )
  })

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s, which JSON cannot say', (value) => {
    expect(() => canonicalJson(value)).toThrow()
  })

  it('leaves a field that is undefined out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })
})

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %j', (text, digest) => {
    expect(sha256Hex(text)).toBe(digest)
  })

  it('is that of Node over the same UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
      }),
      RUNS,
    )
  })

  it('[EVT-5] of an event’s content is stable for ever: this text must never change', () => {
    expect(
      crypto.digest({ kind: 'accord.resolution/1', sharedSeq: 5, text: 'Surabaya 🔥', none: null }),
    ).toBe(sha256Hex('{"kind":"accord.resolution/1","none":null,"sharedSeq":5,"text":"Surabaya 🔥"}'))
    expect(crypto.digest(['ticket', 'room-1'])).toBe(sha256Hex('["ticket","room-1"]'))
  })
})

describe('Ed25519', () => {
  const digest = sha256Hex('a statement')
  const { publicKey } = signerOf('rani')
  const signature = signerOf('rani').sign(digest)

  it('[RES-4] a signature that Node made is valid here', () => {
    for (const seed of ['rani', 'aisha', 'niamh'])
      expect(crypto.verify(signerOf(seed).publicKey, digest, signerOf(seed).sign(digest))).toBe(true)
  })

  it('[RES-4] one bit changed anywhere and it is not', () => {
    const mark = fromBase64Url(signature) ?? new Uint8Array()
    for (let bit = 0; bit < 512; bit += 7) {
      const changed = mark.slice()
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(crypto.verify(publicKey, digest, toBase64Url(changed))).toBe(false)
    }
    expect(crypto.verify(signerOf('aisha').publicKey, digest, signature)).toBe(false)
    expect(crypto.verify(publicKey, sha256Hex('another'), signature)).toBe(false)
  })

  it('[RES-4] what is no key, digest or signature is false and no error', () => {
    const texts = [
      '',
      'x',
      '=',
      '*'.repeat(43),
      'A'.repeat(43),
      'A'.repeat(86),
      '_'.repeat(43),
      publicKey,
      signature,
    ]
    for (const key of texts)
      for (const mark of texts)
        for (const text of ['', 'zz', digest.toUpperCase(), digest.slice(2), digest])
          expect(crypto.verify(key, text, mark)).toBe(
            key === publicKey && mark === signature && text === digest,
          )
  })

  it('[RES-4] a signature beside the group’s order is refused, as RFC 8032 asks', () => {
    // s + L stands for the same number as s: a lenient verifier would take two signatures for one.
    const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
    const mark = fromBase64Url(signature) ?? new Uint8Array()
    let number = order
    for (let index = 0; index < 32; index++) number += BigInt(mark[32 + index] ?? 0) << BigInt(8 * index)
    const twin = mark.slice()
    for (let index = 0; index < 32; index++) twin[32 + index] = Number((number >> BigInt(8 * index)) & 255n)
    expect(crypto.verify(publicKey, digest, toBase64Url(twin))).toBe(false)
  })
})

describe('base64url', () => {
  it.each([
    ['', ''],
    ['66', 'Zg'],
    ['666f', 'Zm8'],
    ['666f6f', 'Zm9v'],
    ['666f6f62', 'Zm9vYg'],
    ['fbff', '-_8'],
  ])('of %j is %j', (bytes, text) => {
    expect(toBase64Url(hex(bytes))).toBe(text)
    if (text !== '') expect(fromBase64Url(text)).toEqual(hex(bytes))
  })

  it('goes there and back, and is that of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const text = toBase64Url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64Url(text)).toEqual(bytes)
      }),
      RUNS,
    )
  })

  it.each(['', 'A', 'AAAAA', 'Zg==', 'Zm+v', 'Zm/v', 'Z g', 'Zh', 'Zm9', 'ü'])('%j is none', (text) => {
    expect(fromBase64Url(text)).toBeNull()
  })
})

/** The same value with the fields of each object the other way round. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, shuffled(part)]),
  )
}
