// Going from entry to entry with J and K, from wherever the focus is; the newest comes first when none has it.

/** The log itself: where a reader arrives. */
export const timelineEnd = (): HTMLElement | null => document.querySelector<HTMLElement>('[role=log]')

export function stepEntry(by: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>('[role=log] .ev')]
  const at = entries.findIndex((entry) => entry.contains(document.activeElement))
  const next = at < 0 ? entries.length - 1 : Math.min(entries.length - 1, Math.max(0, at + by))
  const entry = entries[next]
  entry?.focus({ preventScroll: true })
  entry?.scrollIntoView({ block: 'nearest' })
}
