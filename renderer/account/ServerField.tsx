// Which server the program speaks to (mockup 07): the current one in a field, where another can be written, and below it
// the ones that were used before. Only the desktop has this; a browser's server is the page's own.

import { createResource, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ProfileProblem, ServerProfile } from '../../protocol/desktop.ts'
import type { KnownServers } from '../platform/platform.ts'
import { serverText } from '../text/servers.ts'
import { Button, IconButton, LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './FirstRun.module.css'

export interface ServerFieldProps {
  readonly servers: KnownServers
  /** The current server's own name, once it has answered. */
  readonly provider: string | null
  /** Another server is current now. */
  readonly onChange: () => void
}

export function ServerField(props: ServerFieldProps): JSX.Element {
  const [profiles, { refetch }] = createResource(() => props.servers.profiles())
  const [store] = createResource(() => props.servers.secretStore())
  /** Null: the current server's address stands there. */
  const [typed, setTyped] = createSignal<string | null>(null)
  const [problem, setProblem] = createSignal<ProfileProblem | null>(null)
  const [open, setOpen] = createSignal(false)
  const current = () => profiles.latest?.find((profile) => profile.current)
  const others = () => profiles.latest?.filter((profile) => !profile.current) ?? []
  const shown = () => typed() ?? hostOf(current()?.origin ?? '')

  async function choose(profile: ServerProfile): Promise<void> {
    await props.servers.chooseProfile(profile.id)
    setTyped(null)
    setProblem(null)
    setOpen(false)
    await refetch()
    props.onChange()
  }
  async function connect(): Promise<void> {
    const address = typed()
    if (address === null) return props.onChange()
    const known = profiles.latest?.find(({ origin }) => hostOf(origin) === hostOf(address))
    if (known !== undefined) return choose(known)
    const added = await props.servers.addProfile(address)
    if ('problem' in added) setProblem(added.problem)
    else await choose(added)
  }
  async function remove(profile: ServerProfile): Promise<void> {
    await props.servers.removeProfile(profile.id)
    await refetch()
  }

  return (
    <>
      <form
        class={styles['serverForm']}
        onSubmit={(event) => {
          event.preventDefault()
          void connect()
        }}
      >
        <Field
          label={serverText.label}
          size="lg"
          class="grow"
          value={shown()}
          spellcheck={false}
          autocomplete="off"
          inputMode="url"
          onText={(text) => {
            setTyped(text)
            setProblem(null)
          }}
          error={sentenceOf(problem())}
          prefix={<Icon name="server" />}
          suffix={
            <Show when={typed() === null && props.provider}>
              {(name) => (
                <span class="s12 row met-fg nw">
                  <Icon name="check-circle" size={14} /> {name()}
                </span>
              )}
            </Show>
          }
        />
        <Show when={typed() !== null}>
          <Button type="submit" size="lg">
            {serverText.connect}
          </Button>
        </Show>
      </form>
      <Show when={others().length > 0}>
        <p class={styles['others']}>
          <LinkButton aria-expanded={open()} onClick={() => setOpen(!open())}>
            {serverText.others(others().length)}
          </LinkButton>
        </p>
        <Show when={open()}>
          <ul class={styles['serverList']} aria-label={serverText.othersLabel}>
            <For each={others()}>
              {(profile) => (
                <li>
                  <button
                    type="button"
                    class={styles['person']}
                    aria-label={serverText.choose(profile.name)}
                    onClick={() => void choose(profile)}
                  >
                    <Icon name="server" />
                    <span class="grow">
                      <b class="ell">{profile.name}</b>
                      <br />
                      <span class="s12 t2">{hostOf(profile.origin)}</span>
                    </span>
                  </button>
                  <IconButton
                    icon="close"
                    name={serverText.removeNamed(profile.name)}
                    onClick={() => void remove(profile)}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
      <Show when={store() === 'MEMORY'}>
        <p class={`${styles['memory']} s12 t2`}>{serverText.memoryOnly}</p>
      </Show>
    </>
  )
}

const sentenceOf = (problem: ProfileProblem | null): string | undefined =>
  problem === null ? undefined : serverText.problems[problem]

/** The host of an address as it is shown; the text itself where it is none. */
function hostOf(address: string): string {
  const typed = address.trim()
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)?.host ?? typed
}
