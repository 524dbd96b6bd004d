// Going from entry to entry with J and K, from wherever the focus is; the newest comes first when none has it.

/** To the log itself, where a reader arrives; without a ring, since no key was pressed. */
export function focusTimeline(): void {
  const options: FocusOptions & { focusVisible: boolean } = { preventScroll: true, focusVisible: false }
  document.querySelector<HTMLElement>('[role=log]')?.focus(options)
}

export function stepEntry(by: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>('[role=log] .ev')]
  const at = entries.findIndex((entry) => entry.contains(document.activeElement))
  const next = at < 0 ? entries.length - 1 : Math.min(entries.length - 1, Math.max(0, at + by))
  const entry = entries[next]
  entry?.focus({ preventScroll: true })
  entry?.scrollIntoView({ block: 'nearest' })
}
