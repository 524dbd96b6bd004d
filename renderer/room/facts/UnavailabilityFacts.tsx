// The Unavailability as the newest evidence counts it: a lane for each channel since the first failed second, and the
// totals in numbers.

import { createMemo, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { evidenceText } from '../../text/room-entries.ts'
import { unavailabilityText } from '../../text/room-facts.ts'
import { count } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { FactsSection } from '../../ui/Facts.tsx'
import { SecondLane } from '../../ui/SecondCells.tsx'
import { secondsOf } from '../../ui/second-runs.ts'
import { useRoom } from '../room-scope.ts'
import { runsOf, secondsIn, type Span, spanOf } from './evidence-seconds.ts'
import styles from './Facts.module.css'

/** As many as stand apart from each other, two pixels and a gap, in the width of the facts. */
const COLUMNS = 90

export function UnavailabilityFacts(): JSX.Element {
  const { record, zones } = useRoom('UnavailabilityFacts')
  const evidence = createMemo(() => {
    const found = record.newest('EvidenceAttached')?.body
    return found?.type === 'EvidenceAttached' ? found : undefined
  })
  const span = createMemo(() => spanOf(evidence()?.channels ?? []))
  const time = (at: Span['from']) => timeIn(zones().own, at)
  return (
    <Show when={evidence()}>
      {(body) => (
        <FactsSection
          title={unavailabilityText.title}
          aside={evidenceText.either(count(body().eitherSeconds))}
        >
          <Show when={span()} fallback={<div class="t2">{evidenceText.none}</div>}>
            {(shown) => (
              <div class={styles['lanes']}>
                <For each={body().channels}>
                  {(channel) => (
                    <>
                      <span class="s11 t2">{evidenceText.channels[channel.channel]}</span>
                      <SecondLane
                        label={evidenceText.lane(
                          evidenceText.channels[channel.channel],
                          count(channel.unavailableSeconds),
                          time(shown().from),
                          time(shown().until),
                        )}
                        seconds={secondsOf(runsOf(channel, shown()))}
                        columnSeconds={Math.max(1, Math.ceil(secondsIn(shown()) / COLUMNS))}
                      />
                    </>
                  )}
                </For>
                <span />
                <span class={`${styles['axis']} num s11 t3`}>
                  <span>{time(shown().from)}</span>
                  <span>{unavailabilityText.since}</span>
                  <span>{time(shown().until)}</span>
                </span>
              </div>
            )}
          </Show>
          <div class={`${styles['totals']} num`}>
            <For each={body().channels}>
              {(channel) => (
                <span>
                  <b>{unavailabilityText.seconds(count(channel.unavailableSeconds))}</b>{' '}
                  <span class="t2 s12">{evidenceText.channels[channel.channel]}</span>
                </span>
              )}
            </For>
          </div>
        </FactsSection>
      )}
    </Show>
  )
}
