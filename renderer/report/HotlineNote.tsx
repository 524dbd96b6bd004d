// Beside the report: what to do when everything fails. A report alone starts no clock; the hotline call does (CRI-2,
// CRI-4).

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import { useServerInfo } from '../live/server-info.ts'
import { reportText } from '../text/report.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './Report.module.css'

export function HotlineNote(props: { readonly me: Person }): JSX.Element {
  const info = useServerInfo()
  return (
    <aside class={styles['note']}>
      <Icon name="call" />
      <div class="grow">
        <b>{reportText.severityTitle}</b>
        <Show
          when={props.me.party === 'CUSTOMER'}
          fallback={
            <p>
              {reportText.severityStaff}{' '}
              <Show when={props.me.role !== 'TAM'}>
                <a href="#/intake">{reportText.toIntake}</a>
              </Show>
            </p>
          }
        >
          <p>{reportText.severityCustomer}</p>
          <p class="num">
            {reportText.hotline}:{' '}
            <Show when={info()?.hotline} fallback={reportText.noHotline}>
              {(number) => (
                <a class="line-link" href={`tel:${number()}`}>
                  {number()}
                </a>
              )}
            </Show>
          </p>
        </Show>
      </div>
    </aside>
  )
}
