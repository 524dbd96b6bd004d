// All keys of this computer and edition, group by group, as they are now: changed letters and all. Opens below the
// clock deck, like the palette.

import { createUniqueId, For, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { placeBelowDeck } from '../palette/place.ts'
import { keysText } from '../text/keys.ts'
import { IconButton } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { ACTION_IDS, ACTIONS, type ActionGroup } from './action.ts'
import { thisEdition } from './edition.ts'
import { fixedKeys } from './fixed-keys.ts'
import { capsOf } from './key-caps.ts'
import { letters } from './kept-letters.ts'
import '../ui/floating-panel.css'
import styles from './Keys.module.css'

const GROUPS: readonly ActionGroup[] = ['GO', 'WRITE', 'READ', 'SHOW']

export function KeysPanel(props: { readonly onClose: () => void }): JSX.Element {
  const id = createUniqueId()
  const place = placeBelowDeck()
  const edition = thisEdition()
  let panel: HTMLDivElement | undefined
  onMount(() => panel?.focus())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    props.onClose()
  }
  const leave = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    const next = event.relatedTarget
    if (next instanceof Node && !event.currentTarget.contains(next)) props.onClose()
  }
  const rowsOf = (group: ActionGroup) =>
    ACTION_IDS.filter((action) => ACTIONS[action].group === group).flatMap((action) => {
      const ways = capsOf(action, edition, letters())
      return ways.length === 0 ? [] : [{ words: keysText.actions[action], ways }]
    })
  const fixedRows = () =>
    fixedKeys(edition).map(([name, caps]) => ({ words: keysText.fixed[name], ways: [caps] }))
  return (
    <div
      ref={panel}
      role="dialog"
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
      class={`floating-panel ${styles['panel']}`}
      style={{ top: `${place().top}px`, 'max-height': `${place().height}px` }}
      onKeyDown={onKeyDown}
      onFocusOut={leave}
    >
      <div class={styles['head']}>
        <h2 id={`${id}-title`}>{keysText.title}</h2>
        <span class="grow t2 s12">{letters().on ? keysText.lettersOutside : keysText.lettersOff}</span>
        <a class="s12" href="#/settings" onClick={() => props.onClose()}>
          {keysText.change}
        </a>
        <IconButton icon="close" name={keysText.close} hint="Esc" onClick={() => props.onClose()} />
      </div>
      {/* The list scrolls: a stop of its own lets the arrow keys move it. */}
      <div class={styles['groups']} tabIndex={0} role="group" aria-labelledby={`${id}-title`}>
        <For each={GROUPS}>
          {(group) => (
            <section>
              <h3>{keysText.groups[group]}</h3>
              <Rows rows={group === 'WRITE' ? [...rowsOf(group), ...fixedRows()] : rowsOf(group)} />
            </section>
          )}
        </For>
      </div>
    </div>
  )
}

interface Row {
  readonly words: string
  readonly ways: readonly (readonly string[])[]
}

function Rows(props: { readonly rows: readonly Row[] }): JSX.Element {
  return (
    <dl class={styles['rows']}>
      <For each={props.rows}>
        {(row) => (
          <div class={styles['row']}>
            <dt>{row.words}</dt>
            <dd>
              <For each={row.ways}>
                {(way) => (
                  <>
                    <span class="sr">{way.join(' ')} </span>
                    <Kbd keys={way} />
                  </>
                )}
              </For>
              <Show when={row.ways.length === 0}>–</Show>
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}
