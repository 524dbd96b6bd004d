// The person's passkeys: a way in that needs no mail. Adding one asks anew who they are when their sign-in is old.

import { createResource, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { StepUp } from '../account/StepUp.tsx'
import { useMe } from '../live/use-replica.ts'
import type { Passkey } from '../platform/session-account-answers.ts'
import type { AccountDoor, Added } from '../platform/session-account.ts'
import { deviceNameOf } from '../platform/session-device.ts'
import type { SignInDoor } from '../platform/session-door.ts'
import { devicesText, passkeysText } from '../text/devices.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { momentIn } from './DeviceSettings.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

export function PasskeySettings(props: {
  readonly account: AccountDoor
  readonly stepUp: SignInDoor
}): JSX.Element {
  const me = useMe('PasskeySettings')
  const [passkeys, { refetch }] = createResource(() => props.account.passkeys())
  const [name, setName] = createSignal(deviceNameOf(navigator.userAgent))
  const [said, setSaid] = createSignal<Added | 'FAILED' | null>(null)
  const { busy, during } = createBusy()
  const add = async () => {
    const added = await props.account.addPasskey(name().trim() || deviceNameOf(navigator.userAgent))
    await refetch()
    setSaid(added)
  }
  const remove = async (passkey: Passkey) => {
    const done = await props.account.removePasskey(passkey.id)
    await refetch()
    setSaid(done ? null : 'FAILED')
  }
  const words = () => {
    switch (said()) {
      case 'ADDED':
        return passkeysText.added
      case 'CANCELLED':
        return passkeysText.cancelled
      case 'UNREACHABLE':
      case 'FAILED':
        return devicesText.failed
      case 'STALE':
      case null:
        return ''
    }
  }
  const note = ({ createdAt, lastUsedAt }: Passkey) => {
    const used =
      lastUsedAt === null ? passkeysText.neverUsed : passkeysText.used(momentIn(me.timeZone, lastUsedAt))
    return `${passkeysText.made(momentIn(me.timeZone, createdAt))}, ${used}`
  }
  return (
    <Section title={passkeysText.title}>
      <p class="t2">{passkeysText.why}</p>
      <ul class={styles['servers']}>
        <For each={passkeys.latest ?? []} fallback={<li class="t2">{passkeysText.none}</li>}>
          {(passkey) => (
            <li class="row wrap">
              <Icon name="fingerprint" />
              <span class="grow">
                <b>{passkey.name}</b>
                <br />
                <span class="t2 s12 num">{note(passkey)}</span>
              </span>
              <Button
                size="sm"
                variant="quiet"
                aria-label={passkeysText.removeNamed(passkey.name)}
                onClick={() => void remove(passkey)}
              >
                {passkeysText.remove}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.account.canAddPasskey} fallback={<p class="s12 t2">{passkeysText.elsewhere}</p>}>
        <form
          class={styles['address']}
          onSubmit={(event) => {
            event.preventDefault()
            void during(add)
          }}
        >
          <Field label={passkeysText.name} value={name()} maxLength={60} onText={setName} />
          <Button type="submit" busy={busy()}>
            {passkeysText.add}
          </Button>
        </form>
      </Show>
      <Show when={said() === 'STALE'}>
        <StepUp
          door={props.stepUp}
          person={me}
          title={passkeysText.stale}
          onConfirmed={() => {
            setSaid(null)
            void during(add)
          }}
        />
      </Show>
      <p class={`${styles['said']} s12 t2`} role="status">
        {words()}
      </p>
    </Section>
  )
}
