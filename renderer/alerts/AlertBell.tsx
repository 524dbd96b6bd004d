// The bell at the sidebar's foot: what was told lately, each with the way to its room and, while nobody has taken it,
// "I am on it". What quiet time held back stands here too.

import { Popover } from '@kobalte/core/popover'
import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { useMe, useNow } from '../live/use-replica.ts'
import { alertText } from '../text/alerts.ts'
import { timeIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import '../ui/menu.css'
import styles from './Alerts.module.css'
import type { Alert } from './alert.ts'
import { unreadOf } from './alert-memory.ts'
import { actionWords, wordsOf } from './alert-words.ts'
import { useAlerts } from './use-alerts.ts'

export function AlertBell(): JSX.Element {
  const scope = useAlerts()
  const now = useNow('AlertBell')
  const [isOpen, setOpen] = createSignal(false)
  const recent = () => scope?.store.memory().recent ?? []
  const unread = () => (scope === null ? 0 : unreadOf(scope.store.memory()))
  const show = (open: boolean) => {
    setOpen(open)
    if (open) scope?.store.change((memory) => ({ ...memory, readAt: now() })).catch(console.error)
  }
  return (
    <Popover open={isOpen()} onOpenChange={show} modal={false} gutter={8} placement="top-start">
      <Popover.Trigger
        class={`btn btn-icon btn-quiet btn-md ${styles['bell']}`}
        aria-label={alertText.bell(unread())}
        title={alertText.bell(unread())}
      >
        <Icon name="bell" />
        <Show when={unread() > 0}>
          <span class={styles['dot']} aria-hidden="true" />
        </Show>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content class={`popover ${styles['list']}`}>
          <Popover.Title class="popover-title">{alertText.recent}</Popover.Title>
          <ul>
            <For
              each={recent()}
              fallback={
                <li class={styles['empty']}>
                  <span class="medium">{alertText.none}</span>
                  <span class="t3 s12">{alertText.noneWhy}</span>
                </li>
              }
            >
              {(alert) => <BellLine alert={alert} onActed={() => setOpen(false)} />}
            </For>
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  )
}

function BellLine(props: { readonly alert: Alert; readonly onActed: () => void }): JSX.Element {
  const scope = useAlerts()
  const me = useMe('BellLine')
  const words = () => wordsOf(props.alert, me.timeZone)
  return (
    <li class={styles['line']}>
      <span class="row">
        <b class="grow">{words().title}</b>
        <span class="t3 s11 num">{timeIn(me.timeZone, props.alert.at)}</span>
      </span>
      <span class="t2 s12">{words().body}</span>
      <span class={`row ${styles['acts']}`}>
        <For each={(scope?.alerts.actions(props.alert) ?? []).filter((action) => action !== 'CALL')}>
          {(action) => (
            <Button
              size="sm"
              onClick={() => {
                props.onActed()
                scope?.alerts.act(props.alert, action)
              }}
            >
              {actionWords(props.alert, action)}
            </Button>
          )}
        </For>
      </span>
    </li>
  )
}
