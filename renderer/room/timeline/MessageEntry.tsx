// A message to everybody: who, of which party, and the words.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { Said } from '../../ui/EntryCards.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import { ReplyQuote } from './ReplyQuote.tsx'
import { LaterMarks, SaidText } from './SaidText.tsx'
import type { Body } from './timeline-scope.ts'

export function MessageEntry(props: {
  readonly entry: Entry
  readonly body: Body<'MessagePosted'>
}): JSX.Element {
  const { partyName } = useRoom('MessageEntry')
  const event = () => props.entry.event
  return (
    <EntryFrame entry={props.entry} spoken>
      <Show when={props.body.replyTo}>{(id) => <ReplyQuote id={id()} />}</Show>
      <Said
        who={event().actor.name}
        tag={partyName(event().actor.party)}
        pending={props.entry.state !== 'RECORDED'}
      >
        <SaidText event={event()} />
      </Said>
      <LaterMarks event={event()} />
    </EntryFrame>
  )
}
