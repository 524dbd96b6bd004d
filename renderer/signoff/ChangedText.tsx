// A text of the statement against the version before: what was added is marked; with `full`, what was removed stands
// there too, struck out. Said in words to screen readers.

import { createMemo, For, Match, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import styles from './SignOff.module.css'
import { diffWords } from './word-diff.ts'

export interface ChangedTextProps {
  readonly text: string
  /** The same text in the version before; null where there is none. */
  readonly before: string | null
  readonly full: boolean
}

export function ChangedText(props: ChangedTextProps): JSX.Element {
  const pieces = createMemo(() =>
    props.before === null
      ? [{ kind: 'SAME' as const, text: props.text }]
      : diffWords(props.before, props.text).filter(({ kind }) => props.full || kind !== 'REMOVED'),
  )
  return (
    <p class={styles['text']}>
      <For each={pieces()}>
        {(piece) => (
          <Switch fallback={piece.text}>
            <Match when={piece.kind === 'ADDED'}>
              <ins class={styles['added']}>
                <span class="sr">{signoffText.added}: </span>
                {piece.text.trimEnd()}
              </ins>
              {piece.text.slice(piece.text.trimEnd().length)}
            </Match>
            <Match when={piece.kind === 'REMOVED'}>
              <del class={styles['removed']}>
                <span class="sr">{signoffText.removed}: </span>
                {piece.text.trimEnd()}
              </del>{' '}
            </Match>
          </Switch>
        )}
      </For>
    </p>
  )
}
