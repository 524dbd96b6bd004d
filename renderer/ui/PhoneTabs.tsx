// Tabs at the foot of the phone layout: the parts of a page that stand side by side on a desk.
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Count } from './Chip.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './phone-tabs.css'

export interface PhoneTab<Key extends string> {
  readonly key: Key
  readonly label: string
  readonly icon: IconName
  /** A number at the icon, with the words a screen reader says. */
  readonly count?: { readonly value: number; readonly label: string } | undefined
}

export interface PhoneTabsProps<Key extends string> {
  /** Name of the navigation. */
  readonly label: string
  readonly tabs: readonly PhoneTab<Key>[]
  readonly current: Key
  readonly onTab: (key: Key) => void
}

export function PhoneTabs<Key extends string>(props: PhoneTabsProps<Key>): JSX.Element {
  return (
    <nav class="phone-tabs" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <button
            type="button"
            aria-current={tab.key === props.current ? 'true' : undefined}
            onClick={() => props.onTab(tab.key)}
          >
            <span class="phone-tab-icon">
              <Icon name={tab.icon} size={20} />
              <Show when={tab.count}>{(count) => <Count value={count().value} label={count().label} />}</Show>
            </span>
            {tab.label}
          </button>
        )}
      </For>
    </nav>
  )
}
