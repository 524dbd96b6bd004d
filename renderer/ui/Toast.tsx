// A card that says what happened somewhere else in the product. It never covers the clock deck and never stands alone
// for what is said: a list keeps it. It goes by itself unless it stays, and waits while it is pointed at or focused.
import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { shownDeck } from './below-deck.ts'
import { BrandMark } from './BrandMark.tsx'
import { Button, IconButton } from './Button.tsx'
import type { IconName } from './icon-paths.ts'
import { layoutOf } from './viewport.ts'
import './toast.css'

export interface ToastAction {
  readonly label: string
  readonly icon?: IconName | undefined
  readonly onPress: () => void
}

export interface ToastProps {
  /** Above the title: where it comes from. */
  readonly from: string
  readonly time: string
  readonly title: string
  readonly tone?: 'late' | undefined
  readonly problem?: string | undefined
  readonly actions?: readonly ToastAction[] | undefined
  readonly closeLabel: string
  /** Stays until it is closed or acted on. */
  readonly stays?: boolean | undefined
  readonly onClose: () => void
  readonly children?: JSX.Element
}

const SHOWN_MS = 10_000

export function Toast(props: ToastProps): JSX.Element {
  const [isHeld, setHeld] = createSignal(false)
  createEffect(
    on([isHeld, () => props.stays], ([held, stays]) => {
      if (held || stays) return
      const timer = setTimeout(() => props.onClose(), SHOWN_MS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return (
    <li
      class="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span class="toast-mark">
        <BrandMark size={34} />
      </span>
      <div class="toast-from">
        <span class="grow">{props.from}</span>
        <span class="num">{props.time}</span>
        <IconButton icon="close" size="sm" name={props.closeLabel} onClick={() => props.onClose()} />
      </div>
      <b class="toast-title" classList={{ 'breach-fg': props.tone === 'late' }}>
        {props.title}
      </b>
      <div class="toast-body">{props.children}</div>
      <Show when={props.problem}>{(problem) => <div class="toast-body risk-fg">{problem()}</div>}</Show>
      <Show when={props.actions?.length}>
        <div class="toast-acts">
          <For each={props.actions}>
            {(action, at) => (
              <Button
                size="sm"
                variant={at() === 0 ? 'primary' : 'secondary'}
                icon={action.icon}
                onClick={() => action.onPress()}
              >
                {action.label}
              </Button>
            )}
          </For>
        </div>
      </Show>
    </li>
  )
}

export interface ToastsProps {
  readonly label: string
  /** Esc closes the newest, unless the key belongs to what has the focus. */
  readonly onEscape: () => void
  readonly children: JSX.Element
}

/**
 * The place of toasts: at the foot of the window's right side, announced politely; on a phone above the tabs and where
 * one writes (what is marked with `data-foot`). They step aside while what has the focus lies under them (WCAG 2.4.11) or
 * no room is left below the deck, and come back when the focus goes on.
 */
export function Toasts(props: ToastsProps): JSX.Element {
  const [isAside, setAside] = createSignal(false)
  let place: HTMLElement | undefined
  let list: HTMLElement | undefined
  // A toast that comes may come over what has the focus already; what stands at the foot of a phone grows and goes.
  const grown = new ResizeObserver(() => makeRoom())
  const makeRoom = () => {
    const focused = document.activeElement
    const { floor, space } = placeOnPhone(grown)
    place?.style.setProperty('--toasts-floor', `${floor}px`)
    place?.style.setProperty('--toasts-space', `${space ?? innerHeight}px`)
    const hasRoom = space === null || space >= LEAST_ROOM
    const isCovering = focused !== null && !(place?.contains(focused) ?? false) && liesUnder(focused, list)
    setAside(!hasRoom || isCovering)
  }
  onMount(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event
      // On a title or a part that was given the focus, the key belongs to nothing else.
      const isIdle = target instanceof HTMLElement && target.tabIndex < 0
      const isOurs = isIdle || (target instanceof Node && place?.contains(target))
      if (event.key === 'Escape' && !event.defaultPrevented && isOurs) props.onEscape()
    }
    addEventListener('keydown', hear)
    addEventListener('focusin', makeRoom)
    addEventListener('resize', makeRoom)
    if (list !== undefined) grown.observe(list)
    onCleanup(() => {
      removeEventListener('keydown', hear)
      removeEventListener('focusin', makeRoom)
      removeEventListener('resize', makeRoom)
      grown.disconnect()
    })
  })
  return (
    <section
      class="toasts"
      classList={{ aside: isAside() }}
      aria-label={props.label}
      ref={(element) => (place = element)}
    >
      <ol aria-live="polite" aria-relevant="additions" ref={(element) => (list = element)}>
        {props.children}
      </ol>
    </section>
  )
}

/** Below this a toast would be cut to its title. */
const LEAST_ROOM = 96

/** How far above the window's foot toasts stand, and what is left for them up to the deck (null: as the sheet says). */
function placeOnPhone(grown: ResizeObserver): { readonly floor: number; readonly space: number | null } {
  const feet = [...document.querySelectorAll('[data-foot]')]
  for (const foot of feet) grown.observe(foot)
  if (layoutOf(innerWidth) !== 'phone') return { floor: 0, space: null }
  const boxes = feet.map((foot) => foot.getBoundingClientRect()).filter(({ height }) => height > 0)
  const top = Math.min(innerHeight, ...boxes.map((box) => box.top))
  return { floor: innerHeight - top, space: top - Math.max(0, shownDeck()?.bottom ?? 0) }
}

function liesUnder(focused: Element, list: Element | undefined): boolean {
  if (focused === document.body) return false
  const own = focused.getBoundingClientRect()
  return [...(list?.children ?? [])].some((toast) => {
    const { left, right, top, bottom } = toast.getBoundingClientRect()
    return own.left < right && own.right > left && own.top < bottom && own.bottom > top
  })
}
