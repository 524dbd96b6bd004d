// Versions of the program: three numbers. A server names the oldest that it still takes; an update is never an older one.

const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/

export const isVersion = (text: string): boolean => VERSION.test(text)

/** Below 0: `a` is older than `b`; null where one of them is no version of three numbers. */
export function compareVersions(a: string, b: string): number | null {
  const [left, right] = [VERSION.exec(a), VERSION.exec(b)]
  if (left === null || right === null) return null
  for (const part of [1, 2, 3]) {
    const difference = Number(left[part]) - Number(right[part])
    if (difference !== 0) return difference
  }
  return 0
}
