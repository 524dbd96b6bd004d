// What stands where an answer of the server is not there: it is being asked, it cannot be asked, there is none; and what
// became of a change.

import { createEffect, Match, on, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { administrationText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Administration.module.css'
import type { Change } from './create-change.ts'

export function Asked(props: {
  readonly state: 'LOADING' | 'READY' | 'UNREACHABLE'
  readonly onAgain: () => void
  readonly children: JSX.Element
}): JSX.Element {
  return (
    <Switch fallback={props.children}>
      <Match when={props.state === 'LOADING'}>
        <Skeleton label={administrationText.loading} />
      </Match>
      <Match when={props.state === 'UNREACHABLE'}>
        <div class={styles['card']} role="alert">
          <p>{administrationText.unreachable}</p>
          <div>
            <Button size="sm" icon="sync" onClick={() => props.onAgain()}>
              {administrationText.tryAgain}
            </Button>
          </div>
        </div>
      </Match>
    </Switch>
  )
}

/** `fields`: whose errors stand at the field itself. */
export function Said(props: { readonly change: Change; readonly fields?: readonly string[] }): JSX.Element {
  const refused = () => {
    const wrong = props.change.refusal()
    return wrong === null || props.fields?.includes(wrong.field) === true ? null : wrong
  }
  let line: HTMLParagraphElement | undefined
  // Whoever sent a form by key goes on at the field that was wrong.
  createEffect(
    on(
      () => props.change.refusal(),
      (wrong) =>
        wrong !== null && line?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      { defer: true },
    ),
  )
  return (
    <>
      <p class={`${styles['said']} s12 met-fg`} role="status" ref={line}>
        {props.change.said() === 'MADE' ? administrationText.saved : ''}
      </p>
      <Show when={props.change.said() === 'UNREACHABLE'}>
        <p class="s12 risk-fg" role="alert">
          {administrationText.notSent}
        </p>
      </Show>
      <Show when={refused()}>
        {(wrong) => (
          <p class="s12 risk-fg" role="alert">
            {administrationText.problem(wrong().problem, wrong().limit)}
          </p>
        )}
      </Show>
    </>
  )
}
