// The focus to the log itself, where a reader arrives; without a ring, since no key was pressed.

export function focusTimeline(): void {
  const options: FocusOptions & { focusVisible: boolean } = { preventScroll: true, focusVisible: false }
  document.querySelector<HTMLElement>('[role=log]')?.focus(options)
}
