// One page of a feed for all readers of one shape: executed and written as JSON once. What a reader may see is decided by
// the page alone. The execution of a page is given no context, so that no field under the feed can read from it who asks:
// such a field would fail here and in every test, instead of showing one reader what is another's.

import { execute, type GraphQLSchema, Kind } from 'graphql'
import { type FeedTexts, parsedFeed } from '../fanout/feed-pages.ts'
import type { MaskError } from './errors.ts'
import type { FeedShape, PlainField } from './feed-shape.ts'
import { type PageText, pageTextOf } from './feed-text.ts'

/** The payload of a `next` message, as UTF-8, in pieces that follow each other: they are put together in a frame only. */
export type Payload = readonly Buffer[]
export type MakePayload = (shape: FeedShape, page: FeedTexts) => Payload | Promise<Payload>

export function openPayloads(schema: GraphQLSchema, mask: MaskError): MakePayload {
  const texts = new WeakMap<PlainField, PageText | null>()
  const textOf = (plain: PlainField): PageText | null => {
    const known = texts.get(plain)
    if (known !== undefined) return known
    const text = pageTextOf(plain)
    texts.set(plain, text)
    return text
  }
  return (shape, page) => {
    const text = shape.plain === null ? null : textOf(shape.plain)
    if (shape.plain === null || text === null) return executed(schema, mask, shape, page)
    return joined([`{"data":{${shape.plain.key}`, ...text(page), '}}'])
  }
}

/** Texts that follow each other are written as one. */
function joined(pieces: readonly (string | Buffer)[]): Payload {
  const bytes: Buffer[] = []
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else {
      bytes.push(Buffer.from(text), piece)
      text = ''
    }
  }
  return [...bytes, Buffer.from(text)]
}

async function executed(
  schema: GraphQLSchema,
  mask: MaskError,
  { operation, fragments, variables }: FeedShape,
  page: FeedTexts,
): Promise<Payload> {
  const { data, errors } = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] },
    rootValue: { feed: parsedFeed(page) },
    variableValues: variables,
  })
  const answer = {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(mask) }),
  }
  return [Buffer.from(JSON.stringify(answer))]
}
