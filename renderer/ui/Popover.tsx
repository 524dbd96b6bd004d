// A small panel behind a button, for a form of a few fields. Not modal, opens below the clock deck, Esc closes it.
import { Popover as Kobalte } from '@kobalte/core/popover'
import type { JSX } from 'solid-js'
import { rectBelowDeck } from './below-deck.ts'
import './button.css'
import './menu.css'

export interface PopoverProps {
  /** Words of the button that opens it. */
  readonly trigger: JSX.Element
  /** Classes of that button; a secondary Button by default. */
  readonly triggerClass?: string | undefined
  /** Name of the panel. */
  readonly title: string
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly children: JSX.Element
}

export function Popover(props: PopoverProps): JSX.Element {
  return (
    <Kobalte
      open={props.open}
      onOpenChange={(open) => props.onOpen(open)}
      modal={false}
      gutter={4}
      flip={false}
      getAnchorRect={rectBelowDeck}
      placement="bottom-end"
    >
      <Kobalte.Trigger class={props.triggerClass ?? 'btn btn-secondary btn-md'}>
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="popover">
          <Kobalte.Title class="popover-title">{props.title}</Kobalte.Title>
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
