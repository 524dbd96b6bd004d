// The frame of every entry: its time in both zones, who or what it is about, and around the body what holds for all of
// them: whether it is recorded yet, when it happened, what was corrected or noted on it, and what can be done with it.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between, type Instant, MINUTE } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { timelineText } from '../../text/room-entries.ts'
import { initials } from '../../text/format.ts'
import { isSameTime, placeTimes, shortZone, timeIn, utcText, type Zones } from '../../text/zones.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { NodeIcon, TimelineEntry } from '../../ui/Timeline.tsx'
import { avatarParty } from '../avatar-party.ts'
import { entryElementId, useRoom } from '../room-scope.ts'
import { AnnotateForm } from './AnnotateForm.tsx'
import { CorrectForm } from './CorrectForm.tsx'
import { ENTRY_ICON } from './entry-groups.ts'
import { EntryToolbar } from './EntryToolbar.tsx'
import { PendingMark } from './PendingMark.tsx'
import { useTimeline } from './timeline-scope.ts'
import styles from './Entry.module.css'

export type EntryTone = 'plain' | 'met' | 'risk' | 'breach' | 'internal' | 'accent'

export interface EntryFrameProps {
  readonly entry: Entry
  /** Somebody speaks: the avatar is the node. */
  readonly spoken?: boolean | undefined
  readonly tone?: EntryTone | undefined
  /** When it happened, if that can differ from when it was recorded. */
  readonly happenedAt?: Instant | undefined
  readonly children: JSX.Element
}

export function EntryFrame(props: EntryFrameProps): JSX.Element {
  const { zones, person } = useRoom('EntryFrame')
  const timeline = useTimeline('EntryFrame')
  const event = () => props.entry.event
  const isInternal = () => event().audience === 'INTERNAL'
  const fresh = timeline.isFresh(props.entry.event.id)
  const other = () => {
    const zone = zones().other
    if (zone === null || isSameTime(zones(), event().recordedAt)) return undefined
    return `${timeIn(zone, event().recordedAt)} ${shortZone(zone)}`
  }
  const isLate = () =>
    props.happenedAt !== undefined && between(props.happenedAt, event().recordedAt) > MINUTE
  return (
    <TimelineEntry
      id={entryElementId(event().id)}
      time={timeIn(zones().own, event().recordedAt)}
      otherTime={other()}
      instant={event().recordedAt}
      moment={momentWords(zones(), event().recordedAt)}
      fresh={fresh}
      node={
        <Show
          when={props.spoken}
          fallback={
            <NodeIcon
              icon={ENTRY_ICON[event().body.type]}
              tone={isInternal() ? 'internal' : (props.tone ?? 'plain')}
            />
          }
        >
          <Avatar
            initials={initials(event().actor.name)}
            party={avatarParty(
              event().actor.party,
              person(event().actor.personId)?.role ?? event().actor.role,
            )}
          />
        </Show>
      }
    >
      <Show when={isInternal()}>
        <span class="sr">{timelineText.internalSpoken} </span>
      </Show>
      {props.children}
      <Show when={isLate() && props.happenedAt}>
        {(happenedAt) => (
          <div class={styles['foot']}>
            {timelineText.recordedAt(
              timeIn(zones().own, happenedAt()),
              timeIn(zones().own, event().recordedAt),
            )}
          </div>
        )}
      </Show>
      <Show when={props.entry.state !== 'RECORDED'}>
        <PendingMark entry={props.entry} />
      </Show>
      <Show when={timeline.isActive(event().id) && props.entry.state === 'RECORDED'}>
        <EntryToolbar event={event()} />
      </Show>
      <Show when={timeline.formAt(event().id) === 'correct'}>
        <CorrectForm event={event()} />
      </Show>
      <Show when={timeline.formAt(event().id) === 'annotate'}>
        <AnnotateForm event={event()} />
      </Show>
    </TimelineEntry>
  )
}

/** The moment to the second: in this person's zone, in the other party's and, for everybody else, in UTC. */
const momentWords = (zones: Zones, at: Instant): string =>
  [...placeTimes(zones, at, null, true), utcText(at)].join('\n')
