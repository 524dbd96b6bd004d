// The keys that were certified for this person, each on a device of theirs. A key that is closed signs nothing any more; if
// it is this device's, the next signature makes another one.

import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { useMe } from '../live/use-replica.ts'
import type { SigningKey } from '../platform/session-account-answers.ts'
import type { AccountDoor } from '../platform/session-account.ts'
import { forgetKey, keptPublicKey } from '../platform/signing-keys.ts'
import { devicesText, signingKeysText } from '../text/devices.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { momentIn } from './DeviceSettings.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

export function SigningKeySettings(props: { readonly account: AccountDoor }): JSX.Element {
  const me = useMe('SigningKeySettings')
  const [keys, { refetch }] = createResource(() => props.account.signingKeys())
  // A browser that keeps nothing has no key of its own.
  const [own, { refetch: lookAgain }] = createResource(() => keptPublicKey(me.id).catch(() => null))
  const [said, setSaid] = createSignal<'done' | 'failed' | null>(null)
  const { busy, during } = createBusy()
  const close = async ({ kid, publicKey }: SigningKey) => {
    const isClosed = await props.account.closeKey(kid)
    if (isClosed && publicKey === own()) await forgetKey(me.id).catch(console.error)
    await Promise.all([refetch(), lookAgain()])
    setSaid(isClosed ? 'done' : 'failed')
  }
  const words = () => {
    if (said() === null) return ''
    return said() === 'done' ? signingKeysText.done : devicesText.failed
  }
  const note = ({ enrolledAt, notAfter, revokedAt }: SigningKey) => {
    const since = signingKeysText.enrolled(momentIn(me.timeZone, enrolledAt))
    const end =
      revokedAt === null
        ? signingKeysText.until(momentIn(me.timeZone, notAfter))
        : signingKeysText.closed(momentIn(me.timeZone, revokedAt))
    return `${since}, ${end}`
  }
  return (
    <Section title={signingKeysText.title}>
      <p class="t2">{signingKeysText.why}</p>
      <Switch>
        <Match when={keys.loading && keys.latest === undefined}>
          <Skeleton label={signingKeysText.loading} />
        </Match>
        <Match when={keys.latest === null}>
          <p class="t2">{signingKeysText.unreachable}</p>
          <div>
            <Button size="sm" onClick={() => void refetch()}>
              {devicesText.tryAgain}
            </Button>
          </div>
        </Match>
        <Match when={keys.latest}>
          {(list) => (
            <ul class={styles['servers']}>
              <For each={list()} fallback={<li class="t2">{signingKeysText.none}</li>}>
                {(key) => (
                  <li class="row wrap">
                    <Icon name="sign" />
                    <span class="grow">
                      <b class="mono">{shortKid(key.kid)}</b>
                      <br />
                      <span class="t2 s12 num">{note(key)}</span>
                    </span>
                    <Show when={key.publicKey === own()}>
                      <Chip tone="met">{signingKeysText.here}</Chip>
                    </Show>
                    <Show when={key.revokedAt === null}>
                      <Button
                        size="sm"
                        disabled={busy()}
                        aria-label={signingKeysText.closeNamed(shortKid(key.kid))}
                        onClick={() => void during(() => close(key))}
                      >
                        {signingKeysText.close}
                      </Button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
      </Switch>
      <p class={`${styles['said']} s12 t2`} role="status">
        {words()}
      </p>
    </Section>
  )
}

/** Enough of a thumbprint to tell one's own keys apart. */
const shortKid = (kid: string): string => `${kid.slice(0, 12)}…`
