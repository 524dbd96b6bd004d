// The room screen with a scripted replica, for developers: `?me=rani&stage=proposed&at=2025-11-18T08:05:26Z&link=OFFLINE`.
// Who looks, how far the story goes, when it is looked at, and how the connection is.

import '../styles/global.css'
import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { instantAt, parseInstant } from '../../domain/time.ts'
import type { Link } from '../../replica/api.ts'
import { ServerInfoContext } from '../live/server-info.ts'
import { ReplicaProvider } from '../live/ReplicaProvider.tsx'
import { RoomPage } from '../room/RoomPage.tsx'
import { AppShell } from '../ui/AppShell.tsx'
import { BrandMark } from '../ui/BrandMark.tsx'
import { NavItem, Sidebar, SidebarBrand, SideSection } from '../ui/Sidebar.tsx'
import { followTheme } from '../ui/theme.ts'
import { ROOM_ID } from './scripted-log.ts'
import { type CastName, people } from './scripted-people.ts'
import { scriptedReplica } from './scripted-replica.ts'
import { stages } from './scripted-stories.ts'

const asked = new URLSearchParams(location.search)
const me = (Object.keys(people) as CastName[]).find((name) => name === asked.get('me')) ?? 'maeve'
const stage = stages.find((name) => name === asked.get('stage')) ?? 'working'
const error = asked.get('error')
const replica = scriptedReplica({
  me: people[me],
  stage,
  at: parseInstant(asked.get('at') ?? '') ?? instantAt(Date.now()),
  link: (asked.get('link') ?? 'LIVE') as Link,
  offsetErrorMs: error === null ? 40 : Number(error),
})
const INFO = {
  demo: true,
  provider: 'Halyard',
  hotline: '+353 1 555 0100',
  sendsMail: true,
  oldestClient: null,
  publicUrl: null,
}
const link = (name: string, value: string) => {
  const next = new URLSearchParams(asked)
  next.set(name, value)
  return `?${next.toString()}`
}

function Choices(): JSX.Element {
  return (
    <Sidebar label="Script" top={<SidebarBrand mark={<BrandMark />} name="Scripted room" />}>
      <SideSection title="Who looks">
        <For each={Object.keys(people)}>
          {(name) => <NavItem icon="user" label={name} href={link('me', name)} current={name === me} />}
        </For>
      </SideSection>
      <SideSection title="How far it goes">
        <For each={stages}>
          {(name) => <NavItem icon="play" label={name} href={link('stage', name)} current={name === stage} />}
        </For>
      </SideSection>
    </Sidebar>
  )
}

const root = document.getElementById('root')
if (root) {
  followTheme()
  render(
    () => (
      <ServerInfoContext.Provider value={() => INFO}>
        <ReplicaProvider replica={replica}>
          <AppShell sidebar={<Choices />} skip={{ to: 'content', label: 'Skip to the composer' }}>
            <RoomPage params={{ id: ROOM_ID }} />
          </AppShell>
        </ReplicaProvider>
      </ServerInfoContext.Provider>
    ),
    root,
  )
}
