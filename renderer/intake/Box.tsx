// A box of the intake's right column.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import styles from './IntakeAside.module.css'

export interface BoxProps {
  readonly title: JSX.Element
  /** Before the title: an icon or an avatar. */
  readonly mark?: JSX.Element | undefined
  readonly end?: JSX.Element | undefined
  /** ask: a question to the caller; must: it stands in the way of the clock now. */
  readonly tone?: 'ask' | 'must' | undefined
  readonly children: JSX.Element
}

export function Box(props: BoxProps): JSX.Element {
  return (
    <section class={styles['box']} data-tone={props.tone}>
      <header>
        {props.mark}
        <h2 class="grow">{props.title}</h2>
        <Show when={props.end}>{props.end}</Show>
      </header>
      {props.children}
    </section>
  )
}
