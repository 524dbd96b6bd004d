// Timeline entries: who speaks is a shape, what happened is an icon.
import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card, NoteCard, Said, UpdateCard } from '../ui/EntryCards.tsx'
import { NodeIcon, PlainLine, Timeline, TimelineEntry } from '../ui/Timeline.tsx'

export function TimelineSection(): JSX.Element {
  return (
    <section class="wide">
      <h2>Timeline, TimelineEntry and the cards</h2>
      <div class="g2 tl-plain">
        <Earlier />
        <Later />
      </div>
    </section>
  )
}

function Earlier(): JSX.Element {
  return (
    <Timeline label="Timeline, earlier">
      <TimelineEntry time="07:12" otherTime="14:12 WIB" node={<NodeIcon icon="call-in" />}>
        <PlainLine>
          <b>Hotline intake</b> by Priya Nair. The 15:00 callback clock started.
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="07:20" otherTime="14:20 WIB" node={<NodeIcon icon="call" tone="met" />}>
        <PlainLine>
          <b>Maeve Brennan</b> called back <b>Rani Wulandari</b> after 08:41.
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="07:33" otherTime="14:33 WIB" node={<NodeIcon icon="lock" tone="internal" />}>
        <NoteCard who="Aisha Karim" flag="Internal: customer cannot see">
          Edge certificate on ap-se-2 expired 07:04, Network is reissuing.
        </NoteCard>
      </TimelineEntry>
      <TimelineEntry time="07:44" otherTime="14:44 WIB" node={<NodeIcon icon="wrench" />}>
        <Card
          title="Workaround: send API traffic to eu-west"
          chip={<Chip small>Offered</Chip>}
          actions={
            <>
              <Button size="sm">It works</Button>
              <Button size="sm">It does not help</Button>
            </>
          }
        />
      </TimelineEntry>
      <TimelineEntry time="07:48" otherTime="14:48 WIB" node={<Avatar initials="MB" party="provider" />}>
        <UpdateCard
          title="Update 1"
          by="Maeve Brennan"
          chip={
            <Chip small tone="met" icon="check">
              On time, 02:35 early
            </Chip>
          }
          parts={[
            { term: 'Nature of the issue', detail: 'TLS handshakes fail, API returns 503.' },
            { term: 'Expected resolution', detail: 'Not known, says so at 08:50' },
            { term: 'Status', detail: 'Investigating' },
          ]}
        />
      </TimelineEntry>
      <TimelineEntry time="07:52" otherTime="14:52 WIB" node={<Avatar initials="RW" party="customer" />}>
        <Said who="Rani Wulandari" tag="Nusantara Pay">
          Could updates come more often until SMTP is back?
        </Said>
      </TimelineEntry>
    </Timeline>
  )
}

function Later(): JSX.Element {
  return (
    <Timeline label="Timeline, later">
      <TimelineEntry time="08:04" otherTime="15:04 WIB" node={<NodeIcon icon="pulse" />}>
        <PlainLine>
          <b>Evidence added</b> by the sending monitor: SMTP unavailable 3,297 s.{' '}
          <a href="#seconds">Open seconds</a>
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="08:06" otherTime="15:06 WIB" node={<NodeIcon icon="people" />}>
        <PlainLine>
          <b>Cadence is now every 20 min</b>, proposed by Maeve, agreed by Rani. Next update due 08:36.
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="08:56" otherTime="15:56 WIB" node={<Avatar initials="MB" party="provider" />}>
        <UpdateCard
          late
          title="Update 4"
          by="Maeve Brennan"
          chip={
            <Chip small tone="breach" icon="warning">
              03:12 late
            </Chip>
          }
          parts={[
            { term: 'Nature of the issue', detail: 'Six of eight SMTP hosts answer.' },
            { term: 'Expected resolution', detail: '10:00 Dublin\n17:00 Jakarta' },
            { term: 'Status', detail: 'Fixing' },
          ]}
        />
      </TimelineEntry>
      <TimelineEntry time="09:40" otherTime="16:40 WIB" node={<NodeIcon icon="sign" />}>
        <PlainLine>
          <b>Halyard proposed resolution</b>, statement version 2. <a href="#statement">Read it</a>
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="09:44" otherTime="16:44 WIB" node={<NodeIcon icon="back-turn" tone="risk" />}>
        <PlainLine>
          <b>Nusantara Pay sent it back</b>: SMTP still fails.
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="09:48" otherTime="16:48 WIB" node={<NodeIcon icon="sign" tone="met" />}>
        <PlainLine>
          <b>Both parties signed.</b> Ended 09:02:14, resolved after 2:36:40.
        </PlainLine>
      </TimelineEntry>
      <TimelineEntry time="" node={<NodeIcon icon="more" dashed />}>
        <PlainLine quiet>Aisha Karim is writing an update</PlainLine>
      </TimelineEntry>
    </Timeline>
  )
}
