// The window: nobody chosen yet → the first page; somebody chosen → their replica is opened and the screens are drawn
// from it. Which person a window is, is the window's own matter (renderer/platform/); where it runs, the platform's.

import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import type { Replica } from '../../replica/api.ts'
import { EntryPage } from '../account/EntryPage.tsx'
import { type Entry, entryOf } from '../account/entry.ts'
import { FirstRun } from '../account/FirstRun.tsx'
import { mayOfferPasskey, PasskeyOffer } from '../account/PasskeyOffer.tsx'
import { ReplicaProvider } from '../live/ReplicaProvider.tsx'
import { OwnAccountContext } from '../live/use-account.ts'
import { AdministrationContext } from '../administration/administration-door.ts'
import { RoomFilesContext } from '../live/use-room-files.ts'
import { type AccountDoor, accountOver } from '../platform/session-account.ts'
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
  const [entry, setEntry] = createSignal<Entry | null>(null)
  const read = () => {
    // Where a failed journey leads back to: the first page, or whoever this window is already.
    if (location.hash === '#/sign-in') history.replaceState(null, '', '#/')
    setEntry(entryOf(location.hash))
  }
  read()
  addEventListener('hashchange', read)
  onCleanup(() => removeEventListener('hashchange', read))
  const [offered, setOffered] = createSignal<AccountDoor | null>(null)
  const leave = () => {
    sessions.leaveWindow()
    location.hash = '#/'
    setPerson(null)
  }
  const ended = (mine: Person, wipe: boolean) => {
    leave()
    if (wipe) props.platform.wipeCopy(mine.id).catch(console.error)
  }
  /** A secret of the address is not kept in the window's history. */
  const goTo = (hash: string) => {
    history.replaceState(null, '', hash)
    setEntry(null)
  }
  const enter = (mine: Person, from: { readonly byCode: boolean; readonly back?: string | null }) => {
    const account = props.platform.accountOf(mine)
    if (from.byCode && mayOfferPasskey(account)) setOffered(account)
    if (entry() !== null) goTo(from.back ?? '#/')
    setPerson(mine)
  }
  return (
    <Switch>
      <Match when={entry()}>
        {(asked) => (
          <EntryPage entry={asked()} platform={props.platform} onPerson={enter} onLeave={() => goTo('#/')} />
        )}
      </Match>
      <Match when={offered()}>
        {(account) => <PasskeyOffer account={account()} onDone={() => setOffered(null)} />}
      </Match>
      <Match when={person() === null}>
        <FirstRun platform={props.platform} onPerson={enter} />
      </Match>
      <Match when={person()} keyed>
        {(chosen) => (
          <Signed
            platform={props.platform}
            person={chosen}
            onLeave={leave}
            onEnded={(wipe) => ended(chosen, wipe)}
            onChanged={setPerson}
          />
        )}
      </Match>
    </Switch>
  )
}

interface SignedProps {
  readonly platform: Platform
  readonly person: Person
  readonly onLeave: () => void
  /** The session is over, by whoever ended it. */
  readonly onEnded: (wipe: boolean) => void
  /** The server knows the person otherwise now: everything is drawn anew. */
  readonly onChanged: (person: Person) => void
}

function Signed(props: SignedProps): JSX.Element {
  const { person, platform } = props
  const { sessions } = platform
  const [replica, setReplica] = createSignal<Replica | null>(null)
  const [failed, setFailed] = createSignal(false)
  const ownAccount = (opened: Replica) => ({
    stepUp: platform.stepUp(person),
    door: platform.accountOf(person) ?? accountOver(opened),
  })
  const opening = platform.connectReplica(person)
  opening.then(setReplica, (fault: unknown) => {
    console.error(fault)
    setFailed(true)
  })
  onCleanup(sessions.onEnded(person.id, (wipe) => props.onEnded(wipe)))
  onCleanup(sessions.onChanged(person.id, (changed) => props.onChanged(changed)))
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
              <OwnAccountContext.Provider value={ownAccount(opened)}>
                <AdministrationContext.Provider value={platform.administrationOf(person)}>
                  <Screens serverInfo={() => sessions.serverInfo()} onChangePerson={props.onLeave} />
                </AdministrationContext.Provider>
              </OwnAccountContext.Provider>
            </RoomFilesContext.Provider>
          </ReplicaProvider>
        )}
      </Show>
    </Show>
  )
}
