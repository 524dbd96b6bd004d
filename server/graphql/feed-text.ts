// A page of the feed as the JSON that an execution would make of it, byte for byte, put together from stored texts.
// An event is stored as one text whose keys have a fixed order, so that its parts are found without reading it: what
// the pattern does not recognise is parsed. A property test holds this against graphql-js (feed-text.test.ts).

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import type { PlainField } from './feed-shape.ts'

/** Makes the value of the feed's field, as JSON. */
export type PageText = (page: FeedTexts) => string

/** The parts of one event, each as JSON. */
type Parts = Readonly<Record<string, string>>
type TextOf<From> = (from: From) => string

/** Null where a field is asked for that is not known here: then the page is executed. */
export function pageTextOf({ fields }: PlainField): PageText | null {
  return fields === null ? null : objectText(fields, pageField)
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

function pageField({ field, fields }: PlainField): TextOf<FeedTexts> | null {
  if (field !== 'events' || fields === null) return known(PAGE_FIELDS, field)
  const made = objectText(fields, eventField)
  if (made === null) return null
  const isAsStored = orderOf(fields) === STORED_ORDER
  const event: TextOf<string> = (text) => (isAsStored && WHOLE.test(text) ? text : made(partsOf(text)))
  return ({ texts }) => `[${texts.map(event).join(',')}]`
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
const STORED_PARTS = [
  `^\\{"id":(?<id>${PLAIN})(?:,"salt":(?<salt>${PLAIN}))?,"roomId":(?<roomId>${PLAIN})`,
  `,"accountId":(?<accountId>${PLAIN}),"audience":(?<audience>${PLAIN})`,
  ',"sharedSeq":(?<sharedSeq>\\d+|null),"seq":(?<seq>\\d+|null)',
  `,"recordedAt":(?<recordedAt>${PLAIN}),"actor":\\{"personId":(?<personId>${PLAIN}|null)`,
  `,"party":(?<party>${PLAIN}),"role":(?<role>${PLAIN}),"name":(?<name>${ANY})\\}`,
  `,"causedBy":(?<causedBy>${PLAIN}),"hash":(?<hash>${PLAIN}),"body":(?<body>\\{[^]*\\})\\}$`,
].join('')
const STORED = new RegExp(STORED_PARTS)

/** A text with a salt and a role, so that it is what our own document asks for as it stands: nothing is taken from it. */
const WHOLE = new RegExp(
  STORED_PARTS.replaceAll(/\(\?<\w+>/g, '(?:')
    .replace(`(?:,"salt":(?:${PLAIN}))?`, `,"salt":${PLAIN}`)
    .replace('"role":', '"role":(?!"SYSTEM")'),
)

/** The order of STORED_PARTS, as `orderOf` has it. */
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
