// A form whose record somebody else changes while it is open: what was typed stays, what was not typed follows. Where
// both changed one field the stored one stands, and the server's refusal beside it says so.

/** `seen` is what the form began with, `stored` what is there now, `draft` what stands in the form. */
export function rebase<T extends object>(seen: T, stored: T, draft: T): T {
  const names = Object.keys(stored) as (keyof T)[]
  const typed = names.filter((name) => !isSame(seen[name], draft[name]) && isSame(seen[name], stored[name]))
  return { ...stored, ...Object.fromEntries(typed.map((name) => [name, draft[name]])) }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
