// The facts column of the sample room.
import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Chip, Dot } from '../ui/Chip.tsx'
import { Card } from '../ui/EntryCards.tsx'
import { SecondCells, SecondLane } from '../ui/SecondCells.tsx'
import { secondsOf } from '../ui/second-runs.ts'
import type { SecondRun } from '../ui/second-runs.ts'
import { FactsSection, KeyValues, PartyRow } from '../ui/Facts.tsx'
import { SamplePeople } from './SamplePeople.tsx'

const API: readonly SecondRun[] = [
  { state: 'ok', seconds: 11 },
  { state: 'none', seconds: 1 },
  { state: 'ok', seconds: 48 },
]
const SMTP: readonly SecondRun[] = [
  { state: 'unavailable', seconds: 8 },
  { state: 'none', seconds: 1 },
  { state: 'unavailable', seconds: 30 },
  { state: 'partial', seconds: 2 },
  { state: 'unavailable', seconds: 17 },
  { state: 'none', seconds: 2 },
]
const HOUR: readonly SecondRun[] = [
  { state: 'ok', seconds: 60 },
  { state: 'unavailable', seconds: 1400 },
  { state: 'partial', seconds: 300 },
  { state: 'unavailable', seconds: 1000 },
]

export function SampleFacts(): JSX.Element {
  return (
    <>
      <SamplePeople />
      <FactsSection title="Update cadence" aside="agreed 07:20">
        <b class="s14">Every 30 min</b>
        <Card title="You proposed every 20 min" chip={<LinkButton>Withdraw</LinkButton>}>
          <div class="t2 s12">Waiting for Nusantara Pay’s consent</div>
        </Card>
      </FactsSection>
      <FactsSection title="Unavailability" aside="last 60 s">
        <div class="stack-8">
          <SecondCells label="API answered in each of the last 60 seconds" seconds={secondsOf(API)} />
          <SecondCells label="SMTP failed in 55 of the last 60 seconds" seconds={secondsOf(SMTP)} />
          <SecondLane label="SMTP since the first failure" seconds={secondsOf(HOUR)} />
        </div>
        <div class="row num">
          <span>
            <b>2,434 s</b> <span class="t2 s12">API, ended</span>
          </span>
          <span>
            <b>3,297 s</b> <span class="t2 s12">SMTP, ongoing</span>
          </span>
        </div>
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
