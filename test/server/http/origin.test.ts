// From which pages the server may be used, where it listens on this machine alone and where it does not.

import { describe, expect, it } from 'vitest'
import { openOriginPolicy } from '../../../server/http/origin.ts'

const local = openOriginPolicy({ host: '127.0.0.1', origins: ['https://accord.example', 'app://room'] })
const open = openOriginPolicy({ host: '0.0.0.0', origins: [] })

describe('[I24] the origin of a request', () => {
  it.each([
    ['none, from a program', undefined, '127.0.0.1:4400', true],
    ['the own one', 'http://127.0.0.1:4400', '127.0.0.1:4400', true],
    ['the own one by another name', 'http://localhost:4400', 'localhost:4400', true],
    ['one that is listed', 'https://accord.example', '127.0.0.1:4400', true],
    ['one that is listed, of a desktop app', 'app://room', '127.0.0.1:4400', true],
    ['another port', 'http://127.0.0.1:4401', '127.0.0.1:4400', false],
    ['another host', 'https://evil.example', '127.0.0.1:4400', false],
    ['one that begins like the own', 'http://127.0.0.1:4400.evil.example', '127.0.0.1:4400', false],
    ['a sandboxed page', 'null', '127.0.0.1:4400', false],
    ['a foreign name that resolves to this machine', 'http://evil.example:4400', 'evil.example:4400', false],
    ['no host', 'http://127.0.0.1:4400', undefined, false],
  ])('%s', (_what, origin, host, expected) => {
    expect(local({ ...(origin && { origin }), ...(host && { host }) })).toBe(expected)
  })

  it('is the name that it is reached by, where it listens on all addresses', () => {
    expect(open({ origin: 'https://accord.corp', host: 'accord.corp' })).toBe(true)
    expect(open({ origin: 'https://evil.example', host: 'accord.corp' })).toBe(false)
  })
})
