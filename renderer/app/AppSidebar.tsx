// The sidebar: where one can go, the live rooms with their clocks, and for a customer the TAM and the hotline, which
// stand in the same place on every page (WCAG 3.2.6).

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { isTamInHours } from '../../domain/account.ts'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { isClosed, phaseOf } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Directory } from '../../protocol/feed.ts'
import type { BoardRow } from '../../replica/api.ts'
import { AlertBell } from '../alerts/AlertBell.tsx'
import { rowClock } from '../board/board-rows.ts'
import { byUrgency, type TimeTrust } from '../clock/clock-face.ts'
import { useStatus } from '../live/use-replica.ts'
import type { ServerInfo } from '../platform/server-answers.ts'
import { thisEdition } from '../keys/edition.ts'
import { firstCaps } from '../keys/key-caps.ts'
import { letters } from '../keys/kept-letters.ts'
import { useActions } from '../keys/registry.ts'
import { CallLink } from '../room/CallLink.tsx'
import { roomHref, roomOfPath } from '../platform/room-address.ts'
import { administrationText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { keysText } from '../text/keys.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { BrandMark } from '../ui/BrandMark.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import {
  FindButton,
  NavItem,
  RoomLink,
  Sidebar,
  SidebarBrand,
  SidePerson,
  SideSection,
} from '../ui/Sidebar.tsx'
import styles from './App.module.css'
import { PersonMenu } from './PersonMenu.tsx'

export interface AppSidebarProps {
  readonly me: Person
  readonly info: ServerInfo | null
  readonly directory: Directory
  readonly rows: readonly BoardRow[]
  readonly now: Instant
  readonly trust: TimeTrust
  readonly path: string
  readonly localTime: (at: Instant) => string
  readonly onChangePerson: () => void
}

export function AppSidebar(props: AppSidebarProps): JSX.Element {
  const { run } = useActions()
  const status = useStatus('AppSidebar')
  /** Before the first rooms have come, that there are none here says nothing. */
  const isFilled = () => status().asOf !== null && status().catchUp == null
  const isCustomer = () => props.me.party === 'CUSTOMER'
  const isAdmin = () => props.me.role === 'ADMIN'
  const account = () => props.directory.accounts.find((candidate) => candidate.id === props.me.accountId)
  const live = () =>
    props.rows
      .filter((row) => !isClosed(phaseOf(row.room)))
      .toSorted((a, b) => byUrgency(props.now)(a.room, b.room))
  const brand = () =>
    isCustomer() ? (account()?.name ?? appText.product) : (props.info?.provider ?? appText.product)
  return (
    <Sidebar
      label={appText.main}
      top={
        <>
          <SidebarBrand
            mark={
              isCustomer() ? (
                <Avatar initials={initials(brand())} party="customer" size={24} />
              ) : (
                <BrandMark />
              )
            }
            name={brand()}
          />
          <FindButton
            label={keysText.actions.palette}
            keys={firstCaps('palette', thisEdition(), letters())}
            onPress={() => void run('palette')}
          />
        </>
      }
      foot={
        <>
          <PersonMenu me={props.me} time={props.localTime(props.now)} onChangePerson={props.onChangePerson} />
          <AlertBell />
        </>
      }
    >
      <Show
        when={isAdmin()}
        fallback={
          <NavItem
            icon="table"
            href="#/"
            label={isCustomer() ? appText.incidentRooms : appText.board}
            current={props.path === '/'}
            end={live().length > 0 ? live().length : undefined}
          />
        }
      >
        <NavItem
          icon="people"
          href="#/administration"
          label={administrationText.title}
          current={props.path.startsWith('/administration')}
        />
      </Show>
      <Show when={isPermitted('takeIntake', props.me.role, 'NONE')}>
        <NavItem
          icon="call-in"
          href="#/intake"
          label={appText.intake}
          current={props.path === '/intake'}
          end={
            <Show when={firstCaps('intake', thisEdition(), letters())}>
              {(keys) => <Kbd keys={keys()} />}
            </Show>
          }
        />
      </Show>
      <Show when={isPermitted('reportIssue', props.me.role, 'NONE')}>
        <NavItem icon="flag" href="#/report" label={appText.report} current={props.path === '/report'} />
      </Show>
      <Show when={!isAdmin()}>
        <SideSection
          title={isCustomer() ? appText.openRooms : appText.liveRooms}
          aside={live().length > 1 ? appText.nextToBreach : undefined}
        >
          <For
            each={live()}
            fallback={
              <Show when={isFilled()}>
                <p class={`t3 s12 rail-hide ${styles['none']}`}>{appText.noLiveRooms}</p>
              </Show>
            }
          >
            {(row) => <SideRoom {...props} row={row} />}
          </For>
        </SideSection>
      </Show>
      <Show when={isCustomer()}>
        <CustomerHelp {...props} />
      </Show>
    </Sidebar>
  )
}

function SideRoom(props: AppSidebarProps & { readonly row: BoardRow }): JSX.Element {
  const clock = () => rowClock(props.row.room, props.me, props.now, props.trust)
  const name = () => (props.me.party === 'CUSTOMER' ? props.row.room.title : props.row.room.accountName)
  return (
    <RoomLink
      href={roomHref(props.row.room.id)}
      name={name()}
      time={clock().face?.digits ?? '–'}
      note={clock().face === null ? `${clock().words} ${clock().sub}` : clock().sub}
      state={clock().face?.state ?? 'idle'}
      share={clock().face?.share ?? 0}
      current={roomOfPath(props.path) === props.row.room.id}
    />
  )
}

function CustomerHelp(props: AppSidebarProps): JSX.Element {
  const account = () => props.directory.accounts.find((candidate) => candidate.id === props.me.accountId)
  const tam = () => props.directory.people.find((person) => person.id === account()?.tamId)
  const hours = () => {
    const own = account()
    return own !== undefined && isTamInHours(own, props.now) ? appText.tamInHours : appText.tamOutOfHours
  }
  return (
    <>
      <Show when={tam()}>
        {(person) => (
          <SideSection title={appText.yourTam}>
            <SidePerson
              avatar={<Avatar initials={initials(person().name)} party="tam" />}
              name={person().name}
              note={hours()}
              action={
                <Show when={person().phone}>
                  {(number) => <CallLink look="icon" number={number()} label={appText.call(person().name)} />}
                </Show>
              }
            />
          </SideSection>
        )}
      </Show>
      <SideSection title={appText.hotline}>
        <Show
          when={props.info?.hotline}
          fallback={<p class={`t3 s12 rail-hide ${styles['none']}`}>{appText.noHotline}</p>}
        >
          {(number) => <NavItem icon="call" href={`tel:${number()}`} label={number()} />}
        </Show>
      </SideSection>
    </>
  )
}
