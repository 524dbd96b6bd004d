// A page of the feed as the JSON that an execution would make of it, byte for byte, put together from stored texts.
// An event is stored as one text whose keys have a fixed order, so that its parts are found without reading it: what
// the pattern does not recognise is parsed. A property test holds this against graphql-js (feed-text.test.ts).

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import { type JoinedTexts, textsIn } from '../store/joined-texts.ts'
import type { PlainField } from './feed-shape.ts'

/** Makes the value of the feed's field, as JSON in pieces: texts, and bytes in UTF-8. */
export type PageText = (page: FeedTexts) => (string | Buffer)[]

/** The parts of one event, each as JSON. */
type Parts = Readonly<Record<string, string>>
type TextOf<From> = (from: From) => string

/** Null where a field is asked for that is not known here: then the page is executed. */
export function pageTextOf({ fields }: PlainField): PageText | null {
  if (fields === null) return null
  const made: PageText[] = []
  for (const [index, field] of fields.entries()) {
    const bytes = pageField(field)
    if (bytes === null) return null
    const key = [`${index === 0 ? '{' : ','}${field.key}`]
    made.push(() => key, bytes)
  }
  return (page) => [...made.flatMap((part) => part(page)), '}']
}

type FieldText<From> = (field: PlainField) => TextOf<From> | null

function objectText<From>(fields: readonly PlainField[], textOf: FieldText<From>): TextOf<From> | null {
  const made: { readonly before: string; readonly text: TextOf<From> }[] = []
  for (const [index, field] of fields.entries()) {
    const text = field.field === '__typename' ? () => JSON.stringify(field.type) : textOf(field)
    if (text === null) return null
    made.push({ before: `${index === 0 ? '{' : ','}${field.key}`, text })
  }
  return (from) => {
    let all = ''
    for (const { before, text } of made) all += before + text(from)
    return `${all}}`
  }
}

const PAGE_FIELDS: Readonly<Record<string, TextOf<FeedTexts>>> = {
  epoch: ({ epoch }) => JSON.stringify(epoch),
  after: ({ after }) => JSON.stringify(after),
  cursor: ({ cursor }) => JSON.stringify(cursor),
  atHead: ({ atHead }) => String(atHead),
  digest: ({ digest }) => JSON.stringify(digest),
  serverTime: ({ serverTime }) => JSON.stringify(serverTime),
  directory: ({ directory }) => JSON.stringify(directory ?? null),
}

function pageField({ type, field, fields }: PlainField): PageText | null {
  if (field === '__typename') return () => [JSON.stringify(type)]
  if (field === 'events' && fields !== null) return eventsOf(fields)
  const text = known(PAGE_FIELDS, field)
  return text === null ? null : (page) => [text(page)]
}

function eventsOf(fields: readonly PlainField[]): PageText | null {
  const made = objectText(fields, eventField)
  if (made === null) return null
  if (orderOf(fields) === STORED_ORDER) return ({ texts }) => ['[', ...asStored(texts, made), ']']
  return ({ texts }) => [
    Buffer.from(
      `[${textsIn(texts)
        .map((text) => made(partsOf(text)))
        .join(',')}]`,
    ),
  ]
}

/** The bytes as they are, but for texts that are not what is asked for. */
function asStored({ bytes, lengths }: JoinedTexts, made: TextOf<Parts>): (string | Buffer)[] {
  const pieces: (string | Buffer)[] = []
  let [taken, begin] = [0, 0]
  for (const length of lengths) {
    const end = begin + length
    if (!isWhole(bytes, begin, end)) {
      const text = made(partsOf(bytes.toString('utf8', begin, end)))
      pieces.push(bytes.subarray(taken, begin), text)
      taken = end
    }
    begin = end + 1
  }
  return [...pieces, bytes.subarray(taken)]
}

/** What is asked for, in its order, as one text. */
const orderOf = (fields: readonly PlainField[]): string =>
  fields
    .map(({ key, field, fields: inner }) => `${key}${field}${inner === null ? '' : `{${orderOf(inner)}}`}`)
    .join(' ')

function eventField({ field, fields }: PlainField): TextOf<Parts> | null {
  if (field !== 'actor' || fields === null) return known(EVENT_FIELDS, field)
  return objectText(fields, (inner) => known(ACTOR_FIELDS, inner.field))
}

const part =
  (name: string): TextOf<Parts> =>
  (parts) =>
    parts[name] ?? 'null'
const fromParts = (names: readonly string[]): Readonly<Record<string, TextOf<Parts>>> =>
  Object.fromEntries(names.map((name) => [name, part(name)]))

const EVENT_FIELDS = fromParts(
  'id salt roomId accountId audience sharedSeq seq recordedAt causedBy hash body'.split(' '),
)
const ACTOR_FIELDS: Readonly<Record<string, TextOf<Parts>>> = {
  ...fromParts(['personId', 'party', 'name']),
  // The engine has no role; see `Actor` in resolvers.ts.
  role: ({ role }) => (role === undefined || role === '"SYSTEM"' ? 'null' : role),
}

const known = <From>(fields: Readonly<Record<string, TextOf<From>>>, name: string): TextOf<From> | null =>
  Object.hasOwn(fields, name) ? (fields[name] ?? null) : null

/** Texts without an escape, and one that may have any. */
const PLAIN = '"[^"\\\\]*"'
const ANY = '"(?:[^"\\\\]|\\\\.)*"'

/** As server/commands/room-log.ts makes an event, and the stores write it; the rest of the text is the body. */
const STORED_HEAD = [
  `^\\{"id":(?<id>${PLAIN})(?:,"salt":(?<salt>${PLAIN}))?,"roomId":(?<roomId>${PLAIN})`,
  `,"accountId":(?<accountId>${PLAIN}),"audience":(?<audience>${PLAIN})`,
  ',"sharedSeq":(?<sharedSeq>\\d+|null),"seq":(?<seq>\\d+|null)',
  `,"recordedAt":(?<recordedAt>${PLAIN}),"actor":\\{"personId":(?<personId>${PLAIN}|null)`,
  `,"party":(?<party>${PLAIN}),"role":(?<role>${PLAIN}),"name":(?<name>${ANY})\\}`,
  `,"causedBy":(?<causedBy>${PLAIN}),"hash":(?<hash>${PLAIN}),"body":(?=\\{)`,
].join('')
const STORED = new RegExp(`${STORED_HEAD}(?<body>\\{[^]*\\})\\}$`)

/** Up to the body of a text with a salt and a role: our own document asks for such a one as it stands. */
const WHOLE = new RegExp(
  STORED_HEAD.replaceAll(/\(\?<\w+>/g, '(?:')
    .replace(`(?:,"salt":(?:${PLAIN}))?`, `,"salt":${PLAIN}`)
    .replace('"role":', '"role":(?!"SYSTEM")'),
)
/** What stands before the body is shorter, but for names that are read the long way. */
const HEAD_BYTES = 1_024
const CLOSING = '}'.charCodeAt(0)

/** Judged by the bytes, each as a character: those of other characters are no quotes and no backslashes. */
const isWhole = (bytes: Buffer, begin: number, end: number): boolean =>
  bytes[end - 1] === CLOSING &&
  bytes[end - 2] === CLOSING &&
  WHOLE.test(bytes.toString('latin1', begin, Math.min(end - 2, begin + HEAD_BYTES)))

/** The order of STORED_HEAD, as `orderOf` has it. */
const STORED_ORDER = (() => {
  const named = (name: string): string => `"${name}":${name}`
  const actor = `${named('actor')}{${['personId', 'party', 'role', 'name'].map(named).join(' ')}}`
  const before = 'id salt roomId accountId audience sharedSeq seq recordedAt'.split(' ').map(named)
  return [...before, actor, ...['causedBy', 'hash', 'body'].map(named)].join(' ')
})()

const partsOf = (text: string): Parts => STORED.exec(text)?.groups ?? parsedParts(text)

function parsedParts(text: string): Parts {
  const { actor, ...event } = JSON.parse(text) as RecordedEvent
  const values = Object.entries({ ...event, ...actor }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(values.map(([name, value]) => [name, JSON.stringify(value)]))
}
