// The board: every live room this person may see, the one that breaks first on top. For a customer the same page holds
// the own company's rooms. It opens from the copy on this computer and says how old that is.

import { createMemo, createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { isClosed, phaseOf } from '../../domain/incident/state.ts'
import type { Instant } from '../../domain/time.ts'
import { pillOf } from '../app/link-words.ts'
import { createLive } from '../live/create-live.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { appText, boardText } from '../text/app.ts'
import { cityOf, dateIn, timeIn } from '../text/zones.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { SyncPill } from '../ui/SyncPill.tsx'
import { type BoardFilter, passes } from './board-rows.ts'
import styles from './Board.module.css'
import { BoardLower } from './BoardLower.tsx'
import { BoardTable } from './BoardTable.tsx'
import { EmptyBoard } from './EmptyBoard.tsx'
import { EndedRooms } from './EndedRooms.tsx'
import { SendQueue } from './SendQueue.tsx'
import { byUrgency, trustOf } from '../clock/clock-face.ts'

export function BoardPage(): JSX.Element {
  const replica = useReplica('BoardPage')
  const me = useMe('BoardPage')
  const now = useNow('BoardPage')
  const status = useStatus('BoardPage')
  const directory = useDirectory('BoardPage')
  const board = createLive<'board'>(replica, () => ({ view: 'board' }))
  const pending = createLive<'pending'>(replica, () => ({ view: 'pending' }))
  const presence = createLive<'presence'>(replica, () => ({ view: 'presence' }))
  const [filter, setFilter] = createSignal<BoardFilter>('ALL')
  const isStaff = me.party === 'PROVIDER'

  const rows = () => board()?.rows ?? []
  const myAccounts = createMemo(
    () =>
      new Set<string>(
        directory
          .accounts()
          .filter((account) => account.tamId === me.id)
          .map((account) => account.id),
      ),
  )
  const tamIds = createMemo(
    () => new Set<string>(directory.accounts().flatMap((account) => account.tamId ?? [])),
  )
  const live = () => rows().filter((row) => !isClosed(phaseOf(row.room)))
  const ended = () => rows().filter((row) => isClosed(phaseOf(row.room)))
  const count = (by: BoardFilter) => live().filter((row) => passes(row.room, by, me, myAccounts())).length
  const shown = () =>
    live()
      .filter((row) => passes(row.room, filter(), me, myAccounts()))
      .toSorted((a, b) => byUrgency(now())(a.room, b.room))
  const unconfirmed = () =>
    status().link === 'LIVE' ? (pending() ?? []).filter(isRefused) : (pending() ?? [])
  const localTime = (at: Instant) => timeIn(me.timeZone, at)
  const hereAsOf = () => {
    const { asOf } = status()
    return trust().live || asOf === null ? undefined : boardText.hereAt(localTime(asOf))
  }
  const trust = () => trustOf(status())
  const listed = () =>
    myAccounts().size > 0
      ? directory.accounts().filter((account) => myAccounts().has(account.id))
      : directory.accounts()

  return (
    <main class={`main ${styles['page']}`} id="content" tabIndex={-1}>
      <header class={styles['head']}>
        <h1>{isStaff ? appText.board : appText.incidentRooms}</h1>
        <span class="t2 num grow">
          {dateIn(me.timeZone, now())}, {timeIn(me.timeZone, now(), true)} {cityOf(me.timeZone)}
        </span>
        <Show when={isStaff}>
          <Segmented
            label={boardText.filter}
            options={[
              { value: 'ALL', label: boardText.all, count: count('ALL') },
              { value: 'MINE', label: boardText.mine, count: count('MINE') },
              { value: 'OWN', label: boardText.own, count: count('OWN') },
            ]}
            value={filter()}
            onValue={setFilter}
          />
        </Show>
        <SyncPill bare {...pillOf(status())} />
      </header>
      <Show when={unconfirmed().length > 0}>
        <SendQueue
          pending={unconfirmed()}
          rows={rows()}
          localTime={localTime}
          onDiscard={(commandId) => void replica.discard(commandId)}
        />
      </Show>
      <Show
        when={shown().length > 0}
        fallback={
          <EmptyBoard
            isStaff={isStaff}
            isLoading={board() === undefined}
            isFetching={status().catchUp != null || status().asOf === null}
            isFiltered={live().length > 0}
            onAll={() => setFilter('ALL')}
          />
        }
      >
        <BoardTable
          rows={shown()}
          me={me}
          now={now()}
          trust={trust()}
          presence={presence() ?? []}
          tamIds={tamIds()}
          localTime={localTime}
          hereAsOf={hereAsOf()}
        />
      </Show>
      <Show when={isStaff}>
        <BoardLower
          accounts={listed()}
          directory={{ accounts: directory.accounts(), people: directory.people() }}
          rows={live()}
          presence={presence() ?? []}
          me={me}
          now={now()}
          title={myAccounts().size > 0 ? boardText.accounts : boardText.allAccounts}
        />
      </Show>
      <Show when={ended().length > 0}>
        <EndedRooms rows={ended()} />
      </Show>
    </main>
  )
}

const isRefused = (item: { readonly state: string }): boolean => item.state === 'REJECTED'
