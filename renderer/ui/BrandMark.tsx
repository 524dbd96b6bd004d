// The product's mark: a clock that is also a ring of two. Decorative; the name stands beside it.
import type { JSX } from 'solid-js'

export function BrandMark(props: { readonly size?: number | undefined }): JSX.Element {
  return (
    <svg
      class="brand-mark"
      width={props.size ?? 22}
      height={props.size ?? 22}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <rect x="1" y="1" width="22" height="22" rx="6.5" fill="var(--ink)" />
      <g fill="none" stroke="var(--text-inv)" stroke-width="2.4" stroke-linecap="round">
        <path d="M12 6.2a5.8 5.8 0 1 1-5.6 4.3" />
      </g>
      <circle cx="12" cy="12" r="1.7" fill="var(--text-inv)" />
    </svg>
  )
}
