// The people of a room as the gallery's pages show them.

import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton, LinkButton } from '../ui/Button.tsx'
import { FactsSection, PersonRow } from '../ui/Facts.tsx'

export function SamplePeople(): JSX.Element {
  return (
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
  )
}
