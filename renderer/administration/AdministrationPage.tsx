// Administration: accounts, people with their devices and keys, and the audit log. All of it is the server's own: it is
// asked each time, and nothing of it is kept on this computer.

import { useNavigate, useParams } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { useMe } from '../live/use-replica.ts'
import { LinkPill } from '../signoff/LinkPill.tsx'
import { administrationText } from '../text/administration.ts'
import { IconButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { AccountPage } from './AccountPage.tsx'
import { AccountsList } from './AccountsList.tsx'
import styles from './Administration.module.css'
import { AuditList } from './AuditList.tsx'
import { InvitePage } from './InvitePage.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PersonPage } from './PersonPage.tsx'

const PARTS = ['people', 'accounts', 'audit'] as const
type Part = (typeof PARTS)[number]
/** In the place of an id: the form of something new. */
const NEW = 'new'

export function AdministrationPage(): JSX.Element {
  const me = useMe('AdministrationPage')
  return (
    <Show
      when={me.role === 'ADMIN'}
      fallback={
        <main class="main" id="content" tabIndex={-1}>
          <EmptyState page icon="lock" title={administrationText.notYours} />
        </main>
      }
    >
      <Parts />
    </Show>
  )
}

function Parts(): JSX.Element {
  const params = useParams<{ part?: string; id?: string }>()
  const go = useNavigate()
  /** Said once above the list, after an invitation. */
  const [notice, setNotice] = createSignal('')
  const part = (): Part => PARTS.find((one) => one === params.part) ?? 'people'
  const id = () => (params.id === undefined ? null : decodeURIComponent(params.id))
  const show = (next: Part, one?: string) => {
    setNotice('')
    go(one === undefined ? `/administration/${next}` : `/administration/${next}/${encodeURIComponent(one)}`)
  }
  return (
    <main class={`main ${styles['page']}`} id="content" tabIndex={-1}>
      <header class={`head ${styles['head']}`}>
        <Show when={id() !== null}>
          <IconButton icon="chevron-left" name={administrationText.back} onClick={() => show(part())} />
        </Show>
        <h1 class="grow">{administrationText.title}</h1>
        <LinkPill />
      </header>
      <div class={styles['content']}>
        <Segmented
          label={administrationText.part}
          value={part()}
          onValue={(next) => show(next)}
          options={PARTS.map((value) => ({ value, label: administrationText.parts[value] }))}
        />
        <p class={`${styles['said']} met-fg`} role="status">
          {notice()}
        </p>
        <Switch>
          <Match when={part() === 'audit'}>
            <AuditList />
          </Match>
          <Match when={part() === 'people' && id() === NEW}>
            <InvitePage
              onDone={(said) => {
                show('people')
                setNotice(said)
              }}
            />
          </Match>
          <Match when={part() === 'people' ? id() : null} keyed>
            {(personId) => <PersonPage id={personId} />}
          </Match>
          <Match when={part() === 'accounts' ? id() : null} keyed>
            {(accountId) => (
              <AccountPage
                id={accountId === NEW ? null : accountId}
                onMade={(made) => show('accounts', made)}
              />
            )}
          </Match>
          <Match when={part() === 'accounts'}>
            <AccountsList onAdd={() => show('accounts', NEW)} />
          </Match>
          <Match when={part() === 'people'}>
            <PeopleList onInvite={() => show('people', NEW)} />
          </Match>
        </Switch>
      </div>
    </main>
  )
}
