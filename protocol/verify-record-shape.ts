// Whether parsed JSON has the shape of an exported record: exactly these names, each of its type. What is not known is
// refused, since nobody could say what it means; bodies of entries are judged where they matter, and linked in any case.

import { parseInstant } from '../domain/time.ts'
import { type ExportedRecord, RECORD_FORMAT, RECORD_FORMAT_1, RECORD_FORMAT_3 } from './exported-record.ts'
import { isFields } from './fields.ts'
import { type Fault, shown } from './verify-record-result.ts'

/** What is wrong with a value at a path, or null. */
type Check = (value: unknown, path: string) => Fault | null

export type Shaped =
  | { readonly ok: true; readonly record: ExportedRecord }
  | { readonly ok: false; readonly fault: Fault }

/** The record that `value` is, or the first place at which it is none. */
export function shapedRecord(value: unknown): Shaped {
  const format = fieldOf(value, 'format')
  const shape = SHAPES.get(format)
  if (shape === undefined)
    return { ok: false, fault: { ...misfit('format', RECORD_FORMAT, format), code: 'OTHER_FORMAT' } }
  const fault = shape(value, '')
  return fault === null ? { ok: true, record: value as ExportedRecord } : { ok: false, fault }
}

/** An object with at least these names, each with its check. */
export const atLeast =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isFields(value)) return misfit(path, 'an object', value)
    for (const [name, check] of Object.entries(checks)) {
      if (!Object.hasOwn(value, name)) return misfit(below(path, name), 'a value', undefined)
      const fault = check(value[name], below(path, name))
      if (fault !== null) return fault
    }
    return null
  }

/** The same, and no other name but the optional ones. */
export const exactly =
  (checks: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, path) => {
    const names = isFields(value) ? Object.keys(value) : []
    const other = names.find((name) => !Object.hasOwn(checks, name) && !Object.hasOwn(optional, name))
    if (other !== undefined) return misfit(below(path, other), 'nothing of this name', other)
    const given = Object.entries(optional).filter(([name]) => names.includes(name))
    return atLeast({ ...checks, ...Object.fromEntries(given) })(value, path)
  }

export const listOf =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return misfit(path, 'a list', value)
    for (const [index, item] of value.entries()) {
      const fault = check(item, `${path}[${index}]`)
      if (fault !== null) return fault
    }
    return null
  }

const where =
  (expected: string, holds: (value: unknown) => boolean): Check =>
  (value, path) =>
    holds(value) ? null : misfit(path, expected, value)

export const oneOf = (...values: readonly unknown[]): Check =>
  where(`one of ${values.join(', ')}`, (value) => values.includes(value))

export const text = where('text', (value) => typeof value === 'string')
export const textOrNull = where('text or null', (value) => value === null || typeof value === 'string')
/** From 0, as far as a double counts. */
export const position = where('a whole number', (value) => Number.isSafeInteger(value) && Number(value) >= 0)
export const hash = where(
  '64 hexadecimal digits',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
)
export const moment = where(
  'an instant as 2026-11-23T09:41:23.000Z',
  (value) => typeof value === 'string' && parseInstant(value) === value,
)
const party = oneOf('CUSTOMER', 'PROVIDER')
const anything = where('an object with a type', (value) => typeof fieldOf(value, 'type') === 'string')

const EVENT = {
  id: text,
  roomId: text,
  accountId: text,
  audience: text,
  sharedSeq: position,
  recordedAt: moment,
  actor: exactly({
    personId: textOrNull,
    party: oneOf('CUSTOMER', 'PROVIDER', 'SYSTEM'),
    role: text,
    name: text,
  }),
  causedBy: text,
  body: anything,
}

/** 16 bytes in base64url: of the last letter only two bits count. */
const salt = where('a salt', (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value))

const NOT_COVERED = {
  notCovered: exactly({
    exportedAt: moment,
    exportedBy: exactly({ id: text, name: text, party }),
    names: exactly({
      accounts: listOf(exactly({ id: text, name: text })),
      people: listOf(exactly({ id: text, name: text, party, title: text })),
    }),
    provider: text,
  }),
}

const RECORD_1 = exactly({
  format: text,
  entries: listOf(exactly({ event: exactly(EVENT), hash })),
  head: exactly({ sharedSeq: position, hash }),
  ...NOT_COVERED,
})

const RECORD_2 = {
  format: text,
  entries: listOf(exactly({ event: exactly(EVENT, { salt }), hash })),
  head: exactly({ sharedSeq: position, hash, root: hash }),
  agreements: listOf(
    exactly({ payload: text, signatures: listOf(exactly({ protected: text, signature: text })) }),
  ),
  ...NOT_COVERED,
}

const SHAPES: ReadonlyMap<unknown, Check> = new Map([
  [RECORD_FORMAT_1, RECORD_1],
  [RECORD_FORMAT, exactly(RECORD_2)],
  [RECORD_FORMAT_3, exactly({ ...RECORD_2, checkpoint: text })],
])

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

function misfit(path: string, expected: string, found: unknown): Fault {
  const entry = /^entries\[(\d+)\]/.exec(path)?.[1]
  return {
    code: 'WRONG_SHAPE',
    path,
    entry: entry === undefined ? null : Number(entry) + 1,
    offset: null,
    expected,
    found: shown(found),
  }
}

const fieldOf = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined)
