// The board without a row: still read from the copy, none that the filter lets through, or truly none and what comes
// next. "Every promise is kept" is said only of the last.

import { Match, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { useMe } from '../live/use-replica.ts'
import { appText, boardText } from '../text/app.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Ring } from '../ui/Ring.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Board.module.css'

export interface EmptyBoardProps {
  readonly isStaff: boolean
  /** The copy on this computer has not answered yet. */
  readonly isLoading: boolean
  /** The rooms are being fetched: that there are none here says nothing yet. */
  readonly isFetching: boolean
  /** There are live rooms, and the filter lets none of them through. */
  readonly isFiltered: boolean
  readonly onAll: () => void
}

const LOADING_ROWS = [55, 70, 40].map((width) => ({ width, tall: true }))

export function EmptyBoard(props: EmptyBoardProps): JSX.Element {
  return (
    <Switch fallback={<NoRooms isStaff={props.isStaff} />}>
      <Match when={props.isLoading || (props.isFetching && !props.isFiltered)}>
        <div class={`${styles['table']} ${styles['loading']}`}>
          <Skeleton label={props.isLoading ? boardText.loading : boardText.fetching} bars={LOADING_ROWS} />
        </div>
      </Match>
      <Match when={props.isFiltered}>
        <div class={styles['empty']}>
          <EmptyState
            title={boardText.filteredTitle}
            action={<Button onClick={() => props.onAll()}>{boardText.showAll}</Button>}
          />
        </div>
      </Match>
    </Switch>
  )
}

function NoRooms(props: { readonly isStaff: boolean }): JSX.Element {
  const { role } = useMe('NoRooms')
  const next = () =>
    isPermitted('takeIntake', role, 'NONE')
      ? { href: '#/intake', label: appText.intake }
      : { href: '#/report', label: appText.report }
  return (
    <div class={styles['empty']}>
      <EmptyState
        page
        picture={<Ring state="met" size={96} thin />}
        title={props.isStaff ? boardText.emptyTitle : boardText.customerEmptyTitle}
        action={
          <a class="btn btn-secondary btn-md" href={next().href}>
            {next().label}
          </a>
        }
      >
        {props.isStaff ? boardText.emptyText : boardText.customerEmptyText}
      </EmptyState>
    </div>
  )
}
