// Who is told when the clock runs, as the ladder of the callback clock says (CLK-5): the owner, then the agents on
// duty, then supervisor and TAM.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { CALLBACK_PROMISE, warningsOf } from '../../domain/incident/promises.ts'
import { ownerOf } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { MINUTE } from '../../domain/time.ts'
import { intakeAside } from '../text/intake.ts'
import { initials, list } from '../text/format.ts'
import { Avatar, type AvatarParty } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Box } from './Box.tsx'
import type { Intake } from './create-intake.ts'
import styles from './IntakeAside.module.css'

interface Rung {
  readonly name: string
  readonly initials: string | null
  readonly party: AvatarParty
  readonly when: string
}

export function ToldList(props: { readonly intake: Intake }): JSX.Element {
  const rungs = (): readonly Rung[] => {
    const { intake } = props
    const [first, second, third] = warningsOf(CALLBACK_PROMISE).map((left) => left / MINUTE)
    const { linked } = intake.rooms()
    const owner = linked === null ? null : ownerOf(linked)
    const ofRole = (role: Person['role']) => intake.people().filter((person) => person.role === role)
    const supervisors = ofRole('SUPERVISOR')
    const tam = intake.people().find((person) => person.id === intake.match().account?.tamId)
    const before = (minutes: number | undefined) => (minutes === undefined ? '' : intakeAside.before(minutes))
    return [
      { name: intakeAside.nobodyYet, initials: null, party: 'provider', when: intakeAside.atOnce },
      ...(owner === null
        ? []
        : [rung(`${owner.agentName}, ${intakeAside.owner}`, owner.agentName, 'provider', before(first))]),
      { name: intakeAside.onDuty, initials: null, party: 'provider', when: before(second) },
      rung(
        supervisors.length === 0
          ? intakeAside.supervisor
          : `${list(supervisors.map(({ name }) => name))}, ${intakeAside.supervisor.toLowerCase()}`,
        supervisors[0]?.name ?? '',
        'provider',
        before(third),
      ),
      ...(tam === undefined
        ? []
        : [rung(`${tam.name}, ${intakeAside.technicalManager}`, tam.name, 'tam', before(third))]),
    ]
  }
  return (
    <Box title={intakeAside.told}>
      <ul>
        <For each={rungs()}>
          {(told) => (
            <li class={styles['told']}>
              {told.initials === null ? (
                <span class={styles['group']} aria-hidden="true">
                  <Icon name="people" size={14} />
                </span>
              ) : (
                <Avatar initials={told.initials} party={told.party} size={24} />
              )}
              <span class="grow">{told.name}</span>
              <span class="t2 num">{told.when}</span>
            </li>
          )}
        </For>
      </ul>
    </Box>
  )
}

const rung = (name: string, person: string, party: AvatarParty, when: string): Rung => ({
  name,
  initials: initials(person) || null,
  party,
  when,
})
