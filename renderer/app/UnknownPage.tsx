// An address that shows nothing: said in words, with the way on. Never the board in silence: who followed a link would
// take it for what the link meant.

import type { JSX } from 'solid-js'
import { useMe } from '../live/use-replica.ts'
import { appText } from '../text/app.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import '../ui/button.css'

export function UnknownPage(): JSX.Element {
  const me = useMe('UnknownPage')
  return (
    <main class="main" id="content" tabIndex={-1}>
      <EmptyState
        page
        title={appText.unknownTitle}
        action={
          <a class="btn btn-secondary btn-md" href="#/">
            {me.party === 'CUSTOMER' ? appText.toRooms : appText.toBoard}
          </a>
        }
      >
        {appText.unknownText}
      </EmptyState>
    </main>
  )
}
