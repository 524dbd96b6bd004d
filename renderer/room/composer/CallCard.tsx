// The card of a call: who is called since when, and how it went. An attempt that reaches nobody is recorded and the clock
// runs on. "Reached" keeps the time of that press as the time of the call, so that writing down what was learnt takes no
// second of the promise. Keys 1, 2 and 3 act while nobody types.

import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AttemptOutcome } from '../../../domain/incident/state.ts'
import type { Instant } from '../../../domain/time.ts'
import { isTyping } from '../../keys/is-typing.ts'
import { letters } from '../../keys/kept-letters.ts'
import { callText } from '../../text/room-composer.ts'
import { timelineText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { NodeIcon, TimelineEntry } from '../../ui/Timeline.tsx'
import { CallLink } from '../CallLink.tsx'
import { contactOf } from '../contact.ts'
import { createAct } from '../create-act.ts'
import { createForm } from '../create-form.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import { CallOutcomes } from './CallOutcomes.tsx'
import { ReachedForm } from './ReachedForm.tsx'
import styles from './Composer.module.css'

export function CallCard(): JSX.Element {
  const scope = useRoom('CallCard')
  const { now, zones, calling, setCalling } = scope
  const act = createAct()
  const [reachedAt, setReachedAt] = createSignal<Instant | null>(null)
  const [other, setOther] = createSignal(false)
  const contact = () => contactOf(scope)
  const name = () => contact()?.name ?? callText.contact
  const form = createForm('call-number', () => ({ number: '' }))
  const number = () => {
    const typed = other() ? form.fields().number : ''
    return typed || calling()?.number || (contact()?.number ?? '')
  }
  const attempt = (outcome: AttemptOutcome) => {
    if (act.busy()) return
    act.press({ type: 'recordCallbackAttempt', number: number(), outcome })
    setCalling(null)
  }
  const reached = () => {
    setReachedAt(now())
    scope.announce('CALL')
  }
  const onKey = (event: KeyboardEvent) => {
    if (!letters().on || reachedAt() !== null || isTyping(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const outcome = { 1: reached, 2: () => attempt('NO_ANSWER'), 3: () => attempt('VOICEMAIL') }[event.key]
    if (outcome === undefined) return
    // The key must not end up as text in the field that opens.
    event.preventDefault()
    outcome()
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
      <section class={styles['calling']} aria-label={callText.card(name())}>
        <div class={styles['calling-top']}>
          <b>
            <Show when={calling()} fallback={callText.card(name())}>
              {(call) => (
                <>
                  {callText.calling(name())}
                  <span class="num">{timeIn(zones().own, call().since, true)}</span>
                </>
              )}
            </Show>
          </b>
          <span class="t2 s12">{calling() === null ? callText.before : callText.question}</span>
        </div>
        <Show
          when={reachedAt()}
          fallback={
            <>
              <CallOutcomes busy={act.busy()} onReached={reached} onAttempt={attempt} />
              <Show
                when={other()}
                fallback={
                  <div class={styles['call-foot']}>
                    <LinkButton onClick={() => attempt('BUSY')}>{callText.busy}</LinkButton>
                    <LinkButton onClick={() => setOther(true)}>{callText.otherNumber}</LinkButton>
                  </div>
                }
              >
                <div class={styles['call']}>
                  <Field
                    label={callText.number}
                    class="mono"
                    inputmode="tel"
                    value={form.fields().number}
                    onText={(text) => form.set({ number: text })}
                    ref={(element) => queueMicrotask(() => element.focus())}
                  />
                  <CallLink
                    number={number()}
                    label={callText.call}
                    onCall={() => setCalling({ number: number(), since: now() })}
                  />
                </div>
              </Show>
            </>
          }
        >
          {(at) => <ReachedForm at={at()} name={name()} onClose={() => setReachedAt(null)} />}
        </Show>
        <Problem words={act.problem()} />
      </section>
    </TimelineEntry>
  )
}
