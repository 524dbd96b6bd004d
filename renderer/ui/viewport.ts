// Which layout the window has at present, for the few things CSS cannot decide, such as which words go on a tab.
// The widths are those of styles/shell.css.
import { createSignal, onCleanup } from 'solid-js'

/** wide: three columns. rail: narrow sidebar. drawer: facts beside the body. phone: one column with tabs. */
export type Layout = 'wide' | 'rail' | 'drawer' | 'phone'

/** The layout for a window width in px. */
export function layoutOf(width: number): Layout {
  if (width >= 1280) return 'wide'
  if (width >= 1024) return 'rail'
  return width >= 760 ? 'drawer' : 'phone'
}

/** The present layout as a signal; needs an owner. */
export function createLayout(): () => Layout {
  const [layout, setLayout] = createSignal(layoutOf(window.innerWidth))
  const follow = () => setLayout(layoutOf(window.innerWidth))
  window.addEventListener('resize', follow)
  onCleanup(() => window.removeEventListener('resize', follow))
  return layout
}
