// Wherever its person is: a signature of theirs waits until they have shown who they are, and this leads there.

import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { createLive } from '../live/create-live.ts'
import { useReplica } from '../live/use-replica.ts'
import { stepUpText } from '../text/sign-in.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'

export function HeldBanner(props: { readonly path: string }): JSX.Element {
  const replica = useReplica('HeldBanner')
  const go = useNavigate()
  const pending = createLive<'pending'>(replica, () => ({ view: 'pending' }))
  const signOff = () => {
    const held = pending()?.find((one) => one.held)
    return held === undefined ? null : `/rooms/${encodeURIComponent(held.roomId)}/sign-off`
  }
  return (
    <Show when={signOff() === props.path ? null : signOff()}>
      {(path) => (
        <Banner icon="key" tone="ask" action={<Button onClick={() => go(path())}>{stepUpText.go}</Button>}>
          {stepUpText.banner}
        </Banner>
      )}
    </Show>
  )
}
