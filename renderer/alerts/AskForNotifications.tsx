// The bar that asks for notifications, once.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { useMe } from '../live/use-replica.ts'
import { alertText } from '../text/alerts.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useAlerts } from './use-alerts.ts'

/** One quiet line that asks for notifications, until it was answered; the settings offer it for ever. */
export function AskForNotifications(): JSX.Element {
  const scope = useAlerts()
  const me = useMe('AskForNotifications')
  const [isDone, setDone] = createSignal(false)
  const isAsked = () =>
    isDone() ||
    scope === null ||
    scope.settings.settings().asked ||
    !scope.settings.settings().notifications ||
    scope.notifier.permission() !== 'ASK'
  const done = () => {
    setDone(true)
    scope?.settings.change({ asked: true })
  }
  return (
    <Show when={!isAsked()}>
      <Banner
        icon="bell"
        action={
          <>
            <Button onClick={() => void scope?.notifier.ask().finally(done)}>{alertText.allow}</Button>
            <Button variant="quiet" onClick={done}>
              {alertText.notNow}
            </Button>
          </>
        }
      >
        {me.party === 'CUSTOMER' ? alertText.askForCustomer : alertText.askBar}
      </Banner>
    </Show>
  )
}
