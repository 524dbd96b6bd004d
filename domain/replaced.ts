// One element of a list changed, the others as they are. Looked for from the end, where what is still open stands: a
// room with thousands of updates or proposals is folded without looking at each of them again for every new one.

/** The list with the last element that fits changed; the very same list where none fits. */
export function replaceLast<T extends object>(
  list: readonly T[],
  fits: (element: T) => boolean,
  change: (element: T) => T,
): readonly T[] {
  const index = list.findLastIndex(fits)
  const found = list[index]
  return found === undefined ? list : list.with(index, change(found))
}
