// The frame in which people write: mode tabs, the fields of the mode, and a row that says who will read it next to the
// button that sends it. The audience line is always there, above or beside the button; an internal mode is violet.
import { For, Show, createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import { nextIndex } from './roving.ts'
import { isSendKey } from './send-key.ts'
import './composer.css'

export interface ComposerMode<Mode extends string> {
  readonly mode: Mode
  readonly label: string
  readonly icon: IconName
  /** Only one side will read it: violet. */
  readonly internal?: boolean | undefined
  /** Key hint for the tooltip. */
  readonly hint?: string | undefined
}

export interface ComposerFrameProps<Mode extends string> {
  /** Name of the composer. */
  readonly label: string
  readonly modes: readonly ComposerMode<Mode>[]
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
  /** At the right of the tabs: a Mark ("Draft kept …"). */
  readonly mark?: JSX.Element | undefined
  /** Between tabs and fields: a question or a warning. */
  readonly notice?: JSX.Element | undefined
  /** Fields of the present mode. */
  readonly children: JSX.Element
  /** Small buttons before the audience line. */
  readonly tools?: JSX.Element | undefined
  /** Who will read it. */
  readonly audience: string
  /** After it, where it does not go at once: a Mark that says when. */
  readonly later?: JSX.Element | undefined
  /** The button that sends. */
  readonly submit: JSX.Element
  /** Called by Ctrl or Cmd with Enter anywhere inside. */
  readonly onSubmit?: (() => void) | undefined
}

export function ComposerFrame<Mode extends string>(props: ComposerFrameProps<Mode>): JSX.Element {
  const id = createUniqueId()
  const present = () => props.modes.find((mode) => mode.mode === props.mode)
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const at = props.modes.findIndex((mode) => mode.mode === props.mode)
    const next = nextIndex(event.key, at, props.modes.length)
    const chosen = next === undefined ? undefined : props.modes[next]
    if (next === undefined || !chosen) return
    event.preventDefault()
    props.onMode(chosen.mode)
    const tab = event.currentTarget.children.item(next)
    if (tab instanceof HTMLElement) tab.focus()
  }
  const submit = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return
    event.preventDefault()
    props.onSubmit?.()
  }
  return (
    <section
      class="composer"
      aria-label={props.label}
      data-internal={present()?.internal ? '' : undefined}
      onKeyDown={submit}
    >
      <div class="composer-top">
        <div class="composer-modes" role="tablist" aria-label={props.label} onKeyDown={move}>
          <For each={props.modes}>
            {(mode) => (
              <button
                type="button"
                role="tab"
                class="composer-mode"
                data-internal={mode.internal ? '' : undefined}
                aria-selected={mode.mode === props.mode}
                aria-controls={`${id}-panel`}
                tabIndex={mode.mode === props.mode ? 0 : -1}
                title={mode.hint ? `${mode.label} (${mode.hint})` : undefined}
                onClick={() => props.onMode(mode.mode)}
              >
                <Icon name={mode.icon} size={14} />
                <span>{mode.label}</span>
              </button>
            )}
          </For>
        </div>
        <Show when={props.mark}>{(mark) => <span class="composer-mark">{mark()}</span>}</Show>
      </div>
      {props.notice}
      <div class="composer-panel" id={`${id}-panel`} role="tabpanel" aria-label={present()?.label}>
        {props.children}
      </div>
      <div class="composer-send">
        <Show when={props.tools}>{(tools) => <span class="composer-tools">{tools()}</span>}</Show>
        <span class="composer-readers">
          <span class="composer-audience" data-internal={present()?.internal ? '' : undefined}>
            <Icon name={present()?.internal ? 'eye-off' : 'eye'} size={14} />
            <span>{props.audience}</span>
          </span>
          {props.later}
        </span>
        <span class="composer-submit">{props.submit}</span>
      </div>
    </section>
  )
}
