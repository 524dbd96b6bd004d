// A line across the page that tells about the whole of it: offline, not accepted, the age of a copy. It stands in the
// flow and never covers content.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './feedback.css'

export interface BannerProps {
  readonly icon: IconName
  /** plain (grey, default), risk (act now), breach (a promise was broken), ask (needs an answer). */
  readonly tone?: 'plain' | 'risk' | 'breach' | 'ask' | undefined
  /** The leading words, bold. */
  readonly title?: string | undefined
  /** The rest of the sentence. */
  readonly children?: JSX.Element
  /** At the right: a time, a Button. */
  readonly action?: JSX.Element | undefined
}

export function Banner(props: BannerProps): JSX.Element {
  return (
    <div class={`banner banner-${props.tone ?? 'plain'}`}>
      <Icon name={props.icon} />
      <span class="grow">
        <Show when={props.title}>
          <b>{props.title}</b>{' '}
        </Show>
        {props.children}
      </span>
      {props.action}
    </div>
  )
}
