// A menu behind a button. It opens below the clock deck when there is one, so that nothing ever covers the clock, and
// it is not modal: the room stays in reach. Arrow keys, type-ahead and Esc come from Kobalte.
import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import { rectBelowDeck } from './below-deck.ts'
import type { IconName } from './icon-paths.ts'
import './menu.css'

export interface MenuItem {
  readonly label: string
  readonly onChoose: () => void
  readonly icon?: IconName | undefined
  readonly keys?: readonly string[] | undefined
  readonly disabled?: boolean | undefined
  /** A line above it. */
  readonly first?: boolean | undefined
}

export interface MenuProps {
  /** The accessible name of the button, also its tooltip. */
  readonly name: string
  /** Icon of the button; three dots by default. */
  readonly icon?: IconName | undefined
  /** What the button shows instead of an icon; with it go a class of its own and the tooltip that says all of it. */
  readonly face?: JSX.Element | undefined
  readonly faceClass?: string | undefined
  readonly hint?: string | undefined
  readonly items: readonly MenuItem[]
  /** For a button at the foot of the window, with nothing below it. */
  readonly upwards?: boolean | undefined
}

export function Menu(props: MenuProps): JSX.Element {
  return (
    <DropdownMenu
      modal={false}
      gutter={4}
      flip={props.upwards ?? false}
      getAnchorRect={rectBelowDeck}
      placement={props.upwards ? 'top-start' : 'bottom-end'}
    >
      <DropdownMenu.Trigger
        class={props.faceClass ?? 'btn btn-icon btn-quiet btn-md'}
        aria-label={props.faceClass === undefined ? props.name : undefined}
        title={props.hint ?? props.name}
      >
        <Show when={props.faceClass} fallback={<Icon name={props.icon ?? 'more'} />}>
          {props.face}
        </Show>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <For each={props.items}>
            {(item) => (
              <>
                <Show when={item.first}>
                  <DropdownMenu.Separator class="menu-line" />
                </Show>
                <DropdownMenu.Item
                  class="menu-item"
                  disabled={item.disabled ?? false}
                  onSelect={() => item.onChoose()}
                >
                  <span class="menu-icon">
                    <Show when={item.icon}>{(icon) => <Icon name={icon()} />}</Show>
                  </span>
                  <span class="grow">{item.label}</span>
                  <Show when={item.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
                </DropdownMenu.Item>
              </>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}
