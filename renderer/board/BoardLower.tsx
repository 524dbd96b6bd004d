// Below the rooms: the accounts with their TAM's hours, and the people of support with where they are.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { type Account, isTamInHours } from '../../domain/account.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Directory, RoomPresence } from '../../protocol/feed.ts'
import type { BoardRow } from '../../replica/api.ts'
import { roomHref } from '../platform/room-address.ts'
import { appText, boardText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { peopleText } from '../text/room-facts.ts'
import { Avatar } from '../ui/Avatar.tsx'
import styles from './Board.module.css'

export interface BoardLowerProps {
  readonly accounts: readonly Account[]
  readonly directory: Directory
  readonly rows: readonly BoardRow[]
  readonly presence: readonly RoomPresence[]
  readonly me: Person
  readonly now: Instant
  readonly title: string
}

export function BoardLower(props: BoardLowerProps): JSX.Element {
  const support = () =>
    props.directory.people.filter((person) => person.role === 'AGENT' || person.role === 'SUPERVISOR')
  return (
    <div class={styles['low']}>
      <Show when={props.accounts.length > 0}>
        <section aria-label={props.title}>
          <h2>{props.title}</h2>
          <div class={styles['panel']}>
            <For each={props.accounts}>{(account) => <AccountLine {...props} account={account} />}</For>
          </div>
        </section>
      </Show>
      <Show when={support().length > 0}>
        <section aria-label={boardText.support}>
          <h2>{boardText.support}</h2>
          <div class={`${styles['panel']} ${styles['people']}`}>
            <For each={support()}>
              {(person) => <SupportPerson person={person} me={props.me} presence={props.presence} />}
            </For>
          </div>
        </section>
      </Show>
    </div>
  )
}

function AccountLine(props: BoardLowerProps & { readonly account: Account }): JSX.Element {
  const rooms = () => props.rows.filter((row) => row.room.accountId === props.account.id)
  const tam = () => props.directory.people.find((person) => person.id === props.account.tamId)
  const hours = () => (isTamInHours(props.account, props.now) ? appText.tamInHours : appText.tamOutOfHours)
  return (
    <div class={styles['account']}>
      <Avatar initials={initials(props.account.name)} party="customer" />
      <b class="ell">{props.account.name}</b>
      <span>
        <Show when={rooms()[0]} fallback={<span class="t2">{boardText.rooms(0)}</span>}>
          {(row) => (
            <a class="line-link" href={roomHref(row().room.id)}>
              {boardText.rooms(rooms().length)}
            </a>
          )}
        </Show>
      </span>
      <span class="t2 s12">
        <Show when={tam()}>
          {(person) => (
            <>
              {person().id === props.me.id ? boardText.you : boardText.tam(person().name)}, {hours()}
            </>
          )}
        </Show>
      </span>
    </div>
  )
}

function SupportPerson(props: {
  readonly person: Person
  readonly me: Person
  readonly presence: readonly RoomPresence[]
}): JSX.Element {
  const rooms = () =>
    props.presence.filter((room) => room.people.some((present) => present.personId === props.person.id))
      .length
  /** Who reads this is here, whether or not in a room. */
  const isMe = () => props.person.id === props.me.id
  const where = () => (isMe() && rooms() === 0 ? boardText.hereNow : boardText.presentIn(rooms()))
  return (
    <div class="person">
      <Avatar
        initials={initials(props.person.name)}
        party="provider"
        size={32}
        presence={isMe() || rooms() > 0 ? 'here' : 'away'}
      />
      <div class="grow">
        <div class="medium">
          {props.person.name}
          <Show when={isMe()}>
            <span class="person-note"> {peopleText.you}</span>
          </Show>
        </div>
        <div class="s11 t3">
          {props.person.title}, {where()}
        </div>
      </div>
    </div>
  )
}
