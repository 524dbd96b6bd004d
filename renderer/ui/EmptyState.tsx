// A part that has nothing to show: nothing yet (and what comes next), not loaded (and one way out), or closed.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './feedback.css'

export interface EmptyStateProps {
  readonly title: string
  /** What comes next, or what still works. */
  readonly children?: JSX.Element
  readonly icon?: IconName | undefined
  /** One way out: a Button. */
  readonly action?: JSX.Element | undefined
  /** Takes a whole page: larger words, centred in the height. */
  readonly page?: boolean | undefined
  /** Above the title on a page, e.g. a Ring. */
  readonly picture?: JSX.Element | undefined
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  return (
    <div class="empty" data-page={props.page ? '' : undefined}>
      {props.picture}
      <Show when={props.icon}>
        {(icon) => (
          <span class="t3">
            <Icon name={icon()} />
          </span>
        )}
      </Show>
      <Show when={props.page} fallback={<b>{props.title}</b>}>
        <h2>{props.title}</h2>
      </Show>
      <Show when={props.children}>{(children) => <div class="empty-text">{children()}</div>}</Show>
      <Show when={props.action}>{(action) => <div class="empty-action">{action()}</div>}</Show>
    </div>
  )
}
