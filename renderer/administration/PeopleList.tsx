// Everybody: found by words, in pages, with what they may do and whether they can come in.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AdministeredPerson } from '../../protocol/graphql.gen.ts'
import { useMe } from '../live/use-replica.ts'
import { momentIn } from '../settings/DeviceSettings.tsx'
import { personFormText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { FoundList } from './FoundList.tsx'

export function PeopleList(props: { readonly onInvite: () => void }): JSX.Element {
  const door = useAdministration()
  return (
    <FoundList
      part="people"
      ask={(words, after) => door.people(words, after)}
      add={personFormText.invite}
      onAdd={() => props.onInvite()}
    >
      {(row) => <PersonLine row={row} />}
    </FoundList>
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
