// A customer asks for an update: the provider sees it and the first one escalates; no clock changes.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { timeIn } from '../../text/zones.ts'
import { Button } from '../../ui/Button.tsx'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'

export function RequestUpdate(): JSX.Element {
  const { room, can, zones } = useRoom('RequestUpdate')
  const act = createAct()
  return (
    <Show when={can('requestUpdate')}>
      <Button
        size="sm"
        variant="quiet"
        icon="bell"
        busy={act.busy()}
        onClick={() => act.press({ type: 'requestUpdate' })}
      >
        {composerText.requestUpdate}
      </Button>
      <Show when={room().updateRequest}>
        {(request) => (
          <span class="s12 t3 num">{composerText.requested(timeIn(zones().own, request().at))}</span>
        )}
      </Show>
      <Problem words={act.problem()} />
    </Show>
  )
}
