// Something noted on an entry, with the way to it.

import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { timelineText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { NoteCard, Said } from '../../ui/EntryCards.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import { type Body, useTimeline } from './timeline-scope.ts'

export function AnnotatedEntry(props: {
  readonly entry: Entry
  readonly body: Body<'Annotated'>
}): JSX.Element {
  const { goTo, zones } = useRoom('AnnotatedEntry')
  const timeline = useTimeline('AnnotatedEntry')
  const event = () => props.entry.event
  const who = () => timelineText.annotated(event().actor.name)
  const link = () => {
    const about = timeline.entry(props.body.refersTo)
    return about === undefined ? null : (
      <LinkButton onClick={() => goTo(props.body.refersTo)}>
        {timelineText.entryOf(timeIn(zones().own, about.recordedAt))}
      </LinkButton>
    )
  }
  return (
    <EntryFrame entry={props.entry}>
      {event().audience === 'INTERNAL' ? (
        <NoteCard who={who()} flag={timelineText.internalFlag}>
          <div>{link()}</div>
          {props.body.text}
        </NoteCard>
      ) : (
        <Said who={who()} tag={link()} pending={props.entry.state !== 'RECORDED'}>
          {props.body.text}
        </Said>
      )}
    </EntryFrame>
  )
}
