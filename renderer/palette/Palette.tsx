// The command palette: everything that can be done or opened, found by typing. It opens below the clock deck, so that
// the clock stays in sight, works from the copy on this computer, and gives the focus back to where it was.

import { createEffect, createUniqueId, For, on, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { keysText, paletteText } from '../text/keys.ts'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import type { PaletteState } from './create-palette.ts'
import { placeBelowDeck } from './place.ts'
import { PaletteLine } from './PaletteLine.tsx'
import { SECTION_TITLES, SECTIONS, type PaletteItem, type PaletteSection } from './palette-items.ts'
import '../ui/floating-panel.css'
import styles from './Palette.module.css'

export interface PaletteProps {
  readonly state: PaletteState
  /** The name of the room that the palette looks into first. */
  readonly scope: string | null
  readonly onChoose: (item: PaletteItem) => void
  readonly onKeys: () => void
  readonly onClose: () => void
}

export function Palette(props: PaletteProps): JSX.Element {
  const id = createUniqueId()
  const place = placeBelowDeck()
  let input: HTMLInputElement | undefined
  let list: HTMLDivElement | undefined
  const { state } = props
  const lineId = (item: PaletteItem) => `${id}-${item.key.replaceAll(/\W/g, '-')}`
  const chosen = () => state.items()[state.chosen()]
  const chosenId = () => {
    const item = chosen()
    return item === undefined ? undefined : lineId(item)
  }
  const of = (section: PaletteSection) => state.items().filter((item) => item.section === section)
  onMount(() => input?.focus())
  createEffect(
    on(chosen, (item) => {
      if (item !== undefined) document.getElementById(lineId(item))?.scrollIntoView({ block: 'nearest' })
    }),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.isComposing ? null : keyAct(event)
    if (act === null) return
    event.preventDefault()
    act()
  }
  const keyAct = (event: KeyboardEvent): (() => void) | null => {
    const atInput = event.target === input
    if (event.key === 'Escape') return props.onClose
    if (event.key === 'ArrowDown') return () => state.choose(state.chosen() + 1)
    if (event.key === 'ArrowUp') return () => state.choose(state.chosen() - 1)
    if (!atInput) return null
    if (event.key === 'Enter') return () => enter()
    if (event.key === 'Backspace' && state.text() === '' && state.isScoped()) return state.dropScope
    // An empty field has nothing to look for: the sign means the page of keys.
    return event.key === '?' && state.text() === '' ? props.onKeys : null
  }
  const enter = () => {
    const item = chosen()
    if (item !== undefined) props.onChoose(item)
  }
  const leave = closeOutside(
    () => list?.parentElement ?? null,
    () => props.onClose(),
  )
  return (
    <>
      <div class={styles['scrim']} style={{ 'clip-path': place().clip }} />
      <div
        role="dialog"
        aria-label={paletteText.name}
        class={`floating-panel ${styles['palette']}`}
        style={{ top: `${place().top}px`, 'max-height': `${place().height}px` }}
        onKeyDown={onKeyDown}
        onFocusOut={leave}
      >
        <div class={styles['field']}>
          <Icon name="search" size={20} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={paletteText.placeholder}
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            aria-activedescendant={chosenId()}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            placeholder={paletteText.placeholder}
            value={state.text()}
            onInput={(event) => state.setText(event.currentTarget.value)}
          />
          <Show when={state.isScoped() && props.scope}>
            {(scope) => (
              <ScopeChip
                scope={scope()}
                onDrop={() => {
                  state.dropScope()
                  input?.focus()
                }}
              />
            )}
          </Show>
        </div>
        <div
          class={styles['list']}
          role="listbox"
          id={`${id}-list`}
          aria-label={paletteText.results}
          ref={list}
        >
          <For each={SECTIONS}>
            {(section) => (
              <Show when={of(section).length > 0}>
                <div role="group" aria-labelledby={`${id}-${section}`}>
                  <div class={styles['title']} role="presentation" id={`${id}-${section}`}>
                    {SECTION_TITLES()[section]}
                  </div>
                  <For each={of(section)}>
                    {(item) => (
                      <PaletteLine
                        id={lineId(item)}
                        item={item}
                        chosen={chosen()?.key === item.key}
                        onPoint={() => state.choose(state.items().indexOf(item))}
                        onChoose={() => props.onChoose(item)}
                      />
                    )}
                  </For>
                </div>
              </Show>
            )}
          </For>
        </div>
        <Told count={state.items().length} />
        <Foot isInRoom={props.scope !== null} onKeys={props.onKeys} />
      </div>
    </>
  )
}

function Told(props: { readonly count: number }): JSX.Element {
  return (
    <p class={styles['none']} role="status">
      <Show when={props.count === 0} fallback={<span class="sr">{paletteText.found(props.count)}</span>}>
        {paletteText.nothing}
      </Show>
    </p>
  )
}

function ScopeChip(props: { readonly scope: string; readonly onDrop: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class={`chip chip-idle ${styles['scope']}`}
      aria-label={paletteText.dropScope(props.scope)}
      onClick={() => props.onDrop()}
    >
      <span class="ell">{props.scope}</span>
      <Icon name="close" size={12} />
    </button>
  )
}

function Foot(props: { readonly isInRoom: boolean; readonly onKeys: () => void }): JSX.Element {
  return (
    <div class={styles['foot']}>
      <span class={styles['hint']}>
        <Kbd keys={['↑', '↓']} /> {paletteText.move}
      </span>
      <span class={styles['hint']}>
        <Kbd keys={['↵']} /> {paletteText.act}
      </span>
      <span class={styles['hint']}>
        <Kbd keys={['Esc']} /> {props.isInRoom ? paletteText.backToRoom : paletteText.back}
      </span>
      <span class="grow" />
      <button type="button" class={styles['all']} aria-label={keysText.title} onClick={() => props.onKeys()}>
        <Kbd keys={['?']} /> {paletteText.allKeys}
      </button>
    </div>
  )
}

/** A press or the focus elsewhere closes. Needs an owner; returns what hears the focus leave. */
function closeOutside(panel: () => HTMLElement | null, close: () => void): (event: FocusEvent) => void {
  const isOutside = (target: EventTarget | null) =>
    target instanceof Node && panel()?.contains(target) === false
  const press = (event: PointerEvent) => isOutside(event.target) && close()
  document.addEventListener('pointerdown', press)
  onCleanup(() => document.removeEventListener('pointerdown', press))
  return (event) => isOutside(event.relatedTarget) && close()
}
