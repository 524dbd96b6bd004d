// The link of an invitation that the server could not mail: shown once, to whoever made it.

import { createSignal, createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import { personFormText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Administration.module.css'

export function LinkToHandOver(props: {
  readonly link: string
  /** Whom it is for. */
  readonly name: string
  readonly onDone: () => void
}): JSX.Element {
  const heading = createUniqueId()
  const [copied, setCopied] = createSignal(false)
  const copy = () => {
    navigator.clipboard?.writeText(props.link).then(() => setCopied(true), console.error)
  }
  return (
    <section class={styles['card']} aria-labelledby={heading} role="status">
      <h2 id={heading}>{personFormText.linkTitle}</h2>
      <p class="t2">{personFormText.linkNote(props.name)}</p>
      <p class={`${styles['handOver']} mono`}>{props.link}</p>
      <div class={styles['foot']}>
        <Button icon="copy" onClick={copy}>
          {personFormText.copyLink}
        </Button>
        <Button variant="quiet" onClick={() => props.onDone()}>
          {personFormText.linkDone}
        </Button>
        <span class="s12 t2" role="status">
          {copied() ? personFormText.linkCopied : ''}
        </span>
      </div>
    </section>
  )
}
