// An entry of one line: who did what, and why in that person's words.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { PlainLine } from '../../ui/Timeline.tsx'
import { EntryFrame } from './EntryFrame.tsx'
import type { EntryLine } from './line-of.ts'
import { ReplyQuote } from './ReplyQuote.tsx'
import styles from './Entry.module.css'

export function LineEntry(props: { readonly entry: Entry; readonly line: EntryLine }): JSX.Element {
  const body = () => props.entry.event.body
  const corrected = () => {
    const shown = body()
    return shown.type === 'Corrected' ? shown.refersTo : null
  }
  return (
    <EntryFrame entry={props.entry} tone={props.line.tone}>
      <PlainLine quiet={body().type === 'ClockWarned'}>
        <b>{props.line.who}</b>
        {props.line.rest}
      </PlainLine>
      <Show when={corrected()}>{(id) => <ReplyQuote id={id()} />}</Show>
      <Show when={props.line.quote}>{(quote) => <div class={styles['text']}>{quote()}</div>}</Show>
    </EntryFrame>
  )
}
