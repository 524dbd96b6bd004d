// The servers that the desktop knows, and how sign-ins are kept on this computer.

import { createResource, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { DesktopBridge, ProfileProblem } from '../../protocol/desktop.ts'
import { leaveNothingBehind } from '../platform/before-leaving.ts'
import { settingsText } from '../text/keys.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Field } from '../ui/Field.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

export function ServerSettings(props: { readonly bridge: DesktopBridge }): JSX.Element {
  const [profiles, { refetch }] = createResource(() => props.bridge.profiles())
  const [store] = createResource(() => props.bridge.secretStore())
  const [address, setAddress] = createSignal('')
  const [problem, setProblem] = createSignal<ProfileProblem | null>(null)
  const add = async () => {
    const answer = await props.bridge.addProfile(address())
    if ('problem' in answer) return void setProblem(answer.problem)
    setProblem(null)
    setAddress('')
    await refetch()
  }
  // The window's person is the other server's: the page begins anew there.
  const choose = async (id: string) => {
    await leaveNothingBehind()
    await props.bridge.chooseProfile(id)
    location.hash = '#/'
    location.reload()
  }
  const remove = async (id: string) => {
    await props.bridge.removeProfile(id)
    await refetch()
  }
  const problemWords = () => {
    const found = problem()
    return found === null ? undefined : settingsText.serverProblems[found]
  }
  return (
    <Section title={settingsText.servers}>
      <ul class={styles['servers']}>
        <For each={profiles.latest}>
          {(profile) => (
            <li class="row wrap">
              <span class="grow">
                <b>{profile.name}</b> <span class="t2 s12 mono">{profile.origin}</span>
              </span>
              <Show when={!profile.current} fallback={<Chip tone="met">{settingsText.currentServer}</Chip>}>
                <Button size="sm" onClick={() => void choose(profile.id)}>
                  {settingsText.use}
                </Button>
                <Button size="sm" variant="quiet" onClick={() => void remove(profile.id)}>
                  {settingsText.remove}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <form
        class={styles['address']}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Field
          label={settingsText.address}
          placeholder={settingsText.addressHint}
          inputmode="url"
          value={address()}
          error={problemWords()}
          onText={setAddress}
        />
        <Button type="submit">{settingsText.addServer}</Button>
      </form>
      <Show when={store()}>{(kept) => <p class="t2 s12">{settingsText.secrets[kept()]}</p>}</Show>
    </Section>
  )
}
