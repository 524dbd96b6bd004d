// The rooms that have ended, below the live ones: each opens as it was signed.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { phaseOf } from '../../domain/incident/state.ts'
import type { BoardRow } from '../../replica/api.ts'
import { roomHref } from '../platform/room-address.ts'
import { boardText, phaseText } from '../text/app.ts'
import styles from './Board.module.css'

export function EndedRooms(props: { readonly rows: readonly BoardRow[] }): JSX.Element {
  return (
    <section class={`${styles['low']} ${styles['end']}`} aria-label={boardText.ended}>
      <div>
        <h2>{boardText.ended}</h2>
        <div class={styles['panel']}>
          <For each={props.rows}>
            {({ room }) => (
              <div class={styles['ended']}>
                <a class="grow ell" href={roomHref(room.id)}>
                  {room.title}
                </a>
                <span class="t2">{room.accountName}</span>
                <span class="t3">{phaseText[phaseOf(room)]}</span>
              </div>
            )}
          </For>
        </div>
      </div>
    </section>
  )
}
