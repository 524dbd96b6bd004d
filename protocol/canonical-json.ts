// The short way to canonical JSON (RFC 8785), the one text that is hashed. The library walks a value letter by letter; for
// plain values, which is all that is ever recorded, sorting the keys and leaving the writing to the engine gives the same
// text in a third of the time, and a replica does it for every event. Whatever is not plain goes to the library.

/** Canonical JSON of a plain value; null for one that only the library can judge. */
export function plainCanonicalJson(value: unknown): string | null {
  const plain = sorted(value, 0)
  if (plain === UNFIT) return null
  const text = JSON.stringify(plain)
  // An engine writes half of a letter of two halves as its number; the library refuses it.
  return text.includes(HALF_A_LETTER) ? null : text
}

const HALF_A_LETTER = String.raw`\ud`
/** Stands for a value that only the library judges. */
const UNFIT = Symbol('unfit')
/** Deeper ones are the library's, and with them those that hold themselves. */
const DEPTH_MAX = 50

/** Names of fields that were looked at before: there are few, and each event has twenty of them. */
const plainKeys = new Set<string>()
const PLAIN_KEYS_MAX = 1_000

/** An engine puts keys that look like numbers first, whatever the order they were written in. */
function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) return true
  if (!/^[A-Za-z]\w*$/.test(key)) return false
  if (plainKeys.size < PLAIN_KEYS_MAX) plainKeys.add(key)
  return true
}

/** The value with the keys of every object in order: itself where they are; or UNFIT. */
function sorted(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : UNFIT
  if (typeof value !== 'object' || depth > DEPTH_MAX) return UNFIT
  return Array.isArray(value) ? sortedList(value, depth) : sortedFields(value, depth)
}

function sortedList(list: readonly unknown[], depth: number): unknown {
  const plain: unknown[] = []
  for (const item of list) {
    const fit = sorted(item, depth + 1)
    if (fit === UNFIT) return UNFIT
    plain.push(fit)
  }
  return plain
}

function sortedFields(value: object, depth: number): unknown {
  if (Object.getPrototypeOf(value) !== Object.prototype) return UNFIT
  const fields = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(fields)
  let isSame = true
  let before = ''
  for (const key of keys) {
    if (!isPlainKey(key)) return UNFIT
    if (key < before) isSame = false
    before = key
  }
  if (!isSame) keys.sort()
  const plain: Record<string, unknown> = {}
  for (const key of keys) {
    const field = fields[key]
    const fit = sorted(field, depth + 1)
    if (fit === UNFIT) return UNFIT
    if (fit !== field) isSame = false
    plain[key] = fit
  }
  return isSame ? value : plain
}
