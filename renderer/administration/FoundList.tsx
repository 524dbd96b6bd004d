// Accounts or people: found by words, in pages, with the button that adds one.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Page } from '../platform/session-administration.ts'
import { administrationText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { createPages } from './create-pages.ts'
import { Asked } from './States.tsx'

export function FoundList<Row>(props: {
  readonly part: 'accounts' | 'people'
  /** The rows that the words find, after where the last page ended. */
  readonly ask: (words: string, after: string) => Promise<Page<Row> | null>
  readonly add: string
  readonly onAdd: () => void
  /** A list item. */
  readonly children: (row: Row) => JSX.Element
}): JSX.Element {
  const [search, setSearch] = createSignal('')
  const pages = createPages<Row, string>(search, (words, next) => props.ask(words, next ?? ''))
  return (
    <>
      <div class={styles['tools']}>
        <Field
          label={administrationText.search[props.part]}
          labelHidden
          type="search"
          placeholder={administrationText.searchHint[props.part]}
          prefix={<Icon name="search" />}
          value={search()}
          onText={setSearch}
        />
        <Button variant="primary" icon="plus" onClick={() => props.onAdd()}>
          {props.add}
        </Button>
      </div>
      <Asked state={pages.state()} onAgain={pages.again}>
        <Show
          when={pages.rows().length > 0}
          fallback={<p class={`t2 ${styles['none']}`}>{administrationText.none[props.part]}</p>}
        >
          <ul class={styles['list']} aria-label={administrationText.parts[props.part]}>
            <For each={pages.rows()}>{(row) => props.children(row)}</For>
          </ul>
        </Show>
        <Show when={pages.hasMore()}>
          <div>
            <Button onClick={pages.more}>{administrationText.more}</Button>
          </div>
        </Show>
      </Asked>
    </>
  )
}
