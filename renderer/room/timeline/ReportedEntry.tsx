// The ticket that opened the room, with what was written in it.

import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { intakeEntryText } from '../../text/room-entries.ts'
import { PlainLine } from '../../ui/Timeline.tsx'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

export function ReportedEntry(props: {
  readonly entry: Entry
  readonly body: Body<'IssueReported'>
}): JSX.Element {
  return (
    <EntryFrame entry={props.entry}>
      <PlainLine>
        <b>{intakeEntryText.reported(props.body.ticket)}</b>
        {intakeEntryText.reportedBy(props.body.reporter.name, props.body.channel)}
      </PlainLine>
      <div class={styles['text']}>{props.body.description}</div>
    </EntryFrame>
  )
}
