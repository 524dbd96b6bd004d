// An internal note: violet, hatched, with lock and words, so that nobody of the provider can take it for a message.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { timelineText } from '../../text/room-entries.ts'
import { NoteCard } from '../../ui/EntryCards.tsx'
import { EntryFrame } from './EntryFrame.tsx'
import { ReplyQuote } from './ReplyQuote.tsx'
import { LaterMarks, SaidText } from './SaidText.tsx'
import type { Body } from './timeline-scope.ts'

export function NoteEntry(props: { readonly entry: Entry; readonly body: Body<'NotePosted'> }): JSX.Element {
  const event = () => props.entry.event
  const who = () =>
    props.body.handOver ? `${event().actor.name}, ${timelineText.handOver.toLowerCase()}` : event().actor.name
  return (
    <EntryFrame entry={props.entry}>
      <NoteCard who={who()} flag={timelineText.internalFlag}>
        <Show when={props.body.replyTo}>{(id) => <ReplyQuote id={id()} />}</Show>
        <SaidText event={event()} />
        <LaterMarks event={event()} />
      </NoteCard>
    </EntryFrame>
  )
}
