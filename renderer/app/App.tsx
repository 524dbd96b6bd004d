// The window: nobody chosen yet → the first page; somebody chosen → their replica is opened and the screens are drawn
// from it. Which person a window is, is the window's own matter (renderer/platform/); where it runs, the platform's.

import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import type { Replica } from '../../replica/api.ts'
import { FirstRun } from '../account/FirstRun.tsx'
import { ReplicaProvider } from '../live/ReplicaProvider.tsx'
import { RoomFilesContext } from '../live/use-room-files.ts'
import type { Platform } from '../platform/platform.ts'
import { appText, linkText } from '../text/app.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './App.module.css'
import { keepFocus } from './keep-focus.ts'
import { Screens } from './Screens.tsx'

export function App(props: { readonly platform: Platform }): JSX.Element {
  const { sessions } = props.platform
  /** Undefined until it is known who this window is. */
  const [person, setPerson] = createSignal<Person | null>()
  onMount(() => {
    sessions.current().then(setPerson, (error: unknown) => {
      console.error(error)
      setPerson(null)
    })
  })
  onMount(() => onCleanup(keepFocus()))
  const leave = () => {
    sessions.leaveWindow()
    location.hash = '#/'
    setPerson(null)
  }
  return (
    <Switch>
      <Match when={person() === null}>
        <FirstRun platform={props.platform} onPerson={setPerson} />
      </Match>
      <Match when={person()} keyed>
        {(chosen) => <Signed platform={props.platform} person={chosen} onLeave={leave} />}
      </Match>
    </Switch>
  )
}

interface SignedProps {
  readonly platform: Platform
  readonly person: Person
  readonly onLeave: () => void
}

function Signed(props: SignedProps): JSX.Element {
  const { person, platform } = props
  const { sessions } = platform
  const [replica, setReplica] = createSignal<Replica | null>(null)
  const [failed, setFailed] = createSignal(false)
  const opening = platform.connectReplica(person)
  opening.then(setReplica, (fault: unknown) => {
    console.error(fault)
    setFailed(true)
  })
  onCleanup(sessions.onEnded(person.id, () => props.onLeave()))
  onCleanup(() => void opening.then((opened) => opened.close()).catch(console.error))
  return (
    <Show
      when={!failed()}
      fallback={
        <EmptyState
          page
          icon="warning"
          title={platform.bridge === null ? appText.unusable : appText.unusableHere}
          action={<Button onClick={() => location.reload()}>{linkText.reload}</Button>}
        />
      }
    >
      <Show
        when={replica()}
        keyed
        fallback={
          <div class={styles['opening']}>
            <Skeleton label={appText.opening} />
          </div>
        }
      >
        {(opened) => (
          <ReplicaProvider replica={opened}>
            <RoomFilesContext.Provider value={platform.filesOf(person)}>
              <Screens serverInfo={() => sessions.serverInfo()} onChangePerson={props.onLeave} />
            </RoomFilesContext.Provider>
          </ReplicaProvider>
        )}
      </Show>
    </Show>
  )
}
