// Which screen is shown for which address, inside the frame with the sidebar. Intake stands alone: a call is on.

import { HeldBanner } from '../account/HeldBanner.tsx'
import { HashRouter, Navigate, Route, useLocation } from '@solidjs/router'
import { createEffect, createResource, on, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { AlertsProvider } from '../alerts/Alerts.tsx'
import { AskForNotifications } from '../alerts/AskForNotifications.tsx'
import { AdministrationPage } from '../administration/AdministrationPage.tsx'
import { BoardPage } from '../board/BoardPage.tsx'
import { IntakePage } from '../intake/IntakePage.tsx'
import { trustOf } from '../clock/clock-face.ts'
import { createLive } from '../live/create-live.ts'
import { ServerInfoContext, useServerInfo } from '../live/server-info.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import type { ServerInfo } from '../platform/server-answers.ts'
import { ReportPage } from '../report/ReportPage.tsx'
import { RoomPage } from '../room/RoomPage.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { createEarlyKey } from '../signoff/create-early-key.ts'
import { SignOffPage } from '../signoff/SignOffPage.tsx'
import { appText } from '../text/app.ts'
import { timeIn } from '../text/zones.ts'
import { AppShell } from '../ui/AppShell.tsx'
import { WallPage } from '../wall/WallPage.tsx'
import { ActionFrame } from './ActionFrame.tsx'
import { AgeBanner } from './AgeBanner.tsx'
import { AppSidebar } from './AppSidebar.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { pageName } from './page-name.ts'
import { SyncBanner } from './SyncBanner.tsx'
import { UnknownPage } from './UnknownPage.tsx'
import styles from './App.module.css'

export interface ScreensProps {
  readonly serverInfo: () => Promise<ServerInfo | null>
  readonly onChangePerson: () => void
}

export function Screens(props: ScreensProps): JSX.Element {
  const [info, { refetch }] = createResource(() => props.serverInfo())
  const status = useStatus('Screens')
  createEarlyKey()
  // A server that comes back may be a newer one, with another name, number or oldest program.
  createEffect(
    on(
      () => status().link === 'LIVE',
      (isLive, wasLive) => isLive && wasLive === false && void refetch(),
    ),
  )
  return (
    <ServerInfoContext.Provider value={() => info.latest ?? null}>
      <HashRouter
        root={(page) => (
          <ActionFrame>
            <Frame onChangePerson={props.onChangePerson}>{page.children}</Frame>
          </ActionFrame>
        )}
      >
        <Route path="/" component={FirstPage} />
        <Route path="/administration/:part?/:id?" component={AdministrationPage} />
        <Route path="/intake" component={IntakePage} />
        <Route path="/report" component={ReportPage} />
        <Route path="/rooms/:id" component={RoomPage} />
        <Route path="/settings" component={() => <SettingsPage onChangePerson={props.onChangePerson} />} />
        <Route path="/rooms/:id/wall" component={WallPage} />
        <Route path="/rooms/:id/sign-off" component={SignOffPage} />
        <Route path="*" component={UnknownPage} />
      </HashRouter>
    </ServerInfoContext.Provider>
  )
}

/** An administrator has no rooms (ACC-1): what there is to do is administration. */
function FirstPage(): JSX.Element {
  const me = useMe('FirstPage')
  return (
    <Show when={me.role === 'ADMIN'} fallback={<BoardPage />}>
      <Navigate href="/administration" />
    </Show>
  )
}

function Frame(props: { readonly onChangePerson: () => void; readonly children?: JSX.Element }): JSX.Element {
  const me = useMe('Frame')
  const replica = useReplica('Frame')
  const now = useNow('Frame')
  const status = useStatus('Frame')
  const directory = useDirectory('Frame')
  const location = useLocation()
  const board = createLive<'board'>(replica, () => ({ view: 'board' }))
  const info = useServerInfo()
  const trust = () => trustOf(status())
  const isWall = () => location.pathname.endsWith('/wall')
  const standsAlone = () => location.pathname === '/intake' || isWall()
  const sidebar = () => (
    <AppSidebar
      me={me}
      info={info()}
      directory={{ accounts: directory.accounts(), people: directory.people() }}
      rows={board()?.rows ?? []}
      now={now()}
      trust={trust()}
      path={location.pathname}
      localTime={(at) => timeIn(me.timeZone, at)}
      onChangePerson={props.onChangePerson}
    />
  )
  const banners = () => (
    <>
      <Show when={!isWall()}>
        <AgeBanner />
        <SyncBanner onSignIn={props.onChangePerson} />
        <HeldBanner path={location.pathname} />
      </Show>
      <Show when={location.pathname === '/' && me.role !== 'ADMIN'}>
        <AskForNotifications />
      </Show>
    </>
  )
  return (
    <AlertsProvider
      rows={board()?.rows}
      path={location.pathname}
      page={pageName(location.pathname, me, board()?.rows ?? [])}
    >
      <div class={styles['frame']}>
        <div class={styles['shell']}>
          <AppShell
            skip={isWall() ? undefined : { to: 'content', label: appText.skip }}
            sidebar={standsAlone() ? undefined : sidebar()}
            banner={banners()}
          >
            {props.children}
          </AppShell>
        </div>
        <Show when={/^\/(administration(\/\w+)?)?$/.test(location.pathname)}>
          <PhoneBar
            me={me}
            time={timeIn(me.timeZone, now())}
            hotline={info()?.hotline ?? null}
            onChangePerson={props.onChangePerson}
          />
        </Show>
      </div>
    </AlertsProvider>
  )
}
