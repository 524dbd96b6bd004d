// The frame around all screens in which actions live: it hears the keys and the desktop's menus, and opens the palette
// and the page of keys. Both give the focus back to where it was before they act, so that "reply" knows its entry.

import { useNavigate } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { isPermitted } from '../../domain/incident/permissions.ts'
import type { Action } from '../keys/action.ts'
import { thisEdition } from '../keys/edition.ts'
import { followLetters, letters } from '../keys/kept-letters.ts'
import { KeysPanel } from '../keys/KeysPanel.tsx'
import { listenToKeys } from '../keys/listen.ts'
import {
  ActionsContext,
  type ActionRegistry,
  createActionRegistry,
  provideActions,
} from '../keys/registry.ts'
import { useMe } from '../live/use-replica.ts'
import { PaletteHost } from '../palette/PaletteHost.tsx'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { appText } from '../text/app.ts'
import { hearDesktop } from './desktop-events.ts'

type Open = 'PALETTE' | 'KEYS' | null

export function ActionFrame(props: { readonly children: JSX.Element }): JSX.Element {
  const registry = createActionRegistry()
  return (
    <ActionsContext.Provider value={registry}>
      <Heard registry={registry} />
      {props.children}
    </ActionsContext.Provider>
  )
}

function Heard(props: { readonly registry: ActionRegistry }): JSX.Element {
  const [open, setOpen] = createSignal<Open>(null)
  let before: Element | null = null
  const show = (next: Open) => {
    if (open() === null) before = document.activeElement
    setOpen(next)
  }
  const close = () => {
    if (open() === null) return
    const { activeElement } = document
    // A click elsewhere has already taken the focus there.
    const isInside = activeElement === document.body || activeElement?.closest('[role=dialog]') !== null
    setOpen(null)
    if (isInside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    before = null
  }
  const toggle = (what: Exclude<Open, null>) => (open() === what ? close() : show(what))
  provideActions(
    frameActions(
      () => toggle('PALETTE'),
      () => toggle('KEYS'),
    ),
  )
  onMount(() => {
    const { run } = props.registry
    const stops = [
      followLetters(),
      listenToKeys({ edition: thisEdition(), letters, run }),
      hearDesktop(desktopBridge(), run),
    ]
    onCleanup(() => stops.forEach((stop) => stop()))
  })
  return (
    <Switch>
      <Match when={open() === 'PALETTE'}>
        <PaletteHost onClose={close} onKeys={() => show('KEYS')} />
      </Match>
      <Match when={open() === 'KEYS'}>
        <KeysPanel onClose={close} />
      </Match>
    </Switch>
  )
}

function frameActions(palette: () => void, keys: () => void): readonly Action[] {
  const me = useMe('ActionFrame')
  const navigate = useNavigate()
  const isCustomer = me.party === 'CUSTOMER'
  return [
    { id: 'palette', place: 'EVERYWHERE', unlisted: true, run: palette },
    { id: 'keys', place: 'EVERYWHERE', run: keys },
    {
      id: 'board',
      place: 'EVERYWHERE',
      available: () => me.role !== 'ADMIN',
      run: () => navigate('/'),
      ...(isCustomer ? { words: () => appText.incidentRooms } : {}),
    },
    {
      id: 'intake',
      place: 'EVERYWHERE',
      available: () => isPermitted('takeIntake', me.role, 'NONE'),
      run: () => navigate('/intake'),
    },
    {
      id: 'report',
      place: 'EVERYWHERE',
      available: () => isPermitted('reportIssue', me.role, 'NONE'),
      run: () => navigate('/report'),
    },
    {
      id: 'administration',
      place: 'EVERYWHERE',
      available: () => me.role === 'ADMIN',
      run: () => navigate('/administration'),
    },
    { id: 'settings', place: 'EVERYWHERE', run: () => navigate('/settings') },
  ]
}
