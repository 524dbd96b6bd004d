// A file that was attached: its name, size and digest.

import type { JSX } from 'solid-js'
import { harmlessFileName } from '../../../protocol/file-name.ts'
import type { Entry } from '../../../replica/api.ts'
import { FileDownload } from '../../attach/FileDownload.tsx'
import { evidenceText } from '../../text/room-entries.ts'
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
        {evidenceText.file(harmlessFileName(props.body.name), bytes(props.body.size))}{' '}
        <FileDownload entry={props.entry} name={props.body.name} sha256={props.body.sha256} />
      </PlainLine>
      <div class={`${styles['foot']} mono`} title={props.body.sha256}>
        {evidenceText.digest} {props.body.sha256.slice(0, 16)}
      </div>
    </EntryFrame>
  )
}
