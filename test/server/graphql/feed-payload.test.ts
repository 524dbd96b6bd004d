// A page that is put together from stored texts is the page that an execution writes, byte for byte: over the logs of
// random rooms, for both parties, whatever a document asks for and however it is written.

import fc from 'fast-check'
import {
  execute,
  getOperationAST,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { FEED_DOCUMENT } from '../../../protocol/operations.ts'
import { type FeedTexts, parsedFeed } from '../../../server/fanout/feed-pages.ts'
import { openPayloads } from '../../../server/graphql/feed-payload.ts'
import { type FeedShape, shapeOf } from '../../../server/graphql/feed-shape.ts'
import { pageTextOf } from '../../../server/graphql/feed-text.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { joinedTexts } from '../../../server/store/joined-texts.ts'
import { at } from '../../support/given.ts'
import { strides, walk } from '../../support/random-walk.ts'

const schema = loadSchema()
const root = schema.getSubscriptionType() as GraphQLObjectType
const makePayload = openPayloads(schema, () => {
  throw new Error('no error is expected')
})

function shapeFor(text: string, variableValues: Record<string, unknown> = {}): FeedShape {
  const document = parse(text, { noLocation: true })
  expect(validate(schema, document)).toEqual([])
  const operation = getOperationAST(document) as OperationDefinitionNode
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
  return shapeOf({ operation, fragments, variableValues, parentType: root })
}

async function executed(text: string, page: FeedTexts, variableValues: Record<string, unknown>) {
  const rootValue = { feed: parsedFeed(page) }
  return JSON.stringify(await execute({ schema, document: parse(text), rootValue, variableValues }))
}

const isPlain = ({ plain }: FeedShape): boolean => plain !== null && pageTextOf(plain) !== null

/** As the server makes an event: its salt, if it has one, stands behind the id; and one party's copy. */
function stored(event: RecordedEvent, name: string, salt: string | null, isShared: boolean): string {
  const { id, hash, body, ...rest } = event
  const made = { id, ...(salt === null ? {} : { salt }), ...rest, hash, body }
  return JSON.stringify({ ...made, ...(isShared ? { seq: null } : {}), actor: { ...rest.actor, name } })
}

const pages: fc.Arbitrary<FeedTexts> = fc
  .record({
    steps: strides,
    name: fc.string({ unit: 'binary', maxLength: 12 }),
    salt: fc.option(fc.base64String({ minLength: 22, maxLength: 24 })),
    isShared: fc.boolean(),
    /** Now and then a text that is written in another order. */
    isOdd: fc.boolean(),
    atHead: fc.boolean(),
    directory: fc.option(fc.string(), { nil: undefined }),
    cursor: fc.string(),
  })
  .map(({ steps, name, salt, isShared, isOdd, atHead, directory, cursor }) => {
    const log = walk(steps).at(-1)?.after.log ?? []
    const seen = isShared ? log.filter(({ audience }) => audience === 'SHARED') : log
    const texts = seen.map((event, index) =>
      isOdd && index % 2 === 0 ? JSON.stringify(event) : stored(event, name, salt, isShared),
    )
    const ends = { after: '', cursor, atHead, digest: 'd'.repeat(64), serverTime: at(1) }
    return { epoch: `e ${name}`, texts: joinedTexts(texts), ...ends, directory }
  })

const EVENT =
  'id roomId accountId audience sharedSeq seq recordedAt causedBy hash salt body __typename'.split(' ')
const ACTOR = 'personId party role name __typename'.split(' ')
const PAGE = 'epoch after cursor atHead digest serverTime directory __typename'.split(' ')

/** A selection in any order, with aliases, repeated fields, and parts of it in fragments. */
const selection = (type: string, leaves: readonly string[], ...nested: fc.Arbitrary<string>[]) => {
  const leaf = fc
    .record({
      name: fc.constantFrom(...leaves),
      alias: fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 3 }),
    })
    .map(({ name, alias }) => (alias === null ? name : `${alias}_${name}: ${name}`))
  const fields = fc.array(fc.oneof(leaf, leaf, ...nested), { minLength: 1, maxLength: 9 })
  return fc
    .tuple(fields, fields, fc.boolean())
    .map(([one, two, inFragment]) =>
      inFragment ? `{ ${one.join(' ')} ... on ${type} { ${two.join(' ')} } }` : `{ ${one.join(' ')} }`,
    )
}
const actor = selection('Actor', ACTOR).map((fields) => `actor ${fields}`)
const events = selection('Event', EVENT, actor).map((fields) => `events ${fields}`)
const documents = fc
  .tuple(selection('FeedPage', PAGE, events), events, fc.boolean())
  .map(([page, more, isNamed]) =>
    isNamed
      ? `subscription { ...Root feed { ...More } } fragment Root on Subscription { feed ${page} } fragment More on FeedPage { ${more} ...Again } fragment Again on FeedPage { epoch }`
      : `subscription ($after: Cursor!) { feed(after: $after) ${page} }`,
  )

const once = async (
  text: string,
  page: FeedTexts,
  variables: Record<string, unknown> = {},
): Promise<void> => {
  const pieces = await makePayload(shapeFor(text, variables), page)
  expect(Buffer.concat(pieces).toString()).toBe(await executed(text, page, { after: '', ...variables }))
}

describe('a page of the feed', () => {
  it('[I6] of our own clients is made from the stored texts, equal to an execution', async () => {
    expect(isPlain(shapeFor(FEED_DOCUMENT))).toBe(true)
    await fc.assert(
      fc.asyncProperty(pages, (page) => once(FEED_DOCUMENT, page, { after: '', epoch: '' })),
      { numRuns: 12, seed: 20_261_123 },
    )
  })

  it('[I6] of any document without directives is, too', async () => {
    await fc.assert(
      fc.asyncProperty(documents, pages, async (text, page) => {
        expect(isPlain(shapeFor(text))).toBe(true)
        await once(text, page)
      }),
      { numRuns: 25, seed: 20_261_123 },
    )
  })

  it.each([true, false])('goes the general way where a directive decides, with %s', async (yes) => {
    const text = `subscription ($yes: Boolean!) {
      feed { epoch @include(if: $yes) ... @skip(if: $yes) { atHead } events @include(if: $yes) { id } }
    }`
    expect(isPlain(shapeFor(text, { yes }))).toBe(false)
    const [page] = fc.sample(pages, { numRuns: 1, seed: 7 })
    if (page === undefined) throw new Error('one page was asked for')
    await once(text, page, { yes })
  })
})

describe('two readers have one shape', () => {
  const text = `subscription ($after: Cursor!, $yes: Boolean!) { feed(after: $after) { epoch @include(if: $yes) } }`
  const [document] = [parse(text, { noLocation: true })]
  const shapeWith = (variableValues: Record<string, unknown>) =>
    shapeOf({
      operation: getOperationAST(document) as OperationDefinitionNode,
      fragments: {},
      variableValues,
      parentType: root,
    }).key

  it('who began at different cursors', () => {
    expect(shapeWith({ after: 'a', yes: true })).toBe(shapeWith({ after: 'b', yes: true }))
  })

  it('but not those for whom a directive decides differently, or whose documents differ', () => {
    expect(shapeWith({ after: 'a', yes: true })).not.toBe(shapeWith({ after: 'a', yes: false }))
    expect(shapeFor('subscription { feed { epoch } }').key).not.toBe(
      shapeFor('subscription { feed { cursor } }').key,
    )
  })
})
