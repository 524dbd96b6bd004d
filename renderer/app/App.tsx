// The window: nobody chosen yet → the first page; somebody chosen → their replica is opened and the screens are drawn
// from it. Which person a window is, is the window's own matter (renderer/platform/session.ts).

import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Replica } from '../../replica/api.ts'
import { FirstRun } from '../account/FirstRun.tsx'
import { ReplicaProvider } from '../live/ReplicaProvider.tsx'
import { SessionContext } from '../live/use-session.ts'
import { connectReplica } from '../platform/browser.ts'
import { browserSessions, onSessionEnded, type Session } from '../platform/session.ts'
import { appText } from '../text/app.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './App.module.css'
import { Screens } from './Screens.tsx'

const sessions = browserSessions()

export function App(): JSX.Element {
  const [session, setSession] = createSignal<Session | null>(sessions.current())
  const leave = () => {
    sessions.leaveWindow()
    location.hash = '#/'
    setSession(null)
  }
  return (
    <Show
      when={session()}
      keyed
      fallback={<FirstRun sessions={sessions} onSession={(chosen) => setSession(chosen)} />}
    >
      {(chosen) => <Signed session={chosen} onLeave={leave} />}
    </Show>
  )
}

function Signed(props: { readonly session: Session; readonly onLeave: () => void }): JSX.Element {
  const [replica, setReplica] = createSignal<Replica | null>(null)
  const [failed, setFailed] = createSignal(false)
  const opening = connectReplica(props.session)
  opening.then(setReplica, (fault: unknown) => {
    console.error(fault)
    setFailed(true)
  })
  const { person } = props.session
  onCleanup(onSessionEnded(person.id, () => props.onLeave()))
  onCleanup(() => void opening.then((opened) => opened.close()).catch(console.error))
  return (
    <Switch
      fallback={
        <div class={styles['opening']}>
          <Skeleton label={appText.opening} />
        </div>
      }
    >
      <Match when={failed()}>
        <EmptyState page icon="warning" title={appText.unusable} />
      </Match>
      <Match when={replica()} keyed>
        {(opened) => (
          <ReplicaProvider replica={opened}>
            <SessionContext.Provider value={props.session}>
              <Screens serverInfo={() => sessions.serverInfo()} onChangePerson={props.onLeave} />
            </SessionContext.Provider>
          </ReplicaProvider>
        )}
      </Match>
    </Switch>
  )
}
