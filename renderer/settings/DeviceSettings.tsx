// Where this person is signed in: each device with the way it came in, and the way to end it. What a device kept is
// deleted when it next reaches the server.

import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { parseInstant } from '../../domain/time.ts'
import type { Person } from '../../domain/people.ts'
import { SESSIONS_MAX } from '../../protocol/session-end.ts'
import { useMe } from '../live/use-replica.ts'
import type { Device } from '../platform/session-account-answers.ts'
import type { AccountDoor } from '../platform/session-account.ts'
import { devicesText } from '../text/devices.ts'
import { fullDateIn, timeIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

export function DeviceSettings(props: { readonly account: AccountDoor }): JSX.Element {
  const [devices, { refetch }] = createResource(() => props.account.devices())
  const [said, setSaid] = createSignal<'ended' | 'failed' | null>(null)
  const { busy, during } = createBusy()
  const me = useMe('DeviceSettings')
  const others = () => devices.latest?.filter(({ current }) => !current) ?? []

  const words = () => {
    const what = said()
    return what === null ? '' : devicesText[what]
  }
  const end = async (ended: readonly Device[]) => {
    const outcomes = await Promise.all(ended.map(({ id }) => props.account.endDevice(id)))
    await refetch()
    setSaid(outcomes.every((is) => is) ? 'ended' : 'failed')
  }
  return (
    <Section title={devicesText.title}>
      <p class="t2">{devicesText.limit(SESSIONS_MAX)}</p>
      <Switch>
        <Match when={devices.loading && devices.latest === undefined}>
          <Skeleton label={devicesText.loading} />
        </Match>
        <Match when={devices.latest === null}>
          <p class="t2">{devicesText.unreachable}</p>
          <div>
            <Button size="sm" onClick={() => void refetch()}>
              {devicesText.tryAgain}
            </Button>
          </div>
        </Match>
        <Match when={devices.latest}>
          {(list) => (
            <ul class={styles['servers']}>
              <For each={list()}>
                {(device) => (
                  <DeviceRow
                    device={device}
                    me={me}
                    busy={busy()}
                    onEnd={() => void during(() => end([device]))}
                  />
                )}
              </For>
            </ul>
          )}
        </Match>
      </Switch>
      <Show when={others().length > 1}>
        <div>
          <Button size="sm" icon="leave" busy={busy()} onClick={() => void during(() => end(others()))}>
            {devicesText.endOthers}
          </Button>
        </div>
      </Show>
      <p class={`${styles['said']} s12 t2`} role="status">
        {words()}
      </p>
    </Section>
  )
}

function DeviceRow(props: {
  readonly device: Device
  readonly me: Person
  readonly busy: boolean
  readonly onEnd: () => void
}): JSX.Element {
  const name = () => (props.device.name === '' ? devicesText.unnamed : props.device.name)
  const how = () => {
    const { method, createdAt, lastSeenAt, current } = props.device
    const since = devicesText.signedIn(devicesText.method(method), momentIn(props.me.timeZone, createdAt))
    return current ? since : `${since}, ${devicesText.lastSeen(momentIn(props.me.timeZone, lastSeenAt))}`
  }
  return (
    <li class="row wrap">
      <Icon name="monitor" />
      <span class="grow">
        <b>{name()}</b>
        <br />
        <span class="t2 s12 num">{how()}</span>
      </span>
      <Show when={!props.device.current} fallback={<Chip tone="met">{devicesText.current}</Chip>}>
        <Button
          size="sm"
          disabled={props.busy}
          aria-label={devicesText.endNamed(name())}
          onClick={() => props.onEnd()}
        >
          {devicesText.end}
        </Button>
      </Show>
    </li>
  )
}

/** Date and time where the person is. */
export function momentIn(timeZone: string, at: string): string {
  const instant = parseInstant(at)
  return instant === null ? '' : `${fullDateIn(timeZone, instant)}, ${timeIn(timeZone, instant)}`
}
