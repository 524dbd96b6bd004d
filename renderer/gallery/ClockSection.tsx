// The clock in every state, at the sizes of the deck, and beside it the small rings and the clock of a row.
import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { ClockBrief } from '../ui/ClockBrief.tsx'
import { ClockHero } from '../ui/ClockHero.tsx'
import type { ClockHeroProps } from '../ui/ClockHero.tsx'
import { Deck, DeckCell } from '../ui/Deck.tsx'
import { Ring } from '../ui/Ring.tsx'
import type { RingState } from '../ui/Ring.tsx'
import { notchesOf } from '../clock/clock-face.ts'

const MINUTE = 60_000
const NOTCHES = notchesOf(30 * MINUTE)
const OF_30 = ['of', '30:00'] as const

const HEROES: readonly { readonly hero: ClockHeroProps; readonly caption: string }[] = [
  {
    hero: {
      state: 'running',
      label: 'Next update due',
      digits: '12:40',
      sub: '08:18 Dublin, 15:18 Jakarta',
      share: 12.67 / 30,
      notches: NOTCHES,
      centre: OF_30,
    },
    caption: 'Running. Ink digits, blue ring. Notches at 10, 5 and 2 min.',
  },
  {
    hero: {
      state: 'risk',
      label: 'Update at risk',
      digits: '04:32',
      sub: '08:18 Dublin, 15:18 Jakarta',
      share: 4.53 / 30,
      notches: NOTCHES,
      centre: OF_30,
    },
    caption: 'At risk from 5 min, or 1/3 of the promise if that is shorter.',
  },
  {
    hero: {
      state: 'breach',
      label: 'Update 4 is late by',
      digits: '+02:13',
      sub: 'was due 08:53 Dublin, 15:53 Jakarta',
    },
    caption: 'Breached. Inverted, counts up, dashed ring, says late. No flashing.',
  },
  {
    hero: { state: 'met', label: 'Called back in', digits: '08:41', sub: '06:19 inside the 15:00' },
    caption: 'Met. Shown for 60 s, then the next promise takes the place.',
  },
  {
    hero: {
      state: 'offline',
      label: 'Next update due',
      note: 'as agreed at 07:52',
      digits: '11:24',
      sub: 'Offline. The room may have changed.',
      share: 0.38,
      notches: NOTCHES,
    },
    caption: 'Offline. Goes on from the last agreed time, grey ring, says so.',
  },
  {
    hero: {
      state: 'unsure',
      label: 'Next update due',
      note: '± 40 s',
      digits: '≈11',
      sub: 'This computer’s clock is off; minutes only.',
      share: 0.38,
    },
    caption: 'Unsure. No time sync yet: whole minutes, never false seconds.',
  },
  {
    hero: {
      state: 'none',
      label: 'Next update',
      words: 'Not agreed yet',
      sub: 'The first clock starts on the call.',
    },
    caption: 'None. Nothing is promised yet.',
  },
  {
    hero: {
      state: 'running',
      label: 'No unavailable second for',
      digits: '1:39:12',
      sub: 'last at 16:02:14 Jakarta, 09:02:14 Dublin',
      share: 1,
    },
    caption: 'From one hour: h:mm:ss. The digits shrink rather than overflow.',
  },
]

const STATES: readonly RingState[] = ['running', 'risk', 'breach', 'met', 'idle', 'offline']

export function ClockSection(): JSX.Element {
  return (
    <section class="wide">
      <h2>ClockHero, Deck, Ring, ClockBrief</h2>
      <div class="g3">
        <For each={HEROES}>
          {(example) => (
            <div>
              <Deck label={example.caption}>
                <ClockHero {...example.hero} />
              </Deck>
              <div class="caption">{example.caption}</div>
            </div>
          )}
        </For>
        <div class="stack-8">
          <div class="row wrap">
            <For each={STATES}>{(state) => <Ring state={state} size={22} share={0.4} />}</For>
          </div>
          <div class="row wrap">
            <For each={STATES}>
              {(state) => <Ring state={state} size={48} share={0.4} notches={NOTCHES} />}
            </For>
          </div>
          <ClockBrief state="running" digits="12:40" sub="update 2 due" share={0.42} notches={NOTCHES} />
        </div>
      </div>
      <div class="g2 gap">
        <Deck label="Clocks on a desk">
          <ClockHero
            state="running"
            label="Next update due"
            note="both parties see this clock"
            digits="12:40"
            sub="08:18 Dublin, 15:18 Jakarta"
            share={0.422}
            notches={NOTCHES}
            centre={OF_30}
          />
          <DeckCell label="Since hotline call" value="0:53:26" sub="from 07:12 Dublin" />
        </Deck>
        <div class="phone-width">
          <Deck label="Clocks on a phone">
            <ClockHero
              state="running"
              size="phone"
              label="Next update from Halyard"
              digits="12:40"
              sub="15:18 Jakarta, 08:18 Dublin"
              share={0.422}
              notches={NOTCHES}
              centre={OF_30}
            />
            <DeckCell label="Called back in" value="08:41" beside="of 15:00" tone="met" />
            <DeckCell label="Since your call" value="0:53:26" />
          </Deck>
        </div>
      </div>
    </section>
  )
}
