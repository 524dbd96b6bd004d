// Loading, empty, not loaded, closed; banners; and the colours.
import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const SWATCHES = [
  ['app', '--bg-app', '--text-2'],
  ['surface', '--bg-surface', '--text-2'],
  ['sunken', '--bg-sunken', '--text-2'],
  ['selected', '--bg-selected', '--text'],
  ['accent', '--accent', '--on-accent'],
  ['ink', '--ink', '--text-inv'],
  ['running', '--running-bg', '--running-fg'],
  ['risk', '--risk-bg', '--risk-fg'],
  ['breach', '--breach-bg', '--breach-fg'],
  ['met', '--met-bg', '--met-fg'],
  ['idle', '--idle-bg', '--idle-fg'],
  ['internal', '--internal-bg', '--internal-fg'],
] as const

export function FeedbackSection(): JSX.Element {
  return (
    <>
      <section>
        <h2>Skeleton, EmptyState, Banner</h2>
        <div class="g2">
          <div>
            <div class="boxed">
              <Skeleton label="Loading" />
            </div>
            <div class="caption">Loading: only after 300 ms, shape of the content</div>
          </div>
          <div>
            <div class="boxed">
              <EmptyState title="No updates yet">
                The first is due 30 min after you agree the cadence.
              </EmptyState>
            </div>
            <div class="caption">Empty: says what comes next</div>
          </div>
          <div>
            <div class="boxed">
              <EmptyState title="Evidence did not load" action={<Button size="sm">Try again</Button>}>
                The rest of the room works.
              </EmptyState>
            </div>
            <div class="caption">Error: local to its part, one way out</div>
          </div>
          <div>
            <div class="boxed">
              <EmptyState title="Closed 18 November, 09:48" icon="lock">
                Read-only. Reopen if it fails again.
              </EmptyState>
            </div>
            <div class="caption">Read-only: the composer’s place</div>
          </div>
        </div>
        <div class="stack-8 gap">
          <Banner
            icon="offline"
            title="You are offline since 08:02, 3 changes waiting."
            action={
              <Button size="sm" icon="sync">
                Try now
              </Button>
            }
          >
            Clocks go on from the last agreed times.
          </Banner>
          <Banner icon="warning" tone="risk" title="1 entry was not accepted." />
          <Banner icon="warning" tone="breach" title="Update 4 is late." />
          <Banner icon="sign" tone="ask" title="Your signature is needed." />
        </div>
      </section>
      <section class="wide">
        <h2>Colour tokens</h2>
        <div class="swatches">
          <For each={SWATCHES}>
            {([name, background, text]) => (
              <div class="swatch" style={{ background: `var(${background})`, color: `var(${text})` }}>
                {name}
              </div>
            )}
          </For>
        </div>
      </section>
    </>
  )
}
