// What the representative took down: the words of the caller and how to reach the contact; what is missing says so.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { intakeFactsText } from '../../text/room-facts.ts'
import { intakeEntryText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { FactsSection, KeyValues } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'

export function IntakeFacts(): JSX.Element {
  const { room, zones } = useRoom('IntakeFacts')
  return (
    <Show when={room().intake}>
      {(intake) => (
        <FactsSection
          title={intakeFactsText.title}
          aside={intakeFactsText.aside(timeIn(zones().own, intake().receivedAt), intake().takenBy.name)}
        >
          <Show when={intake().description}>
            {(description) => <p class={styles['quote']}>{intakeEntryText.quote(description())}</p>}
          </Show>
          <KeyValues
            pairs={[
              { key: intakeFactsText.contact, value: intake().contactName ?? intakeFactsText.toAsk },
              { key: intakeFactsText.phone, value: <span class="mono">{intake().contactPhoneTyped}</span> },
              { key: intakeFactsText.email, value: intake().contactEmail ?? intakeFactsText.toAsk },
            ]}
          />
        </FactsSection>
      )}
    </Show>
  )
}
