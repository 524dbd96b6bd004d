// The guard by itself: each limit at its edge, each refusal with its code, the same for both transports.

import { describe, expect, it } from 'vitest'
import { getIntrospectionQuery } from 'graphql'
import { openGuard } from '../../../server/graphql/guard.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'

const schema = loadSchema()
const FREE = { free: true, trusted: new Set<string>() }
const guard = openGuard(schema, FREE)

const codeOf = (request: unknown, carrier: 'HTTP' | 'SOCKET' = 'HTTP', judge = guard) => {
  const verdict = judge(carrier, request)
  return verdict.ok ? 'ok' : verdict.errors.map(({ extensions }) => extensions['code']).join()
}

describe('[I23] the guard', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'query'],
    ['a batch', [{ query: '{ serverTime }' }]],
    ['no query', {}],
    ['an empty query', { query: ' ' }],
    ['variables that are a list', { query: '{ serverTime }', variables: [] }],
    ['extensions that are a text', { query: '{ serverTime }', extensions: 'x' }],
    ['an operation name that is a number', { query: '{ serverTime }', operationName: 7 }],
    ['two operations and no name', { query: 'query A { serverTime } query B { serverTime }' }],
    ['a name that no operation has', { query: 'query A { serverTime }', operationName: 'B' }],
  ])('refuses %s', (_what, request) => {
    expect(codeOf(request)).toBe('BAD_REQUEST')
  })

  it('refuses what does not parse or does not fit the contract, without spelling the contract out', () => {
    expect(codeOf({ query: '{ serverTime ' })).toBe('PARSE_FAILED')
    const verdict = guard('HTTP', { query: '{ serverTim }' })
    expect(verdict.ok ? [] : verdict.errors.map(({ message }) => message)).toEqual([
      'Cannot query field "serverTim" on type "Query".',
    ])
  })

  it('lets each transport carry its own operations alone', () => {
    const operations = ['query { serverTime }', 'mutation { signOut }', 'subscription { feed { epoch } }']
    expect(operations.map((query) => codeOf({ query }, 'HTTP'))).toEqual([
      'ok',
      'ok',
      'NOT_ON_THIS_TRANSPORT',
    ])
    expect(operations.map((query) => codeOf({ query }, 'SOCKET'))).toEqual([
      'NOT_ON_THIS_TRANSPORT',
      'NOT_ON_THIS_TRANSPORT',
      'ok',
    ])
  })

  it('allows 1,000 tokens and 20,000 characters', () => {
    const tokens = (count: number) => ({ query: `{${' me'.repeat(count - 2)}}` })
    expect(codeOf(tokens(1_000))).not.toContain('TOO_LARGE')
    expect(codeOf(tokens(1_001))).toBe('TOO_LARGE')
    expect(codeOf({ query: `{ serverTime }${' '.repeat(19_986)}` })).toBe('ok')
    expect(codeOf({ query: `{ serverTime }${' '.repeat(19_987)}` })).toBe('TOO_LARGE')
  })

  it('allows 15 aliases, wherever they stand and however often their fragment is used', () => {
    const aliases = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: serverTime`).join(' ')
    expect(codeOf({ query: `{ ${aliases(15)} }` })).toBe('ok')
    expect(codeOf({ query: `{ ${aliases(16)} }` })).toBe('TOO_LARGE')
    expect(codeOf({ query: `query { ...F } fragment F on Query { ${aliases(16)} }` })).toBe('TOO_LARGE')
    expect(codeOf({ query: `query { ...F ...F } fragment F on Query { ${aliases(8)} }` })).toBe('TOO_LARGE')
  })

  it('allows an answer of 5,000 elements, by the lists that are asked for', () => {
    const list = (id: number, limit: string) =>
      `r${id}: rooms { events(limit: ${limit}) { id actor { name } } }`
    const rooms = (count: number, limit: string) =>
      `{ ${Array.from({ length: count }, (_, id) => list(id, limit)).join(' ')} }`
    expect(codeOf({ query: rooms(1, '200') })).toBe('ok')
    expect(codeOf({ query: rooms(2, '200') })).toBe('TOO_LARGE')
    expect(codeOf({ query: rooms(3, '100') })).toBe('ok')
    expect(codeOf({ query: rooms(4, '100') })).toBe('TOO_LARGE')
    expect(codeOf({ query: rooms(4, '100').replaceAll('(limit: 100)', '') })).toBe('TOO_LARGE')
    const asked = rooms(2, '$n').replace('{', 'query Q($n: Int!) {')
    expect(codeOf({ query: asked, variables: { n: 100 } })).toBe('ok')
    for (const n of [200, 2e9, 'many', null, {}])
      expect(codeOf({ query: asked, variables: { n } })).toBe('TOO_LARGE')
    expect(codeOf({ query: asked })).toBe('TOO_LARGE')
  })

  it('[I25] refuses variables that are far beyond the law’s lengths before anybody reads them', () => {
    const query = 'mutation ($c: [SubmitInput!]!) { submit(commands: $c) { serverTime } }'
    const said = (length: number) => ({
      query,
      variables: { c: [{ command: { postMessage: { text: 'a'.repeat(length) } } }] },
    })
    expect([20_000, 20_001].map((length) => codeOf(said(length)))).toEqual(['ok', 'TOO_LARGE'])
    const many = (count: number) => ({ query, variables: { c: Array(count).fill({}) } })
    expect([100, 101].map((count) => codeOf(many(count)))).toEqual(['ok', 'TOO_LARGE'])
    const named = JSON.parse('{"c":[{"__proto__":{}}]}') as object
    expect(codeOf({ query, variables: named })).toBe('BAD_REQUEST')
  })

  it('hides the schema from everybody: it stands in schema.graphql', () => {
    expect(codeOf({ query: getIntrospectionQuery() })).not.toContain('ok')
    expect(codeOf({ query: '{ __schema { types { name } } }' })).toContain('VALIDATION_FAILED')
    expect(codeOf({ query: '{ __typename }' })).toBe('ok')
  })

  it('keeps answering alike for a document it has seen, however many others came between', () => {
    const query = 'query Again { serverTime }'
    expect(codeOf({ query })).toBe('ok')
    for (let index = 0; index < 400; index++)
      expect(codeOf({ query: `query N${index} { serverTime }` })).toBe('ok')
    expect(codeOf({ query })).toBe('ok')
  })
})
