// One entry of the timeline as its kind asks: exhaustive over every event, so that a new kind of event does not compile
// before it has a way to be read.

import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { useRoom } from '../room-scope.ts'
import { AnnotatedEntry } from './AnnotatedEntry.tsx'
import { BreachEntry } from './BreachEntry.tsx'
import { CallbackEntry } from './CallbackEntry.tsx'
import { EscalationEntry } from './EscalationEntry.tsx'
import { EvidenceEntry } from './EvidenceEntry.tsx'
import { FileEntry } from './FileEntry.tsx'
import { IntakeEntry } from './IntakeEntry.tsx'
import { lineOf } from './line-of.ts'
import { LineEntry } from './LineEntry.tsx'
import { MessageEntry } from './MessageEntry.tsx'
import { NoteEntry } from './NoteEntry.tsx'
import { ReportedEntry } from './ReportedEntry.tsx'
import { ResolutionEntry } from './ResolutionEntry.tsx'
import { UpdateEntry } from './UpdateEntry.tsx'
import { WorkaroundEntry } from './WorkaroundEntry.tsx'

export function EntryRow(props: { readonly entry: Entry }): JSX.Element {
  // What an event says never changes: the kind of entry is chosen once.
  const { body } = props.entry.event
  switch (body.type) {
    case 'IssueReported':
      return <ReportedEntry entry={props.entry} body={body} />
    case 'IntakeTaken':
      return <IntakeEntry entry={props.entry} body={body} />
    case 'CallbackMade':
      return <CallbackEntry entry={props.entry} body={body} />
    case 'MessagePosted':
      return <MessageEntry entry={props.entry} body={body} />
    case 'NotePosted':
      return <NoteEntry entry={props.entry} body={body} />
    case 'UpdatePosted':
      return <UpdateEntry entry={props.entry} body={body} />
    case 'WorkaroundRecorded':
      return <WorkaroundEntry entry={props.entry} body={body} />
    case 'EvidenceAttached':
      return <EvidenceEntry entry={props.entry} body={body} />
    case 'FileAttached':
      return <FileEntry entry={props.entry} body={body} />
    case 'Escalated':
      return <EscalationEntry entry={props.entry} body={body} />
    case 'ClockBreached':
      return <BreachEntry entry={props.entry} body={body} />
    case 'ResolutionProposed':
      return <ResolutionEntry entry={props.entry} body={body} />
    case 'Annotated':
      return <AnnotatedEntry entry={props.entry} body={body} />
    case 'AgentAssigned':
    case 'CallbackAttempted':
    case 'UpdateRequested':
    case 'CadenceProposed':
    case 'CadenceAgreed':
    case 'CadenceDeclined':
    case 'CadenceWithdrawn':
    case 'WorkaroundAccepted':
    case 'WorkaroundRejected':
    case 'WorkaroundWithdrawn':
    case 'EscalationAcknowledged':
    case 'ClockWarned':
    case 'ResolutionSigned':
    case 'ResolutionRejected':
    case 'IssueResolved':
    case 'Reopened':
    case 'ReclassificationProposed':
    case 'ReclassificationDeclined':
    case 'Reclassified':
    case 'Corrected':
      return <Line entry={props.entry} />
    default:
      return nothing(body)
  }
}

function Line(props: { readonly entry: Entry }): JSX.Element {
  const { room, partyName } = useRoom('EntryRow')
  const line = () => lineOf(props.entry.event, { room: room(), partyName })
  return <LineEntry entry={props.entry} line={line() ?? { who: '', rest: '' }} />
}

/** An event from a newer version has no words here yet; it is in the record all the same. */
const nothing = (_body: never): JSX.Element => null
