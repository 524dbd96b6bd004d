// Takes the next answer of a watch into the store that shows it: only what is not the same as in the answer before is
// written, so that nothing else is drawn again, and what is the same is not even looked at. A member of a list that moved
// keeps its object, and with it its element, its focus and its scroll position.

import { isFields } from '../../protocol/fields.ts'
import { sourcesOf } from '../../replica/port/difference.ts'

type Draft = Record<string | number, unknown>

/** A deep copy of plain data: a store changes what it is given, and several watchers share an answer. */
export function copied<Value>(value: Value): Value {
  return copyOf(value) as Value
}

/**
 * Writes into `draft`, which a store handed out to be changed and which says what `before` says, what `after` says.
 */
export function changeAnswer(draft: object, before: object, after: object): void {
  if (Array.isArray(before) && Array.isArray(after)) return changeList(draft as unknown[], before, after)
  const [was, is] = [before as Readonly<Draft>, after as Readonly<Draft>]
  for (const name of Object.keys(was)) if (!(name in is)) delete (draft as Draft)[name]
  for (const name of Object.keys(is)) changeAt(draft as Draft, name, was[name], is[name])
}

function changeAt(draft: Draft, place: string | number, before: unknown, after: unknown): void {
  if (before === after) return
  const inner = draft[place]
  if (isSameKind(before, after) && typeof inner === 'object' && inner !== null)
    changeAnswer(inner, before as object, after as object)
  else draft[place] = copyOf(after)
}

function changeList(draft: unknown[], before: readonly unknown[], after: readonly unknown[]): void {
  const sources = sourcesOf(before, after)
  const isMoved = sources.some((source, index) => source !== null && source !== index)
  // What stands there now is written over while members move. As the draft hands them out: a member without its wrapping
  // would be searched for wrappings to its last leaf, each of sixty entries for one that is new.
  const held: readonly unknown[] = isMoved ? [...draft] : []
  for (const [index, source] of sources.entries()) {
    if (source === null) {
      draft[index] = copyOf(after[index])
      continue
    }
    if (source !== index) draft[index] = held[source]
    changeAt(draft as unknown as Draft, index, before[source], after[index])
  }
  if (draft.length !== after.length) draft.length = after.length
}

const isSameKind = (before: unknown, after: unknown): boolean =>
  (isFields(before) && isFields(after)) || (Array.isArray(before) && Array.isArray(after))

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  if (!isFields(value)) return value
  const copy: Draft = {}
  for (const name of Object.keys(value)) copy[name] = copyOf(value[name])
  return copy
}
