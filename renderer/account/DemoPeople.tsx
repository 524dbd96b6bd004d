// Below the ways to sign in: the people of a demo, one of whom one chooses to be.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import type { DemoPerson } from '../platform/server-answers.ts'
import { appText, firstRunText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { groupPeople } from './demo-people.ts'
import styles from './FirstRun.module.css'

export function DemoPeople(props: {
  readonly people: readonly DemoPerson[]
  readonly onChoose: (person: Person) => void
}): JSX.Element {
  return (
    <section class={styles['demo']}>
      <h3>{firstRunText.demoTitle}</h3>
      <p class="t2">{firstRunText.demoLine}</p>
      <For each={groupPeople(props.people)}>
        {(group) => (
          <>
            <div class={styles['group']}>{group.title}</div>
            <div class={styles['people']}>
              <For each={group.people}>
                {(person) => <PersonButton person={person} onChoose={() => props.onChoose(person)} />}
              </For>
            </div>
          </>
        )}
      </For>
    </section>
  )
}

/** Somebody one can be, with name, title and role. */
export function PersonButton(props: { readonly person: Person; readonly onChoose: () => void }): JSX.Element {
  const party = () =>
    props.person.party === 'CUSTOMER' ? 'customer' : props.person.role === 'TAM' ? 'tam' : 'provider'
  return (
    <button type="button" class={styles['person']} onClick={() => props.onChoose()}>
      <Avatar initials={initials(props.person.name)} party={party()} size={32} />
      <span class="grow">
        <b class="ell">{props.person.name}</b>
        <br />
        <span class="s12 t2">{props.person.title}</span>
      </span>
      <Show when={appText.roles[props.person.role] !== props.person.title}>
        <span class="s12 t3 nw">{appText.roles[props.person.role]}</span>
      </Show>
    </button>
  )
}
