// The callback in hand: who is called since when, and how it went. An attempt that reaches nobody is recorded and the
// clock runs on. "Reached" takes the time at that press; what was learnt can be written after it, the clock will have
// stopped then all the same. Keys 1, 2 and 3 while the card or nothing else has the focus.

import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AttemptOutcome } from '../../../domain/incident/state.ts'
import { callbackClock } from '../../../domain/incident/facts.ts'
import { between, type Instant } from '../../../domain/time.ts'
import { callText } from '../../text/en/room-composer.ts'
import { timelineText } from '../../text/en/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { OutcomeButton } from '../../ui/Choice.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { Field } from '../../ui/Field.tsx'
import { NodeIcon, TimelineEntry } from '../../ui/Timeline.tsx'
import { countdownText, elapsedText } from '../../ui/clock-format.ts'
import { CallLink } from '../CallLink.tsx'
import { contactOf } from '../contact.ts'
import { createAct } from '../create-act.ts'
import { createForm } from '../create-form.ts'
import { isTyping } from '../room-keys.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import { ReachedForm } from './ReachedForm.tsx'
import styles from './Composer.module.css'

export function CallCard(): JSX.Element {
  const scope = useRoom('CallCard')
  const { room, now, zones, calling, setCalling } = scope
  const act = createAct()
  const [reachedAt, setReachedAt] = createSignal<Instant | null>(null)
  const contact = () => contactOf(scope)
  const name = () => contact()?.name ?? callText.contact
  const form = createForm('call-number', () => ({ number: '' }))
  const number = () => form.fields().number || calling()?.number || (contact()?.number ?? '')
  const clock = () => callbackClock(room())
  const attempt = (outcome: AttemptOutcome) => {
    act.press({ type: 'recordCallbackAttempt', number: number(), outcome })
    setCalling(null)
  }
  const reached = () => {
    setReachedAt(now())
    scope.announce('CALL')
  }
  const onKey = (event: KeyboardEvent) => {
    if (reachedAt() !== null || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return
    if (event.key === '1') reached()
    if (event.key === '2') attempt('NO_ANSWER')
    if (event.key === '3') attempt('VOICEMAIL')
  }
  onMount(() => {
    document.addEventListener('keydown', onKey)
    onCleanup(() => document.removeEventListener('keydown', onKey))
  })
  return (
    <TimelineEntry
      time={timeIn(zones().own, now())}
      otherTime={timelineText.now}
      node={<NodeIcon icon="call" tone="accent" />}
    >
      <Card
        tone="ask"
        title={
          <Show when={calling()} fallback={callText.card(name())}>
            {(call) => (
              <>
                {callText.calling(name())}
                <span class="num">{timeIn(zones().own, call().since, true)}</span>
              </>
            )}
          </Show>
        }
        chip={<span class="t2 s12">{reachedAt() === null ? callText.question : null}</span>}
      >
        <Show
          when={reachedAt()}
          fallback={
            <>
              <div class={styles['call']}>
                <Field
                  label={callText.number}
                  class="mono"
                  inputmode="tel"
                  value={number()}
                  onText={(text) => form.set({ number: text })}
                />
                <CallLink
                  number={number()}
                  label={callText.call}
                  onCall={() => setCalling({ number: number(), since: now() })}
                />
              </div>
              <div class={styles['outcomes']}>
                <OutcomeButton
                  likely
                  label={callText.reached}
                  keys={['1']}
                  note={callText.reachedNote(
                    elapsedText(between(clock()?.startedAt ?? now(), now())),
                    countdownText(clock()?.promise ?? 0),
                  )}
                  onClick={reached}
                />
                <OutcomeButton
                  label={callText.noAnswer}
                  keys={['2']}
                  note={callText.noAnswerNote}
                  disabled={act.busy()}
                  onClick={() => attempt('NO_ANSWER')}
                />
                <OutcomeButton
                  label={callText.voicemail}
                  keys={['3']}
                  note={callText.voicemailNote}
                  disabled={act.busy()}
                  onClick={() => attempt('VOICEMAIL')}
                />
                <OutcomeButton
                  label={callText.busy}
                  note={callText.busyNote}
                  disabled={act.busy()}
                  onClick={() => attempt('BUSY')}
                />
              </div>
            </>
          }
        >
          {(at) => <ReachedForm at={at()} name={name()} onClose={() => setReachedAt(null)} />}
        </Show>
        <Problem words={act.problem()} />
      </Card>
    </TimelineEntry>
  )
}
