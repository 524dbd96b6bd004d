// What changed between two answers to one watch, so that a change is sent and not the whole answer again. The law and the
// copy leave alone what an event does not touch: parts that are the same object are skipped without a look inside, so
// that finding a change costs about as much as the change. Putting it back together shares what did not change too.

import { type Fields, isFields } from '../../protocol/fields.ts'

/** Plain data, as everything that crosses the port. */
export type Difference =
  /** Another value altogether. */
  | { readonly is: unknown }
  /** An object with some fields changed, added (`is`) or taken away. */
  | { readonly fields: Readonly<Record<string, Difference>>; readonly gone: readonly string[] }
  /** A list put together from members of the one before and new ones, some of those that stay with changes in them. */
  | { readonly list: readonly Part[]; readonly changed: readonly (readonly [number, Difference])[] }

type Part =
  /** So many members of the list before, from this index on. */
  { readonly from: number; readonly count: number } | { readonly added: readonly unknown[] }

/** What leads from one answer to the next; null when they say the same. */
export function differenceOf(before: unknown, after: unknown): Difference | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after)) return listDifference(before, after)
  if (isFields(before) && isFields(after)) return fieldsDifference(before, after)
  return { is: after }
}

/** The next answer, sharing with the one before all that is the same. Throws when `before` is not what it was made from. */
export function withDifference(before: unknown, difference: Difference): unknown {
  if ('is' in difference) return difference.is
  if ('list' in difference) return changedList(before, difference)
  if (!isFields(before)) throw new TypeError('the change is of an object that is not here')
  const { fields, gone } = difference
  const after = { ...before }
  for (const name of gone) delete after[name]
  for (const [name, change] of Object.entries(fields)) after[name] = withDifference(before[name], change)
  return after
}

/**
 * What makes a member of a list the same one in the next answer: an entry its event, a board row its room, a person
 * their id, a word itself; its place where nothing else does.
 */
export function memberKey(member: unknown, index: number): string | number {
  if (!isFields(member)) return typeof member === 'string' ? `=${member}` : index
  return nameOf(member) ?? index
}

function nameOf(fields: Fields): string | undefined {
  for (const name of ['id', 'commandId', 'personId', 'roomId']) {
    const own = fields[name]
    if (typeof own === 'string') return own
  }
  const inner = fields['event'] ?? fields['room']
  return isFields(inner) ? nameOf(inner) : undefined
}

/**
 * For each member of the next list the index in the list before at which it stood, or null for a new one. Nothing is
 * used twice.
 */
export function sourcesOf(before: readonly unknown[], after: readonly unknown[]): readonly (number | null)[] {
  const aligned = alignedLength(before, after)
  const places = new Map<string | number, number>()
  for (let index = aligned; index < before.length; index += 1)
    places.set(memberKey(before[index], index), index)
  return after.map((member, index) => {
    if (index < aligned) return index
    const key = memberKey(member, index)
    const place = places.get(key)
    places.delete(key)
    return place ?? null
  })
}

/** How many members stand where they stood: nearly always all of them, since most lists only grow. */
function alignedLength(before: readonly unknown[], after: readonly unknown[]): number {
  const most = Math.min(before.length, after.length)
  for (let index = 0; index < most; index += 1) {
    const [old, now] = [before[index], after[index]]
    if (old !== now && memberKey(old, index) !== memberKey(now, index)) return index
  }
  return most
}

function fieldsDifference(before: Fields, after: Fields): Difference | null {
  const fields: Record<string, Difference> = {}
  const gone = Object.keys(before).filter((name) => !(name in after))
  let isSame = gone.length === 0
  for (const [name, value] of Object.entries(after)) {
    const change = name in before ? differenceOf(before[name], value) : { is: value }
    if (change === null) continue
    fields[name] = change
    isSame = false
  }
  return isSame ? null : { fields, gone }
}

function listDifference(before: readonly unknown[], after: readonly unknown[]): Difference | null {
  const list: Part[] = []
  const changed: [number, Difference][] = []
  let kept = { from: 0, count: 0 }
  let added: unknown[] = []
  for (const [index, source] of sourcesOf(before, after).entries()) {
    if (source === null) {
      if (added.length === 0) list.push({ added })
      added.push(after[index])
      kept = { from: 0, count: 0 }
      continue
    }
    const goesOn = kept.count > 0 && kept.from + kept.count === source
    if (goesOn) kept.count += 1
    else list.push((kept = { from: source, count: 1 }))
    added = []
    const change = differenceOf(before[source], after[index])
    if (change !== null) changed.push([index, change])
  }
  const [first] = list
  const isWhole =
    list.length === 0
      ? before.length === 0
      : list.length === 1 && first !== undefined && 'count' in first && first.count === before.length
  return isWhole && changed.length === 0 ? null : { list, changed }
}

function changedList(before: unknown, { list, changed }: Extract<Difference, { list: unknown }>): unknown {
  if (!Array.isArray(before)) throw new TypeError('the change is of a list that is not here')
  const after: unknown[] = list.flatMap((part): readonly unknown[] =>
    'added' in part ? part.added : before.slice(part.from, part.from + part.count),
  )
  for (const [index, change] of changed) after[index] = withDifference(after[index], change)
  return after
}
