// Report an issue: the ticket that opens a room (CRI-2), by the customer or by the provider on the customer's behalf.
// It says plainly that only the hotline call starts the 15-minute clock.

import { useNavigate } from '@solidjs/router'
import { onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { TITLE_MAX } from '../../domain/input.ts'
import { PERMISSIONS } from '../../domain/incident/permissions.ts'
import { thisEdition } from '../keys/edition.ts'
import { sendCaps } from '../keys/key-caps.ts'
import { useMe } from '../live/use-replica.ts'
import { roomPath } from '../platform/room-address.ts'
import { LinkPill } from '../signoff/LinkPill.tsx'
import { reportText } from '../text/report.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { isSendKey, SEND_SHORTCUTS } from '../ui/send-key.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { createReport, type Report } from './create-report.ts'
import { HotlineNote } from './HotlineNote.tsx'
import styles from './Report.module.css'

export function ReportPage(): JSX.Element {
  const me = useMe('ReportPage')
  return (
    <Show
      when={PERMISSIONS.reportIssue.roles.includes(me.role)}
      fallback={
        <main class="main">
          <EmptyState page icon="lock" title={reportText.notYours} />
        </main>
      }
    >
      <ReportForm />
    </Show>
  )
}

function ReportForm(): JSX.Element {
  const report = createReport()
  const go = useNavigate()
  let page: HTMLElement | undefined
  const send = async () => {
    const roomId = await report.send()
    if (roomId !== null) go(roomPath(roomId))
    else page?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') go('/')
    else if (isSendKey(event) && report.ready()) void send()
    else return
    event.preventDefault()
  }
  onMount(() => {
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
    page?.querySelector<HTMLElement>('[data-first]')?.focus()
  })
  return (
    <main class={styles['page']} id="content" ref={page}>
      <header class={styles['top']}>
        <IconButton icon="chevron-left" name={reportText.leave} onClick={() => go('/')} />
        <h1>{reportText.title}</h1>
        <span class="grow" />
        <Show when={!report.isBlank()}>
          <span class={styles['kept']}>
            <Icon name="check" size={12} />
            {reportText.draftKept}
          </span>
        </Show>
        <LinkPill />
      </header>
      <div class={styles['wrap']}>
        <div class={styles['form']}>
          <p class="t2">{reportText.lead}</p>
          <HotlineNote me={report.me} />
          <ReportFields report={report} />
          <div class={styles['go']}>
            <Button
              variant="primary"
              size="lg"
              keys={sendCaps(thisEdition())}
              aria-keyshortcuts={SEND_SHORTCUTS}
              disabled={!report.ready()}
              busy={report.busy()}
              onClick={() => void send()}
            >
              {reportText.submit}
            </Button>
            <Show when={report.failed() ? reportText.notSaved : report.complaint()}>
              {(sentence) => (
                <span class="risk-fg" role="alert">
                  {sentence()}
                </span>
              )}
            </Show>
          </div>
        </div>
      </div>
    </main>
  )
}

const channels = () =>
  [
    { value: 'EMAIL', label: reportText.channels.EMAIL },
    { value: 'DASHBOARD', label: reportText.channels.DASHBOARD },
  ] as const

function ReportFields(props: { readonly report: Report }): JSX.Element {
  const { report } = props
  return (
    <>
      <Show when={report.me.party === 'PROVIDER'}>
        <Select
          size="lg"
          data-first=""
          label={reportText.account}
          placeholder={reportText.accountPlaceholder}
          value={report.form().accountId}
          error={report.problem('accountId')}
          options={report
            .accounts()
            .map(({ id, name, number }) => ({ value: id, label: `${name}, ${number}` }))}
          onValue={(accountId) => report.change({ accountId })}
        />
        <div class={styles['channel']}>
          <span class="lbl">{reportText.channel}</span>
          <Segmented
            label={reportText.channel}
            options={channels()}
            value={report.form().channel}
            onValue={(channel) => report.change({ channel })}
          />
        </div>
        <Field
          size="lg"
          autocomplete="off"
          label={reportText.contactName}
          value={report.form().contactName}
          error={report.problem('contactName')}
          onText={(contactName) => report.change({ contactName })}
        />
      </Show>
      <Field
        size="lg"
        data-first=""
        autocomplete="off"
        maxLength={TITLE_MAX}
        label={reportText.issueTitle}
        placeholder={reportText.issueExample}
        value={report.form().title}
        error={report.problem('title')}
        onText={(title) => report.change({ title })}
      />
      <TextArea
        size="lg"
        rows={7}
        maxHeight={420}
        label={reportText.description}
        value={report.form().description}
        error={report.problem('description')}
        onText={(description) => report.change({ description })}
      />
    </>
  )
}
