// The parts put together as they stand in a room, with a clock that runs: for checking layout at every window size.
// A sample, not a screen; nothing is sent anywhere.
import { Show, createSignal, onCleanup } from 'solid-js'
import type { JSX } from 'solid-js'
import { AppShell, PaneHead, Panes } from '../ui/AppShell.tsx'
import { Avatar, AvatarStack } from '../ui/Avatar.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ClockHero } from '../ui/ClockHero.tsx'
import { Deck, DeckCell } from '../ui/Deck.tsx'
import { Said } from '../ui/EntryCards.tsx'
import { Menu } from '../ui/Menu.tsx'
import { PhoneTabs } from '../ui/PhoneTabs.tsx'
import { PinnedScroll } from '../ui/PinnedScroll.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { SyncPill } from '../ui/SyncPill.tsx'
import { NodeIcon, PlainLine, TimelineEntry } from '../ui/Timeline.tsx'
import { countdownText, lateText, longElapsedText } from '../ui/clock-format.ts'
import { notchesOf } from '../clock/clock-face.ts'
import { SampleComposer } from './SampleComposer.tsx'
import { SampleFacts } from './SampleFacts.tsx'
import { SampleSidebar } from './SampleSidebar.tsx'

const MINUTE = 60_000
const PROMISE = 30 * MINUTE
const NOTCHES = notchesOf(PROMISE)
const START = Number(new URLSearchParams(location.search).get('left') ?? 12.66) * MINUTE

function createPassed(): () => number {
  const [passed, setPassed] = createSignal(0)
  const started = performance.now()
  const timer = setInterval(() => setPassed(performance.now() - started), 1000)
  onCleanup(() => clearInterval(timer))
  return passed
}

function SampleDeck(): JSX.Element {
  const passed = createPassed()
  const left = () => START - passed()
  const state = () => (left() < 0 ? 'breach' : left() <= 5 * MINUTE ? 'risk' : 'running')
  return (
    <Deck label="Clocks">
      <ClockHero
        state={state()}
        label={state() === 'breach' ? 'Update 2 is late by' : 'Next update due'}
        note="both parties see this clock"
        digits={left() < 0 ? lateText(-left()) : countdownText(left())}
        sub="08:18 Dublin, 15:18 Jakarta"
        share={left() / PROMISE}
        notches={NOTCHES}
        centre={['of', '30:00']}
      />
      <DeckCell
        label="Called back in"
        value="08:41"
        tone="met"
        bar={0.579}
        beside="of 15:00"
        sub={
          <>
            of 15:00 promised,
            <br />
            06:19 to spare
          </>
        }
      />
      <DeckCell
        label="Since hotline call"
        value={longElapsedText(53.43 * MINUTE + passed())}
        sub={
          <>
            from 07:12 Dublin
            <br />
            14:12 Jakarta
          </>
        }
      />
    </Deck>
  )
}

export function RoomSample(): JSX.Element {
  const [filter, setFilter] = createSignal<'all' | 'updates' | 'messages'>('all')
  const [tab, setTab] = createSignal<'timeline' | 'facts'>('timeline')
  const [said, setSaid] = createSignal(['API traffic is recovering on our side.'])
  return (
    <AppShell sidebar={<SampleSidebar />} skip={{ to: 'composer', label: 'Skip to the composer' }}>
      <Panes
        factsLabel="Facts"
        factsOpen={tab() === 'facts'}
        head={
          <PaneHead
            title="API sends return 503, SMTP injections time out"
            back={<IconButton icon="chevron-left" name="Back" />}
            meta={
              <>
                <b>Nusantara Pay</b>
                <Chip tone="severity">Critical</Chip>
                <Chip icon="wrench">Working, workaround partly in place</Chip>
                <span class="mono t3 s12">HC-20418</span>
              </>
            }
            phoneMeta={
              <>
                <Chip tone="severity">Critical</Chip>
                <span class="ell">Working on it</span>
                <SyncPill state="live" label="Live" bare />
              </>
            }
            phoneAction={<IconButton icon="call" name="Call Rani" variant="accent" />}
            actions={
              <>
                <SyncPill state="live" label="Live" bare />
                <AvatarStack label="Here now: Rani, Maeve">
                  <Avatar initials="RW" party="customer" />
                  <Avatar initials="MB" party="provider" />
                </AvatarStack>
                <Button icon="call">Call Rani</Button>
                <IconButton
                  class="facts-toggle"
                  icon="panel"
                  name="Facts"
                  onClick={() => setTab(tab() === 'facts' ? 'timeline' : 'facts')}
                />
                <Menu name="More" items={[{ label: 'Copy link', icon: 'link', onChoose: () => undefined }]} />
              </>
            }
          />
        }
        deck={<SampleDeck />}
        bar={
          <>
            <span class="grow">
              <b class="t1">Tuesday 18 November</b>, Dublin time. Jakarta is 7 h ahead.
            </span>
            <Segmented
              variant="text"
              label="Show"
              value={filter()}
              onValue={setFilter}
              options={[
                { value: 'all', label: 'All' },
                { value: 'updates', label: 'Updates' },
                { value: 'messages', label: 'Messages' },
              ]}
            />
          </>
        }
        body={
          <PinnedScroll
            label="Timeline"
            keys={[-1, ...said().keys()]}
            estimate={() => 60}
            newLabel={(fresh) => `${fresh} new entries`}
            row={(key) => (
              <Show
                when={said()[Number(key)]}
                fallback={
                  <TimelineEntry time="07:12" otherTime="14:12 WIB" node={<NodeIcon icon="call-in" />}>
                    <PlainLine>
                      <b>Hotline intake</b> by Priya Nair. The 15:00 callback clock started.
                    </PlainLine>
                  </TimelineEntry>
                }
              >
                {(text) => (
                  <TimelineEntry
                    fresh
                    time="07:52"
                    otherTime="14:52 WIB"
                    node={<Avatar initials="RW" party="customer" />}
                  >
                    <Said who="Rani Wulandari" tag="Nusantara Pay">
                      {text()}
                    </Said>
                  </TimelineEntry>
                )}
              </Show>
            )}
          />
        }
        foot={<SampleComposer onSay={(text) => setSaid([...said(), text])} />}
        facts={<SampleFacts />}
        tabs={
          <PhoneTabs
            label="Parts of the room"
            current={tab()}
            onTab={setTab}
            tabs={[
              { key: 'timeline', label: 'Timeline', icon: 'message' },
              { key: 'facts', label: 'Facts', icon: 'pulse', count: { value: 4, label: '4 people' } },
            ]}
          />
        }
      />
    </AppShell>
  )
}
