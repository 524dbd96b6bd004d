// One part of the settings: its name, and below it a card with what can be chosen.

import { createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import styles from './Settings.module.css'

export function Section(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  const id = createUniqueId()
  return (
    <section class={styles['section']} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <div class={styles['body']}>{props.children}</div>
    </section>
  )
}
