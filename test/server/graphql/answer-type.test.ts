// What an answer over HTTP is called, as its client's `Accept` header asks for it.

import { expect, it } from 'vitest'
import { answerTypeFor } from '../../../server/graphql/answer-type.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

it.each([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['text/html, */*;q=0.1', JSON_TYPE],
  ['application/json, application/graphql-response+json', JSON_TYPE],
  ['application/graphql-response+json', GRAPHQL_TYPE],
  ['Application/GraphQL-Response+JSON; charset=utf-8, application/json; charset=utf-8', GRAPHQL_TYPE],
  ['application/json;q=0.5, application/graphql-response+json', GRAPHQL_TYPE],
  ['application/json;q=0, */*', GRAPHQL_TYPE],
  ['text/html', null],
  ['*/*;q=0', null],
  ['application/json;q=much', null],
  [',;,', null],
])('%s is answered with %s', (accept, type) => {
  expect(answerTypeFor(accept)).toBe(type)
})
