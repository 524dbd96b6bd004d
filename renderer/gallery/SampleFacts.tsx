// The facts column of the sample room.
import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, IconButton, LinkButton } from '../ui/Button.tsx'
import { Chip, Dot } from '../ui/Chip.tsx'
import { Card } from '../ui/EntryCards.tsx'
import { FactsSection, KeyValues, PartyRow, PersonRow } from '../ui/Facts.tsx'

export function SampleFacts(): JSX.Element {
  return (
    <>
      <FactsSection title="People" aside={<LinkButton>Add</LinkButton>}>
        <PersonRow
          avatar={<Avatar initials="RW" party="customer" presence="here" />}
          name="Rani Wulandari"
          role="Head of Platform · 15:05 WIB"
          action={<IconButton icon="call" name="Call Rani" variant="secondary" size="sm" />}
        />
        <PersonRow
          avatar={<Avatar initials="MB" party="provider" presence="here" />}
          name="Maeve Brennan"
          note="owns this room"
          role="Support · 08:05 Dublin"
        />
        <PersonRow
          avatar={<Avatar initials="TL" party="tam" presence="away" />}
          name="Tiago Lemos"
          role="TAM · until 17:00 Lisbon"
          action={<IconButton icon="call" name="Call Tiago" variant="secondary" size="sm" />}
        />
      </FactsSection>
      <FactsSection title="Update cadence" aside="agreed 07:20">
        <b class="s14">Every 30 min</b>
        <Card title="You proposed every 20 min" chip={<LinkButton>Withdraw</LinkButton>}>
          <div class="t2 s12">Waiting for Nusantara Pay’s consent</div>
        </Card>
      </FactsSection>
      <FactsSection title="Workaround">
        <div class="row">
          <Dot tone="met" />
          <span class="grow">API to eu-west</span>
          <span class="t2 s12">confirmed</span>
        </div>
      </FactsSection>
      <FactsSection title="Resolution" aside="both parties sign">
        <PartyRow
          avatar={<Avatar initials="H" party="provider" size={24} />}
          name="Halyard"
          chip={<Chip>Not signed</Chip>}
        />
        <PartyRow
          avatar={<Avatar initials="NP" party="customer" size={24} />}
          name="Nusantara Pay"
          chip={<Chip>Not signed</Chip>}
        />
        <Button block icon="sign">
          Propose resolution
        </Button>
      </FactsSection>
      <FactsSection title="Intake" aside="07:10 to 07:12, Priya Nair">
        <p class="t2">“All OTP and receipt mail stopped at about 14:05.”</p>
        <KeyValues
          pairs={[
            { key: 'Contact', value: 'Rani Wulandari' },
            { key: 'Phone', value: <span class="mono">+62 21 5550 0142</span> },
          ]}
        />
      </FactsSection>
    </>
  )
}
