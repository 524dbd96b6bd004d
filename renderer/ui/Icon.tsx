// One icon of the project's own set. Decorative by default: screen readers skip it, so a word or an accessible name
// must stand beside it.
import type { JSX } from 'solid-js'
import { ICON_PATHS } from './icon-paths.ts'
import type { IconName } from './icon-paths.ts'
import './icon.css'

/** Thinner lines for larger icons, so that all of them look equally heavy. */
const STROKE: Record<number, number> = { 12: 2.3, 14: 2.1, 16: 1.9, 20: 1.75, 24: 1.75 }

export interface IconProps {
  /** Which icon. */
  readonly name: IconName
  /** Edge in px: 12 in chips, 14 in buttons, 16 in navigation (default), 20 or 24 on phones. */
  readonly size?: 12 | 14 | 16 | 20 | 24 | undefined
}

export function Icon(props: IconProps): JSX.Element {
  const size = () => props.size ?? 16
  return (
    <svg
      class="i"
      data-size={size()}
      width={size()}
      height={size()}
      viewBox="0 0 24 24"
      stroke-width={STROKE[size()]}
      aria-hidden="true"
    >
      <path d={ICON_PATHS[props.name]} />
    </svg>
  )
}
