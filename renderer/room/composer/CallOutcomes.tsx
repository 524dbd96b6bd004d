// How the call went, in three large buttons; the first says which time of the promise it would record.

import type { JSX } from 'solid-js'
import { callbackClock } from '../../../domain/incident/facts.ts'
import type { AttemptOutcome } from '../../../domain/incident/state.ts'
import { between } from '../../../domain/time.ts'
import { callText } from '../../text/room-composer.ts'
import { OutcomeButton } from '../../ui/Choice.tsx'
import { countdownText, elapsedText } from '../../ui/clock-format.ts'
import { useRoom } from '../room-scope.ts'
import styles from './Composer.module.css'

export interface CallOutcomesProps {
  readonly busy: boolean
  readonly onReached: () => void
  readonly onAttempt: (outcome: AttemptOutcome) => void
}

export function CallOutcomes(props: CallOutcomesProps): JSX.Element {
  const { room, now } = useRoom('CallOutcomes')
  const clock = () => callbackClock(room())
  const passed = () => elapsedText(between(clock()?.startedAt ?? now(), now()))
  return (
    <div class={styles['outcomes']}>
      <OutcomeButton
        likely
        label={callText.reached}
        keys={['1']}
        note={callText.reachedNote(passed(), countdownText(clock()?.promise ?? 0))}
        onClick={() => props.onReached()}
      />
      <OutcomeButton
        label={callText.noAnswer}
        keys={['2']}
        note={callText.noAnswerNote}
        disabled={props.busy}
        onClick={() => props.onAttempt('NO_ANSWER')}
      />
      <OutcomeButton
        label={callText.voicemail}
        keys={['3']}
        note={callText.voicemailNote}
        disabled={props.busy}
        onClick={() => props.onAttempt('VOICEMAIL')}
      />
    </div>
  )
}
