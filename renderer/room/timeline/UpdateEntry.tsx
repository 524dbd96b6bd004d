// A periodic update: what is known, when the end is expected, where it stands; and whether it came in time.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { updateText } from '../../text/room-entries.ts'
import { Chip } from '../../ui/Chip.tsx'
import { UpdateCard } from '../../ui/EntryCards.tsx'
import { elapsedText } from '../../ui/clock-format.ts'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import { confidenceWords, expectationLines } from './expectation-words.ts'
import { LaterMarks, SaidText } from './SaidText.tsx'
import type { Body } from './timeline-scope.ts'

export function UpdateEntry(props: {
  readonly entry: Entry
  readonly body: Body<'UpdatePosted'>
}): JSX.Element {
  const { room, zones } = useRoom('UpdateEntry')
  const event = () => props.entry.event
  const clock = () =>
    room().clocks.find(
      ({ kind, stoppedAt, binding }) => kind === 'UPDATE' && binding && stoppedAt === event().recordedAt,
    )
  const margin = () => {
    const dueAt = clock()?.dueAt
    return dueAt == null ? null : between(event().recordedAt, dueAt)
  }
  const isLate = () => (margin() ?? 0) < 0
  return (
    <EntryFrame entry={props.entry} spoken>
      <UpdateCard
        title={updateText.title(props.body.number)}
        by={event().actor.name}
        late={isLate()}
        chip={
          <Show when={margin() !== null}>
            <Chip small tone={isLate() ? 'breach' : 'met'} icon={isLate() ? 'warning' : 'check'}>
              {isLate()
                ? updateText.late(elapsedText(-(margin() ?? 0)))
                : updateText.early(elapsedText(margin() ?? 0))}
            </Chip>
          </Show>
        }
        parts={[
          { term: updateText.nature, detail: <SaidText event={event()} /> },
          {
            term: updateText.expected,
            detail: (
              <>
                {expectationLines(props.body.expectation, zones(), event().recordedAt).join('\n')}
                <Show when={confidenceWords(props.body.expectation)}>
                  {(words) => <small>{words()}</small>}
                </Show>
              </>
            ),
          },
          { term: updateText.status, detail: <>{updateText.statusWords[props.body.status]}</> },
        ]}
      />
      <LaterMarks event={event()} />
    </EntryFrame>
  )
}
