// Everybody: found by words, in pages, with what they may do and whether they can come in.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AdministeredPerson } from '../../protocol/graphql.gen.ts'
import { useMe } from '../live/use-replica.ts'
import { momentIn } from '../settings/DeviceSettings.tsx'
import { administrationText, personFormText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { createPages } from './create-pages.ts'
import { Asked } from './States.tsx'

export function PeopleList(props: { readonly onInvite: () => void }): JSX.Element {
  const door = useAdministration()
  const [search, setSearch] = createSignal('')
  const pages = createPages<AdministeredPerson, string>(search, (words, next) =>
    door.people(words, next ?? ''),
  )
  return (
    <>
      <div class={styles['tools']}>
        <Field
          label={administrationText.search.people}
          labelHidden
          type="search"
          placeholder={administrationText.searchHint.people}
          prefix={<Icon name="search" />}
          value={search()}
          onText={setSearch}
        />
        <Button variant="primary" icon="plus" onClick={() => props.onInvite()}>
          {personFormText.invite}
        </Button>
      </div>
      <Asked state={pages.state()} onAgain={pages.again}>
        <Show
          when={pages.rows().length > 0}
          fallback={<p class={`t2 ${styles['none']}`}>{administrationText.none.people}</p>}
        >
          <ul class={styles['list']} aria-label={administrationText.parts.people}>
            <For each={pages.rows()}>{(row) => <PersonLine row={row} />}</For>
          </ul>
        </Show>
        <Show when={pages.hasMore()}>
          <div>
            <Button onClick={pages.more}>{administrationText.more}</Button>
          </div>
        </Show>
      </Asked>
    </>
  )
}

function PersonLine(props: { readonly row: AdministeredPerson }): JSX.Element {
  const me = useMe('PersonLine')
  const person = () => props.row.person
  const avatar = () =>
    person().party === 'CUSTOMER' ? 'customer' : person().role === 'TAM' ? 'tam' : 'provider'
  return (
    <li>
      <a class={styles['line']} href={`#/administration/people/${encodeURIComponent(person().id)}`}>
        <Avatar initials={initials(person().name)} party={avatar()} />
        <span class={styles['who']}>
          <b class="ell">{person().name}</b>
          <span class="t2 s12 ell">
            {person().title} · {props.row.accountName ?? personFormText.provider}
          </span>
        </span>
        <span class={`${styles['wide']} t2 s12`}>{person().email}</span>
        <span class={`${styles['wide']} t2 s12 num`}>{seenText(props.row, me.timeZone)}</span>
        <span class={styles['marks']}>
          <Show when={props.row.state !== 'ACTIVE'}>
            <StateChip row={props.row} />
          </Show>
          <Chip small>{appText.roles[person().role]}</Chip>
        </span>
        <Icon name="chevron-right" />
      </a>
    </li>
  )
}

export const seenText = ({ lastSeenAt }: AdministeredPerson, timeZone: string): string =>
  lastSeenAt == null ? personFormText.neverSeen : personFormText.lastSeen(momentIn(timeZone, lastSeenAt))

export function StateChip(props: { readonly row: AdministeredPerson }): JSX.Element {
  const tone = () => {
    const { state } = props.row
    return state === 'ACTIVE' ? 'met' : state === 'INVITED' ? 'risk' : 'idle'
  }
  return (
    <Chip small tone={tone()}>
      {personFormText.states[props.row.state]}
    </Chip>
  )
}
