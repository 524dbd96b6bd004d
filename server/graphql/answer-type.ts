// How an answer is named to its client: as JSON, or as what GraphQL over HTTP calls its JSON, where a client asks for that.

const JSON_TYPE = 'application/json'
const GRAPHQL_TYPE = 'application/graphql-response+json'

interface Asked {
  readonly type: string
  readonly quality: number
}

/** The content type that an `Accept` header prefers; null where it takes neither. */
export function answerTypeFor(accept: string | undefined): string | null {
  if (accept === undefined || accept === '' || accept === '*/*') return named(JSON_TYPE)
  const asked = accept.split(',').map(readRange)
  const qualities = [JSON_TYPE, GRAPHQL_TYPE].map((type) => ({ type, ...bestFor(type, asked) }))
  const [best] = qualities
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || b.exactness - a.exactness || a.place - b.place)
  return best === undefined ? null : named(best.type)
}

const named = (type: string): string => `${type}; charset=utf-8`

function readRange(text: string): Asked {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const quality = weight === undefined ? 1 : Number(weight.slice(2))
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 }
}

/** The range that names a type most exactly decides about it. */
function bestFor(type: string, asked: readonly Asked[]) {
  for (const [index, range] of [type, 'application/*', '*/*'].entries()) {
    const place = asked.findIndex((one) => one.type === range)
    if (place !== -1) return { quality: asked[place]?.quality ?? 0, exactness: -index, place }
  }
  return { quality: 0, exactness: 0, place: 0 }
}
