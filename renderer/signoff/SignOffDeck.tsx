// The clocks above the statement: how long nothing has failed, when the next update is due, and how long it has lasted.
// They go on until both parties have signed.

import { createMemo, For } from 'solid-js'
import type { JSX } from 'solid-js'
import { openClock } from '../../domain/incident/clocks.ts'
import { between, type Instant } from '../../domain/time.ts'
import { faceOf } from '../clock/clock-face.ts'
import { signoffText } from '../text/signoff.ts'
import { placeTimes } from '../text/zones.ts'
import { ClockHero } from '../ui/ClockHero.tsx'
import { Deck, DeckCell } from '../ui/Deck.tsx'
import { longElapsedText } from '../ui/clock-format.ts'
import { cleanFor } from './clean-for.ts'
import type { SignOff } from './create-sign-off.ts'
import styles from './SignOff.module.css'

export function SignOffDeck(props: { readonly signOff: SignOff }): JSX.Element {
  const clean = createMemo(() => cleanFor(props.signOff))
  return (
    <div class={styles['deck']}>
      <Deck label={signoffText.clocks}>
        <ClockHero
          size="compact"
          state={clean().state}
          label={clean().label}
          note={clean().note}
          digits={clean().digits}
          words={clean().words}
          sub={clean().sub}
        />
        <UpdateCell signOff={props.signOff} />
        <DurationCell signOff={props.signOff} />
      </Deck>
    </div>
  )
}

function UpdateCell(props: { readonly signOff: SignOff }): JSX.Element {
  const face = createMemo(() => {
    const room = props.signOff.room()
    const clock = room === null ? null : openClock(room, 'UPDATE')
    return clock === null ? null : faceOf(clock, props.signOff.now(), props.signOff.trust())
  })
  const tone = () => {
    const state = face()?.state
    return state === 'breach' || state === 'risk' ? state : undefined
  }
  return (
    <DeckCell
      label={
        face() === null
          ? signoffText.noUpdate
          : tone() === 'breach'
            ? signoffText.updateLate
            : signoffText.nextUpdate
      }
      value={face()?.digits ?? '–'}
      tone={tone()}
      sub={<Lines signOff={props.signOff} at={face()?.clock.dueAt ?? null} from={false} />}
    />
  )
}

function DurationCell(props: { readonly signOff: SignOff }): JSX.Element {
  const room = () => props.signOff.room()
  const from = (): Instant => room()?.intake?.receivedAt ?? room()?.reportedAt ?? props.signOff.now()
  const label = () => {
    if (room()?.intake == null) return signoffText.sinceReport
    return props.signOff.me.party === 'CUSTOMER' ? signoffText.sinceYourCall : signoffText.sinceCall
  }
  const until = () => room()?.resolvedAt ?? props.signOff.now()
  return (
    <DeckCell
      label={label()}
      value={longElapsedText(between(from(), until()))}
      sub={<Lines signOff={props.signOff} at={from()} from />}
    />
  )
}

function Lines(props: {
  readonly signOff: SignOff
  readonly at: Instant | null
  readonly from: boolean
}): JSX.Element {
  const lines = createMemo(
    () => {
      const { at, signOff } = props
      if (at === null) return []
      const [first = '', ...others] = placeTimes(signOff.zones(), at, signOff.now())
      return [props.from ? signoffText.from(first) : first, ...others]
    },
    [],
    { equals: (a, b) => a.join() === b.join() },
  )
  return (
    <For each={lines()}>
      {(line) => (
        <>
          {line}
          <br />
        </>
      )}
    </For>
  )
}
