// A text area that grows with its text up to a limit, then scrolls. `internal` gives it the violet hatch of text that
// only one side will see.
import { createEffect, on, onMount, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldLabels } from './FieldFrame.tsx'

export interface TextAreaProps
  extends FieldLabels,
    Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'size' | 'onInput' | 'id'> {
  /** The text. */
  readonly value: string
  /** Called with the text on each key stroke. */
  readonly onText?: ((text: string) => void) | undefined
  /** Least height in lines, 1 by default. */
  readonly rows?: number | undefined
  /** Most height in px before it scrolls, 240 by default. */
  readonly maxHeight?: number | undefined
  /** Violet with the hatch: only one side will see it. */
  readonly internal?: boolean | undefined
  /** No edge of its own; for a composer that already has one. */
  readonly bare?: boolean | undefined
}

export function TextArea(props: TextAreaProps): JSX.Element {
  const [own, labels, rest] = splitProps(
    props,
    ['value', 'onText', 'rows', 'maxHeight', 'internal', 'bare', 'class', 'ref'],
    ['label', 'aside', 'labelHidden', 'hint', 'error', 'size'],
  )
  let area: HTMLTextAreaElement | undefined
  const grow = () => {
    if (!area) return
    area.style.setProperty('height', 'auto')
    area.style.setProperty('height', `${Math.min(area.scrollHeight, own.maxHeight ?? 240)}px`)
  }
  onMount(grow)
  createEffect(on(() => own.value, grow, { defer: true }))
  return (
    <FieldFrame
      {...labels}
      control={(attributes) => (
        <span
          class={`field field-area${own.internal ? ' field-internal' : ''}${own.bare ? ' field-bare' : ''} ${own.class ?? ''}`}
        >
          <textarea
            {...rest}
            {...attributes}
            ref={(element) => {
              area = element
              if (typeof own.ref === 'function') own.ref(element)
            }}
            rows={own.rows ?? 1}
            value={own.value}
            onInput={(event) => {
              own.onText?.(event.currentTarget.value)
              grow()
            }}
          />
        </span>
      )}
    />
  )
}
