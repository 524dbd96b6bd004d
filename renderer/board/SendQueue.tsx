// What waits on this computer: each intent of mine that no server has confirmed, with the way to take it back, and the
// refused ones with their reason. Shown on the board while there is any, above the rooms.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PersonCommandType } from '../../domain/incident/commands.ts'
import type { CommandId } from '../../domain/ids.ts'
import type { BoardRow, Pending } from '../../replica/api.ts'
import { boardText } from '../text/app.ts'
import { commandName } from '../text/commands.ts'
import { timelineText } from '../text/room-entries.ts'
import { stepUpText } from '../text/sign-in.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/EntryCards.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icon-paths.ts'
import styles from './Board.module.css'

/** The icons of the composer's modes and of the agreements; anything else waits under a clock. */
const ICONS: Readonly<Partial<Record<PersonCommandType, IconName>>> = {
  postMessage: 'message',
  postUpdate: 'speaker',
  postNote: 'lock',
  recordWorkaround: 'wrench',
  proposeCadence: 'people',
  agreeCadence: 'people',
  signResolution: 'sign',
}

export function SendQueue(props: {
  readonly pending: readonly Pending[]
  readonly rows: readonly BoardRow[]
  readonly localTime: (at: Pending['issuedAt']) => string
  readonly onDiscard: (commandId: CommandId) => void
}): JSX.Element {
  const roomName = (item: Pending) =>
    props.rows.find((row) => row.room.id === item.roomId)?.room.accountName ?? boardText.newRoom
  return (
    <section class={styles['queue']} aria-label={boardText.queue}>
      <h2>{boardText.queue}</h2>
      <div class={styles['panel']}>
        <For each={props.pending}>
          {(item) => (
            <div class={styles['queued']}>
              <Icon name={ICONS[item.command.type] ?? 'clock'} />
              <b class="ell">{roomName(item)}</b>
              <Show
                when={item.rejection}
                fallback={
                  <>
                    <span class="ell">{boardText.queued(commandName[item.command.type], textOf(item))}</span>
                    <Mark icon={item.held ? 'key' : 'clock'}>
                      {item.held
                        ? stepUpText.waits
                        : timelineText.waitingSince(props.localTime(item.issuedAt))}
                    </Mark>
                  </>
                }
              >
                {(rejection) => (
                  <span class={`risk-fg ${styles['why']}`}>
                    {boardText.queued(commandName[item.command.type], textOf(item))}
                    <br />
                    {rejectionSentence(rejection())}
                  </span>
                )}
              </Show>
              <Show when={item.state !== 'SENT'}>
                <Button size="sm" onClick={() => props.onDiscard(item.commandId)}>
                  {item.state === 'REJECTED' ? boardText.discard : boardText.takeBack}
                </Button>
              </Show>
            </div>
          )}
        </For>
      </div>
    </section>
  )
}

/** The words in a command, if it has any: what the person would miss. */
function textOf(item: Pending): string {
  const { command } = item
  if ('text' in command) return command.text
  if ('nature' in command) return command.nature
  if ('statement' in command) return command.statement
  if ('reason' in command) return command.reason ?? ''
  return 'description' in command ? (command.description ?? '') : ''
}
