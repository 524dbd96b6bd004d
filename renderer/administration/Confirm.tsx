// A button that asks once more before it ends something. The question takes the button's place and the focus; Escape and
// "cancel" give both back.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { administrationText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import type { IconName } from '../ui/icon-paths.ts'
import styles from './Administration.module.css'

export interface ConfirmProps {
  readonly label: string
  /** Says what it is about, where the label alone does not. */
  readonly name?: string
  readonly question: string
  readonly icon?: IconName
  readonly busy: boolean
  readonly onConfirm: () => void
}

export function Confirm(props: ConfirmProps): JSX.Element {
  const [asks, setAsks] = createSignal(false)
  let box: HTMLDivElement | undefined
  const leave = () => {
    setAsks(false)
    box?.querySelector('button')?.focus()
  }
  return (
    <div class={styles['confirm']} ref={box}>
      <Show
        when={asks()}
        fallback={
          <Button
            size="sm"
            icon={props.icon}
            aria-label={props.name}
            disabled={props.busy}
            onClick={() => {
              setAsks(true)
              box?.querySelector('button')?.focus()
            }}
          >
            {props.label}
          </Button>
        }
      >
        <div
          class={styles['question']}
          role="group"
          aria-label={props.question}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            leave()
          }}
        >
          <p class="s12">{props.question}</p>
          <div class="row wrap">
            <Button
              size="sm"
              variant="primary"
              busy={props.busy}
              onClick={() => {
                setAsks(false)
                props.onConfirm()
              }}
            >
              {props.label}
            </Button>
            <Button size="sm" variant="quiet" onClick={leave}>
              {administrationText.cancel}
            </Button>
          </div>
        </div>
      </Show>
    </div>
  )
}
