// Ways to choose: a check box, a card that is a radio button, a toggle, and a large button that is one of several
// outcomes. All of them are native controls underneath.
import { Show, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import './choice.css'

export interface CheckProps {
  readonly label: JSX.Element
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
  readonly disabled?: boolean | undefined
  /** Lighter words, for what is already known. */
  readonly quiet?: boolean | undefined
}

export function Check(props: CheckProps): JSX.Element {
  return (
    <label class="check" data-quiet={props.quiet ? '' : undefined}>
      <span class="check-box">
        <input
          type="checkbox"
          checked={props.checked}
          disabled={props.disabled}
          onChange={(event) => props.onChecked(event.currentTarget.checked)}
        />
        <Icon name="check" size={12} />
      </span>
      <span>{props.label}</span>
    </label>
  )
}

export interface RadioCardProps {
  /** Cards of one question share a group name. */
  readonly group: string
  readonly label: string
  readonly checked: boolean
  readonly onChoose: () => void
  /** The key that chooses it. */
  readonly keys?: readonly string[] | undefined
  /** Shown inside the card while it is chosen. */
  readonly children?: JSX.Element
}

export function RadioCard(props: RadioCardProps): JSX.Element {
  return (
    <div class="radio-card" data-on={props.checked ? '' : undefined}>
      <label>
        <input type="radio" name={props.group} checked={props.checked} onChange={() => props.onChoose()} />
        <b class="grow">{props.label}</b>
        <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
      </label>
      <Show when={props.checked}>
        <div class="radio-card-body">{props.children}</div>
      </Show>
    </div>
  )
}

export interface ToggleProps {
  readonly label: string
  readonly pressed: boolean
  readonly onPressed: (pressed: boolean) => void
  /** pill (default) or box. */
  readonly shape?: 'pill' | 'box' | undefined
  readonly keys?: readonly string[] | undefined
}

export function Toggle(props: ToggleProps): JSX.Element {
  return (
    <button
      type="button"
      class={`toggle toggle-${props.shape ?? 'pill'}`}
      aria-pressed={props.pressed}
      onClick={() => props.onPressed(!props.pressed)}
    >
      <Show when={props.pressed}>
        <Icon name="check" size={14} />
      </Show>
      {props.label}
      <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </button>
  )
}

export interface OutcomeButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string
  /** What pressing it will do. */
  readonly note: string
  readonly keys?: readonly string[] | undefined
  /** The most likely one, tinted. */
  readonly likely?: boolean | undefined
}

/** A large button with a second line that says what it does. */
export function OutcomeButton(props: OutcomeButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'note', 'keys', 'likely', 'class'])
  return (
    <button
      type="button"
      {...rest}
      class={`outcome ${own.class ?? ''}`}
      data-likely={own.likely ? '' : undefined}
    >
      <span class="outcome-top">
        <b>{own.label}</b>
        <Show when={own.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
      </span>
      <span class="t2 s12">{own.note}</span>
    </button>
  )
}
