// A file that was attached: its name, size and digest.

import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { evidenceText } from '../../text/en/room-entries.ts'
import { bytes } from '../../text/format.ts'
import { PlainLine } from '../../ui/Timeline.tsx'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

export function FileEntry(props: {
  readonly entry: Entry
  readonly body: Body<'FileAttached'>
}): JSX.Element {
  return (
    <EntryFrame entry={props.entry}>
      <PlainLine>
        <b>{props.entry.event.actor.name}</b>
        {evidenceText.fileAdded}
        {evidenceText.file(props.body.name, bytes(props.body.size))}
      </PlainLine>
      <div class={`${styles['foot']} mono`} title={props.body.sha256}>
        {evidenceText.digest} {props.body.sha256.slice(0, 16)}
      </div>
    </EntryFrame>
  )
}
