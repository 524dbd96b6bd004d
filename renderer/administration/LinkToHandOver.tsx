// The link of an invitation that the server could not mail: shown once, to whoever made it.

import { createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import { personFormText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import { CopyLine } from '../ui/CopyLine.tsx'
import styles from './Administration.module.css'

export function LinkToHandOver(props: {
  readonly link: string
  /** Whom it is for. */
  readonly name: string
  readonly onDone: () => void
}): JSX.Element {
  const heading = createUniqueId()
  return (
    <section class={styles['card']} aria-labelledby={heading} role="status">
      <h2 id={heading}>{personFormText.linkTitle}</h2>
      <p class="t2">{personFormText.linkNote(props.name)}</p>
      <CopyLine text={props.link} label={personFormText.copyLink} copied={personFormText.linkCopied}>
        <Button variant="quiet" onClick={() => props.onDone()}>
          {personFormText.linkDone}
        </Button>
      </CopyLine>
    </section>
  )
}
