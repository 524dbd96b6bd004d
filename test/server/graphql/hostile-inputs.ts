// What somebody sends who wants a server to fall over, to wait or to talk: documents and requests without end, in
// circles, half of them, with names that mean something to JavaScript, and the texts that parsers trip over. For the
// tests of both transports and for bench/hostile.ts.

import fc from 'fast-check'

/** A request as it goes into a body or into the payload of a message. */
export type HostileRequest = unknown

const DEEP = fc.integer({ min: 1, max: 500 })
const MANY = fc.integer({ min: 1, max: 3_000 })

const NAMES = fc.constantFrom(
  'me',
  'rooms',
  'room',
  'feed',
  'serverTime',
  'roms',
  '__typename',
  '__schema',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'password',
)

const TEXTS = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\u202e',
    '../../etc/passwd',
    `' OR 1=1 --`,
    '${7*7}',
    '"\n#',
    '%00',
    '\ufeff',
  ),
)

const repeated = (text: string, count: number): string => text.repeat(count)

/** Documents that mean trouble, and some that mean nothing. */
const DOCUMENTS: fc.Arbitrary<string> = fc.oneof(
  DEEP.map((depth) => `${repeated('{ rooms ', depth)}{ id ${repeated('} ', depth + 1)}`),
  DEEP.map((depth) => `{ me ${repeated('{ ...on Person ', depth)}{ id }${repeated(' }', depth)} }`),
  DEEP.map((depth) => `query ($a: ${repeated('[', depth)}Int${repeated(']', depth)}) { me { id } }`),
  DEEP.map((depth) => `{ room(id: ${repeated('[', depth)}1${repeated(']', depth)}) { id } }`),
  DEEP.map((depth) => `{ room(id: ${repeated('{a:', depth)}1${repeated('}', depth)}) { id } }`),
  fc
    .tuple(MANY, NAMES)
    .map(([count, name]) => `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${name}`).join(' ')} }`),
  MANY.map((count) => `{ ${repeated('serverTime ', count)} }`),
  MANY.map((count) => `{ serverTime ${repeated('@skip(if: true) ', count)} }`),
  MANY.map(
    (count) => `query (${Array.from({ length: count }, (_, at) => `$v${at}: Int`).join(' ')}) { serverTime }`,
  ),
  MANY.map((count) => Array.from({ length: count }, (_, at) => `query Q${at} { serverTime }`).join(' ')),
  // Fragments in a circle, and fragments that double with every level.
  fc.integer({ min: 1, max: 40 }).map((length) => {
    const links = Array.from({ length }, (_, at) => `fragment F${at} on Query { ...F${(at + 1) % length} }`)
    return `{ ...F0 } ${links.join(' ')}`
  }),
  fc.integer({ min: 1, max: 60 }).map((length) => {
    const links = Array.from(
      { length },
      (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
    )
    return `{ ...F0 } ${links.join(' ')} fragment F${length} on Query { serverTime }`
  }),
  // Fields that cannot be merged, compared with each other.
  fc.integer({ min: 1, max: 200 }).map((count) => {
    const fields = Array.from({ length: count }, (_, at) => `rooms { events(limit: ${at}) { id } }`)
    return `{ ${fields.join(' ')} }`
  }),
  NAMES.map((name) => `{ ${name} }`),
  NAMES.map((name) => `query ${name} { me { ${name} } }`),
  NAMES.map((name) => `mutation { ${name} }`),
  NAMES.map((name) => `subscription { ${name} { epoch } }`),
  fc.constantFrom(
    '{ __schema { types { name fields { name type { name } } } } }',
    'query IntrospectionQuery { __type(name: "Room") { fields { name } } }',
    'subscription { feed { epoch } presence { roomId } }',
    'subscription { a: feed { epoch } b: feed { epoch } }',
    'subscription { feed(after: 1e999) { epoch } }',
    '{ rooms { events(limit: 2147483648) { id } } }',
    '{ rooms { events(limit: -1) { id } } }',
    '{ room(id: null) { id } }',
    '{ serverTim }',
    '{ me { nme } }',
    'mutation { submit(commands: []) { serverTime } }',
    'extend type Query { more: Int }',
    'schema { query: Query }',
  ),
  TEXTS,
  fc.tuple(TEXTS, NAMES).map(([text, name]) => `{ room(id: ${JSON.stringify(text)}) { ${name} } }`),
  fc.string({
    unit: fc.constantFrom('{', '}', '(', ')', '[', ']', '$', '@', '!', ':', '"', '#', '.', ' ', 'a', '1'),
    maxLength: 300,
  }),
)

const ODD: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, 0, '', [], {}, 'x', [[]], { constructor: { prototype: { a: 1 } } }),
)

/** Requests: mostly a hostile document with odd company, sometimes no request at all. */
export const HOSTILE_REQUESTS: fc.Arbitrary<HostileRequest> = fc.oneof(
  { weight: 6, arbitrary: DOCUMENTS.map((query) => ({ query })) },
  {
    weight: 2,
    arbitrary: fc.record(
      { query: DOCUMENTS, variables: ODD, operationName: ODD, extensions: ODD },
      { requiredKeys: ['query'] },
    ),
  },
  { weight: 1, arbitrary: ODD },
  { weight: 1, arbitrary: fc.array(fc.record({ query: DOCUMENTS }), { minLength: 1, maxLength: 3 }) },
)

/** Words that are in no answer, whatever was asked: of a stack, a path, a database, a network, or a hint. */
export const LEAKS =
  /\bat [\w.<>]+ \(|node_modules|\.ts\b|\/work\/|\/home\/|file:\/\/|SQLITE|SELECT |INSERT |ECONN|ENOENT|EACCES|Did you mean|TypeError|RangeError|Cannot read prop|undefined is not|heap|stack/
