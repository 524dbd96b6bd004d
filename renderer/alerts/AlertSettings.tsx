// How I am told on this computer: notifications, sounds and their volume, and quiet time, with what stays loud said in
// words. A part of the settings page; every change holds at once.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { epochOf, HOUR, instantAt } from '../../domain/time.ts'
import { useMe, useNow } from '../live/use-replica.ts'
import type { NoticePermission } from '../platform/notifier.ts'
import { Section } from '../settings/Section.tsx'
import { alertSettingsText, alertText } from '../text/alerts.ts'
import { timeIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import styles from './Alerts.module.css'
import type { AlertSound } from './alert.ts'
import { quietMorning, timeTyped } from './alert-settings.ts'
import { type AlertsScope, useAlerts } from './use-alerts.ts'

export function AlertSettings(): JSX.Element {
  const scope = useAlerts()
  return (
    <Show when={scope}>
      {(known) => (
        <Section title={alertSettingsText.title}>
          <Notifications scope={known()} />
          <SoundSettings scope={known()} />
          <QuietSettings scope={known()} />
        </Section>
      )}
    </Show>
  )
}

interface PartProps {
  readonly scope: AlertsScope
}

function Notifications(props: PartProps): JSX.Element {
  const { notifier, settings } = props.scope
  const [permission, setPermission] = createSignal<NoticePermission>(notifier.permission())
  return (
    <div class={styles['part']}>
      <Check
        label={alertSettingsText.notifications}
        checked={settings.settings().notifications}
        disabled={permission() === 'NONE'}
        onChecked={(notifications) => settings.change({ notifications })}
      />
      <span class="t2 s12">{alertSettingsText.permission[permission()]}</span>
      <Show when={permission() === 'ASK' && settings.settings().notifications}>
        <Button icon="bell" onClick={() => void notifier.ask().then(setPermission, console.error)}>
          {alertText.allow}
        </Button>
      </Show>
    </div>
  )
}

const TESTS: readonly AlertSound[] = ['SOFT', 'TWO', 'LOW']

function SoundSettings(props: PartProps): JSX.Element {
  const { settings, sounds } = props.scope
  const me = useMe('SoundSettings')
  const isCustomer = me.party === 'CUSTOMER'
  const label = (sound: AlertSound) =>
    isCustomer ? alertSettingsText.testForCustomer : alertSettingsText.test[sound]
  return (
    <div class={styles['part']}>
      <Check
        label={alertSettingsText.sounds}
        checked={settings.settings().sounds}
        onChecked={(on) => settings.change({ sounds: on })}
      />
      <Show when={settings.settings().sounds}>
        <label class={styles['volume']}>
          {alertSettingsText.volume}
          <input
            type="range"
            min="0"
            max="100"
            step="5"
            value={Math.round(settings.settings().volume * 100)}
            onInput={(event) => settings.change({ volume: Number(event.currentTarget.value) / 100 })}
          />
        </label>
        <div class={`row ${styles['buttons']}`} role="group" aria-label={alertSettingsText.testGroup}>
          <For each={isCustomer ? TESTS.slice(0, 1) : TESTS}>
            {(sound) => (
              <Button size="sm" icon="speaker" onClick={() => sounds.play(sound, settings.settings().volume)}>
                {label(sound)}
              </Button>
            )}
          </For>
        </div>
        <Show when={sounds.state() !== 'READY'}>
          <span class="t2 s12">
            {sounds.state() === 'NONE' ? alertSettingsText.noSound : alertSettingsText.locked}
          </span>
        </Show>
      </Show>
    </div>
  )
}

function QuietSettings(props: PartProps): JSX.Element {
  const { settings, alerts } = props.scope
  const me = useMe('QuietSettings')
  const now = useNow('QuietSettings')
  const hours = () => settings.settings().quietHours
  const timeOf = (ms: number) => timeIn(me.timeZone, instantAt(ms))
  return (
    <div class={styles['part']}>
      <b class="medium">{alertSettingsText.quiet}</b>
      <Show
        when={settings.settings().quietUntil !== null ? alerts.quietUntil() : null}
        fallback={
          <div class={`row ${styles['buttons']}`}>
            <Button onClick={() => settings.change({ quietUntil: epochOf(now()) + HOUR })}>
              {alertSettingsText.quietHour}
            </Button>
            <Button onClick={() => settings.change({ quietUntil: quietMorning(now(), me.timeZone) })}>
              {alertSettingsText.quietUntil(timeOf(quietMorning(now(), me.timeZone)))}
            </Button>
          </div>
        }
      >
        {(until) => (
          <div class={`row ${styles['buttons']}`}>
            <span class="num">{alertSettingsText.quietNow(timeOf(until()))}</span>
            <Button size="sm" onClick={() => settings.change({ quietUntil: null })}>
              {alertSettingsText.endQuiet}
            </Button>
          </div>
        )}
      </Show>
      <Check
        label={alertSettingsText.hours}
        checked={hours() !== null}
        onChecked={(on) => settings.change({ quietHours: on ? { from: '22:00', until: '07:00' } : null })}
      />
      <Show when={hours() !== null}>
        <div class={styles['hours']}>
          <HourField
            label={alertSettingsText.from}
            value={hours()?.from ?? ''}
            onTime={(from) => settings.change({ quietHours: { from, until: hours()?.until ?? from } })}
          />
          <HourField
            label={alertSettingsText.until}
            value={hours()?.until ?? ''}
            onTime={(until) => settings.change({ quietHours: { from: hours()?.from ?? until, until } })}
          />
        </div>
      </Show>
      <span class="t2 s12">
        {me.party === 'CUSTOMER' ? alertSettingsText.quietForCustomer : alertSettingsText.staysLoud}
      </span>
    </div>
  )
}

interface HourFieldProps {
  readonly label: string
  /** "22:00". */
  readonly value: string
  readonly onTime: (time: string) => void
}

/** Keeps what is being typed, and hands it on once it is a time. */
function HourField(props: HourFieldProps): JSX.Element {
  const [typed, setTyped] = createSignal(props.value)
  return (
    <Field
      label={props.label}
      value={typed()}
      placeholder={alertSettingsText.timeExample}
      error={timeTyped(typed()) === null ? alertSettingsText.notATime : undefined}
      onText={(text) => {
        setTyped(text)
        const time = timeTyped(text)
        if (time !== null) props.onTime(time)
      }}
    />
  )
}
