// Facts, parties, agreements and the sync pill.
import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/EntryCards.tsx'
import { FactsSection, KeyValues, PartyRow } from '../ui/Facts.tsx'
import { SyncPill } from '../ui/SyncPill.tsx'
import { SamplePeople } from './SamplePeople.tsx'

export function FactsGallery(): JSX.Element {
  return (
    <section>
      <h2>Card, PartyRow: signatures and agreements</h2>
      <div class="g2">
        <Card tone="sunken" title="Proposed, their turn">
          <PartyRow
            avatar={<Avatar initials="H" party="provider" size={24} />}
            name="Halyard"
            chip={
              <Chip tone="met" icon="check">
                Signed 09:40
              </Chip>
            }
          />
          <PartyRow
            avatar={<Avatar initials="NP" party="customer" size={24} />}
            name="Nusantara Pay"
            chip={<Chip>Reading it</Chip>}
          />
        </Card>
        <Card tone="sunken" title="You proposed every 20 min" chip={<LinkButton>Withdraw</LinkButton>}>
          <div class="t2 s12">Waiting for Nusantara Pay’s consent</div>
        </Card>
        <Card
          tone="ask"
          title="Rani proposes every 20 min"
          actions={
            <>
              <Button size="sm" variant="primary">
                Agree
              </Button>
              <Button size="sm">Other time</Button>
              <Button size="sm" variant="quiet">
                Keep 30
              </Button>
            </>
          }
        />
        <Card tone="sunken" title="Every 20 min">
          <div class="t2 s12">Agreed 08:06 by Maeve and Rani, was 30</div>
        </Card>
      </div>
      <h2 class="gap">SyncPill</h2>
      <div class="row wrap">
        <SyncPill state="live" label="Live" />
        <SyncPill state="connecting" label="Connecting" />
        <SyncPill state="catching-up" label="Catching up, 43 entries" />
        <SyncPill state="offline" label="Offline, 3 waiting" onPress={() => undefined} />
        <SyncPill state="refused" label="1 not accepted" />
        <SyncPill state="read-only" label="Read-only, room closed" />
        <SyncPill state="live" label="Live" bare />
      </div>
      <h2 class="gap">FactsSection, PersonRow, KeyValues</h2>
      <div class="frame">
        <SamplePeople />
        <FactsSection title="Intake" aside="07:10 to 07:12">
          <KeyValues
            pairs={[
              { key: 'Contact', value: 'Rani Wulandari' },
              { key: 'Phone', value: <span class="mono">+62 21 5550 0142</span> },
              { key: 'E-mail', value: 'rani@nusantarapay.example' },
            ]}
          />
        </FactsSection>
      </div>
    </section>
  )
}
