// The first page: choose who you are. In the demo people sign in by choosing themselves; whoever signed in on this
// computer before can go on without the server.

import { createResource, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Platform } from '../platform/platform.ts'
import { appText, firstRunText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { groupPeople } from './demo-people.ts'
import styles from './FirstRun.module.css'
import { ProductSample } from './ProductSample.tsx'
import { ServerField } from './ServerField.tsx'

export function FirstRun(props: {
  readonly platform: Platform
  readonly onPerson: (person: Person) => void
}): JSX.Element {
  const { sessions, servers } = props.platform
  const [info, infoAgain] = createResource(() => sessions.serverInfo())
  const [people, peopleAgain] = createResource(() => sessions.demoPeople())
  const [known, knownAgain] = createResource(() => sessions.known())
  const [refused, setRefused] = createSignal<'REFUSED' | 'UNREACHABLE' | null>(null)
  const again = () => {
    setRefused(null)
    void infoAgain.refetch()
    void peopleAgain.refetch()
    void knownAgain.refetch()
  }
  const choose = async (person: Person) => {
    const answer = await sessions.signInToDemo(person.id)
    if (answer.outcome === 'SIGNED_IN') props.onPerson(answer.person)
    else setRefused(answer.outcome === 'REFUSED' ? 'REFUSED' : 'UNREACHABLE')
  }
  const goOn = async (personId: PersonId) => {
    const mine = await sessions.continueAs(personId)
    if (mine !== null) props.onPerson(mine)
  }
  const problem = () => {
    if (refused() === 'REFUSED') return firstRunText.failed
    const unreachable = refused() === 'UNREACHABLE' || (!people.loading && people() === null)
    return unreachable ? firstRunText.unreachable : null
  }
  return (
    <div class={styles['page']}>
      <ProductSample />
      <main class={styles['choose']} id="content">
        <h2>{firstRunText.title}</h2>
        <Show when={problem()}>
          {(sentence) => (
            <Banner
              icon="warning"
              tone="risk"
              action={<Button onClick={again}>{firstRunText.tryAgain}</Button>}
            >
              {sentence()}
            </Banner>
          )}
        </Show>
        <Show
          when={servers}
          fallback={
            <>
              <div class={styles['group']}>{firstRunText.server}</div>
              <div class={styles['server']}>
                <Icon name="server" />
                <span class="grow ell">{location.host}</span>
                <Show when={info()}>
                  {(server) => (
                    <span class="s12 row met-fg nw">
                      <Icon name="check-circle" size={14} /> {server().provider}
                    </span>
                  )}
                </Show>
              </div>
            </>
          }
        >
          {(mine) => (
            <ServerField
              servers={mine()}
              provider={people() == null ? null : (info()?.provider ?? null)}
              onChange={again}
            />
          )}
        </Show>
        <Show when={known.latest?.length}>
          <div class={styles['group']}>{firstRunText.continueAs}</div>
          <div class={styles['people']}>
            <For each={known.latest ?? []}>
              {(person) => <PersonButton person={person} onChoose={() => void goOn(person.id)} />}
            </For>
          </div>
        </Show>
        <Show when={people()?.length}>
          <h3>{firstRunText.demoTitle}</h3>
          <p class="t2">{firstRunText.demoLine}</p>
          <For each={groupPeople(people() ?? [])}>
            {(group) => (
              <>
                <div class={styles['group']}>{group.title}</div>
                <div class={styles['people']}>
                  <For each={group.people}>
                    {(person) => <PersonButton person={person} onChoose={() => void choose(person)} />}
                  </For>
                </div>
              </>
            )}
          </For>
        </Show>
        <Show when={info()?.demo === false}>
          <p class="t2">{firstRunText.noDemo}</p>
        </Show>
      </main>
    </div>
  )
}

function PersonButton(props: { readonly person: Person; readonly onChoose: () => void }): JSX.Element {
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
