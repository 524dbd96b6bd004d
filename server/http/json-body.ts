// Reads JSON bodies. What a body is made of is counted before it is parsed: megabytes of brackets or of keys keep the
// parser, and with it everybody, busy for more than a second (I25), and no client of ours sends such a thing.

import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Values of one request: twenty commands, or evidence with all intervals that the law allows and more. */
const VALUES_MAX = 50_000
const DEPTH_MAX = 32
/** Keys of one object. */
const KEYS_MAX = 200

const code = (character: string): number => character.charCodeAt(0)
const [QUOTE, BACKSLASH, COMMA, COLON] = [code('"'), code('\\'), code(','), code(':')]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [code('{'), code('}'), code('['), code(']')]

/** What there is too much of in a JSON text. */
export type Excess = 'DEPTH' | 'KEYS' | 'VALUES'

/** For who sent it. */
export const EXCESS_SENTENCES: Readonly<Record<Excess, string>> = {
  DEPTH: `A request may be nested ${DEPTH_MAX} levels deep.`,
  KEYS: `An object of a request may have ${KEYS_MAX} fields.`,
  VALUES: `A request may have ${VALUES_MAX} values in it.`,
}

/** A body that is not read, with a sentence for its sender and the status that says the same. */
export class UnreadBody extends Error {
  override readonly name = 'UnreadBody'
  readonly statusCode: 413 | 415

  constructor(statusCode: 413 | 415, sentence: string) {
    super(sentence)
    this.statusCode = statusCode
  }
}

/** Null where a JSON text is of a size that is parsed in milliseconds. Says nothing about whether it is JSON. */
export function excessOf(text: Uint8Array): Excess | null {
  const keys = new Uint16Array(DEPTH_MAX + 1)
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]
    if (byte === QUOTE) at = endOfString(text, at)
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1
      values += 1
      if (depth > DEPTH_MAX) return 'DEPTH'
      keys[depth] = 0
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth = Math.max(0, depth - 1)
    else if (byte === COMMA) values += 1
    else if (byte === COLON) {
      const count = (keys[depth] ?? 0) + 1
      if (count > KEYS_MAX) return 'KEYS'
      keys[depth] = count
    }
    if (values > VALUES_MAX) return 'VALUES'
  }
  return null
}

function endOfString(text: Uint8Array, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1
  return at
}

/**
 * Takes the place of Fastify's own parser of JSON, and of the one for plain text, which a foreign form can send. `weigh`
 * is told of every body, also of one that is refused: looking through it is the work.
 */
export function readJsonBodies(
  app: FastifyInstance,
  weigh: (request: FastifyRequest, bytes: number) => void,
): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    weigh(request, body.length)
    const excess = excessOf(body)
    if (isEncoded(request)) done(new UnreadBody(415, 'Send JSON as it is, without a content encoding.'))
    else if (excess !== null) done(new UnreadBody(413, EXCESS_SENTENCES[excess]))
    else void parse(request, body.toString('utf8'), done)
  })
}

/** Said to be packed: what is inside would have to be unpacked before it could be counted. */
const isEncoded = ({ headers }: FastifyRequest): boolean =>
  !['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '')
