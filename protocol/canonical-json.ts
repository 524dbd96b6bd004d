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

/** Fields of an object as they lie in it and in their order. */
interface Shape {
  readonly names: readonly string[]
  readonly inOrder: readonly string[]
  readonly isInOrder: boolean
}

/** Shapes that were seen before, by their first field: there are few, and each event has some of them. */
const shapes = new Map<string, Shape[]>()
const SHAPES_MAX = 500
let shapesKept = 0

/** Null where an engine might not keep the order: it puts keys that look like numbers first. */
function shapeOf(value: object): Shape | null {
  const names = Object.keys(value)
  const first = names[0] ?? ''
  const alike = shapes.get(first) ?? []
  const known = alike.find((shape) => isSame(shape.names, names))
  if (known !== undefined) return known
  if (!names.every((name) => /^[A-Za-z]\w*$/.test(name))) return null
  const inOrder = names.toSorted()
  const shape = { names, inOrder, isInOrder: isSame(names, inOrder) }
  if (shapesKept < SHAPES_MAX) {
    shapesKept += 1
    shapes.set(first, [...alike, shape])
  }
  return shape
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false
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
  const shape = shapeOf(value)
  if (shape === null) return UNFIT
  const fields = value as Readonly<Record<string, unknown>>
  let plain: Record<string, unknown> | null = shape.isInOrder ? null : {}
  for (const name of shape.inOrder) {
    const field = fields[name]
    const fit = sorted(field, depth + 1)
    if (fit === UNFIT) return UNFIT
    // The first that is not as it lay there: all before it were.
    if (fit !== field && plain === null) plain = before(fields, shape.inOrder, name)
    if (plain !== null) plain[name] = fit
  }
  return plain ?? value
}

function before(fields: Readonly<Record<string, unknown>>, names: readonly string[], end: string) {
  const plain: Record<string, unknown> = {}
  for (const name of names) {
    if (name === end) break
    plain[name] = fields[name]
  }
  return plain
}
