// The desktop's version, and what is known of a newer one.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { DesktopBridge } from '../../protocol/desktop.ts'
import { updateState } from '../keys/update-state.ts'
import { settingsText } from '../text/keys.ts'
import { Button } from '../ui/Button.tsx'
import { Section } from './Section.tsx'

export function UpdateSettings(props: { readonly bridge: DesktopBridge }): JSX.Element {
  const words = () => {
    const heard = updateState()
    if (heard === null) return ''
    if (heard.state === 'DOWNLOADING') return settingsText.downloading(Math.round(heard.percent))
    return heard.state === 'READY' ? settingsText.ready(heard.version) : settingsText.update[heard.state]
  }
  return (
    <Section title={settingsText.updates}>
      <p>
        {settingsText.version(props.bridge.version)} <span class="t2">{words()}</span>
      </p>
      <Show when={updateState()?.state === 'READY'}>
        <div>
          <Button variant="primary" onClick={() => void props.bridge.installUpdate()}>
            {settingsText.install}
          </Button>
        </div>
      </Show>
    </Section>
  )
}
