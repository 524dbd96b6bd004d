// The two voices of a page: one polite, one assertive. A page has one pair; it speaks at the few moments that matter
// and never each second. Give it the sentence to say; an empty sentence says nothing.
import type { JSX } from 'solid-js'

export interface LiveRegionsProps {
  /** "5 minutes left until update 2 is due." */
  readonly polite: string
  /** Two minutes left, late. */
  readonly assertive: string
}

export function LiveRegions(props: LiveRegionsProps): JSX.Element {
  return (
    <>
      <div class="sr" aria-live="polite" aria-atomic="true">
        {props.polite}
      </div>
      <div class="sr" aria-live="assertive" aria-atomic="true">
        {props.assertive}
      </div>
    </>
  )
}
