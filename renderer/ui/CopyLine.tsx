// Something to be carried elsewhere as it is, such as a link or an address: shown whole, with the button that copies it.

import { createEffect, createSignal, on } from 'solid-js'
import type { JSX } from 'solid-js'
import { Button } from './Button.tsx'
import './copy-line.css'

export function CopyLine(props: {
  readonly text: string
  /** On the button: "Copy the link". */
  readonly label: string
  /** Said once it is copied. */
  readonly copied: string
  /** Buttons after the one that copies. */
  readonly children?: JSX.Element
}): JSX.Element {
  const [isCopied, setCopied] = createSignal(false)
  createEffect(
    on(
      () => props.text,
      () => setCopied(false),
    ),
  )
  const copy = () => {
    navigator.clipboard?.writeText(props.text).then(() => setCopied(true), console.error)
  }
  return (
    <div class="copy-line">
      <p class="copy-line-text mono">{props.text}</p>
      <Button icon="copy" onClick={copy}>
        {props.label}
      </Button>
      {props.children}
      <span class="s12 t2" role="status">
        {isCopied() ? props.copied : ''}
      </span>
    </div>
  )
}
