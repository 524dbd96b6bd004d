// Replaces one element of a list. The search starts at the end, because what is still open is usually the newest: a room
// with thousands of updates is not searched from its beginning for each further event.

/** A copy of the list with its last matching element changed; the same list where none matches. */
export function replaceLast<T extends object>(
  list: readonly T[],
  fits: (element: T) => boolean,
  change: (element: T) => T,
): readonly T[] {
  const index = list.findLastIndex(fits)
  const found = list[index]
  return found === undefined ? list : list.with(index, change(found))
}
