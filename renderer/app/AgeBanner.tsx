// Across the top when this program has become too old: for the server, or for the security fixes of what it is built on.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { epochOf, instantAt } from '../../domain/time.ts'
import { updateState } from '../keys/update-state.ts'
import { useServerInfo } from '../live/server-info.ts'
import { useNow } from '../live/use-replica.ts'
import { BUILD_VERSION, isOutOfSupport, isTooOld } from '../platform/client-age.ts'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { ageText, linkText } from '../text/app.ts'
import { settingsText } from '../text/keys.ts'
import { dateIn } from '../text/zones.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'

export function AgeBanner(): JSX.Element {
  const info = useServerInfo()
  const now = useNow('AgeBanner')
  const bridge = desktopBridge()
  return (
    <Switch>
      <Match when={isTooOld(BUILD_VERSION, info()?.oldestClient ?? null) && (info()?.oldestClient ?? '')}>
        {(oldest) => (
          <Banner icon="warning" tone="risk" title={ageText.tooOld} action={<Newer />}>
            {bridge === null ? ageText.reload : ageText.install(oldest())}
          </Banner>
        )}
      </Match>
      <Match when={isOutOfSupport(bridge?.supportEnds ?? null, epochOf(now())) && bridge?.supportEnds}>
        {(ends) => (
          <Banner
            icon="warning"
            tone="risk"
            title={ageText.unsupported(dateIn('UTC', instantAt(Date.parse(ends()))))}
          >
            {ageText.installNewest}
          </Banner>
        )}
      </Match>
    </Switch>
  )
}

/** The way to a newer one: in a browser the next load, on the desktop the update that is ready. */
function Newer(): JSX.Element {
  const bridge = desktopBridge()
  return (
    <Show when={bridge} fallback={<Button onClick={() => location.reload()}>{linkText.reload}</Button>}>
      {(desktop) => (
        <Show when={updateState()?.state === 'READY'}>
          <Button onClick={() => void desktop().installUpdate()}>{settingsText.install}</Button>
        </Show>
      )}
    </Show>
  )
}
