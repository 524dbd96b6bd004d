// The audit log, newest first: who did what to whom, when, and what it changed.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AuditEntry } from '../../protocol/graphql.gen.ts'
import { useMe } from '../live/use-replica.ts'
import { momentIn } from '../settings/DeviceSettings.tsx'
import { administrationText, auditText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { createPages } from './create-pages.ts'
import { Asked } from './States.tsx'

export function AuditList(): JSX.Element {
  const door = useAdministration()
  const pages = createPages<AuditEntry, number>(
    () => '',
    (_, before) => door.audit(before),
  )
  return (
    <>
      <p class="t2">{auditText.lead}</p>
      <Asked state={pages.state()} onAgain={pages.again}>
        <Show
          when={pages.rows().length > 0}
          fallback={<p class={`t2 ${styles['none']}`}>{administrationText.none.audit}</p>}
        >
          <ol class={styles['list']} aria-label={administrationText.parts.audit}>
            <For each={pages.rows()}>{(entry) => <AuditLine entry={entry} />}</For>
          </ol>
        </Show>
        <Show when={pages.hasMore()}>
          <div>
            <Button onClick={pages.more}>{auditText.older}</Button>
          </div>
        </Show>
      </Asked>
    </>
  )
}

function AuditLine(props: { readonly entry: AuditEntry }): JSX.Element {
  const me = useMe('AuditLine')
  return (
    <li class={styles['entry']}>
      <p class={styles['did']}>
        <span>
          <b>{props.entry.actorName}</b> {auditText.action(props.entry.action)}{' '}
          <b>{props.entry.subjectName ?? props.entry.subjectId}</b>
        </span>
        <span class="t2 s12 num">
          {momentIn(me.timeZone, props.entry.at)} · {auditText.number(props.entry.number)}
        </span>
      </p>
      <Show when={props.entry.facts.length > 0}>
        <dl class={`${styles['facts']} s12`}>
          <For each={props.entry.facts}>
            {(fact) => (
              <div>
                <dt class="t2">{auditText.fact(fact.name)}</dt>
                <dd>{fact.value ?? '–'}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
    </li>
  )
}
