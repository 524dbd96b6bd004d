// Across the top while no server confirms what is shown: since when, what waits, and how old the copy is; and while much
// is being caught up with, how far that has come.

import { createEffect, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { copyState } from '../platform/copy-state.ts'
import { appText, linkText } from '../text/app.ts'
import { timeIn } from '../text/zones.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { copyWords } from './link-words.ts'

/** A line that is back within this time moves nothing on the page. */
const SHOWN_AFTER_MS = 1_500

export function SyncBanner(props: { readonly onSignIn: () => void }): JSX.Element {
  const status = useStatus('SyncBanner')
  const now = useNow('SyncBanner')
  const me = useMe('SyncBanner')
  const replica = useReplica('SyncBanner')
  const [isLasting, setLasting] = createSignal(false)
  createEffect(
    on(
      () => status().link === 'OFFLINE',
      (isOffline) => {
        setLasting(false)
        const timer = isOffline ? setTimeout(() => setLasting(true), SHOWN_AFTER_MS) : undefined
        onCleanup(() => clearTimeout(timer))
      },
    ),
  )
  const title = () => {
    const { asOf, waiting } = status()
    return asOf === null
      ? linkText.offline(waiting)
      : linkText.offlineSince(timeIn(me.timeZone, asOf), waiting)
  }
  return (
    <>
      <Switch>
        <Match when={copyState() === 'LOST'}>
          <Banner
            icon="warning"
            tone="risk"
            action={<Button onClick={() => location.reload()}>{linkText.reload}</Button>}
          >
            {linkText.copyLost}
          </Banner>
        </Match>
        <Match when={copyState() === 'STOPPED'}>
          <Banner icon="warning" tone="risk">
            {linkText.copyStopped}
          </Banner>
        </Match>
        <Match when={status().link === 'SIGNED_OUT'}>
          <Banner
            icon="key"
            tone="risk"
            action={<Button onClick={() => props.onSignIn()}>{linkText.signIn}</Button>}
          >
            {linkText.signedOut}
          </Banner>
        </Match>
        <Match when={isLasting()}>
          <Banner
            icon="offline"
            title={title()}
            action={<Button onClick={() => replica.probe()}>{linkText.tryNow}</Button>}
          >
            {copyWords(status(), now())}
          </Banner>
        </Match>
      </Switch>
      <Show when={status().link !== 'SIGNED_OUT' && status().catchUp}>
        {(catchUp) => (
          <Banner
            icon="sync"
            title={linkText.catchUp}
            action={
              <Progress
                label={linkText.catchUp}
                value={catchUp().taken}
                max={catchUp().total}
                text={linkText.catchUpCount(catchUp().taken, catchUp().total)}
              />
            }
          >
            {linkText.catchUpNote}
          </Banner>
        )}
      </Show>
      <Show when={status().renewing}>
        <Banner icon="sync" title={linkText.renewing}>
          {linkText.renewingNote}
        </Banner>
      </Show>
      <Show when={status().volatile}>
        <Banner icon="warning" tone="risk">
          {appText.volatile}
        </Banner>
      </Show>
    </>
  )
}
