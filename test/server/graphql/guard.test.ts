// The guard by itself: each limit at its edge, each refusal with its code, the same for both transports.

import { describe, expect, it } from 'vitest'
import { getIntrospectionQuery } from 'graphql'
import { openGuard } from '../../../server/graphql/guard.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'

const schema = loadSchema()
const guard = openGuard(schema, { introspection: false })

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

  it('allows 2,000 tokens and 20,000 characters', () => {
    const tokens = (count: number) => ({ query: `{${' me'.repeat(count - 2)}}` })
    expect(codeOf(tokens(2_000))).not.toContain('TOO_LARGE')
    expect(codeOf(tokens(2_001))).toBe('TOO_LARGE')
    expect(codeOf({ query: `{ serverTime }${' '.repeat(19_986)}` })).toBe('ok')
    expect(codeOf({ query: `{ serverTime }${' '.repeat(19_987)}` })).toBe('TOO_LARGE')
  })

  it('allows 30 aliases, wherever they stand', () => {
    const aliases = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: serverTime`).join(' ')
    expect(codeOf({ query: `{ ${aliases(30)} }` })).toBe('ok')
    expect(codeOf({ query: `{ ${aliases(31)} }` })).toBe('TOO_LARGE')
    expect(codeOf({ query: `query { ...F } fragment F on Query { ${aliases(31)} }` })).toBe('TOO_LARGE')
  })

  it('hides the schema where introspection is off, and lets tools read it where it is on', () => {
    const query = getIntrospectionQuery()
    expect(codeOf({ query })).toContain('VALIDATION_FAILED')
    expect(codeOf({ query }, 'HTTP', openGuard(schema, { introspection: true }))).toBe('ok')
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
