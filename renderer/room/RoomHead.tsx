// The header of a room: whose it is, how severe, where it stands, what it is called; how current this copy is, who is
// here, and the call.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { turnsOf } from '../../domain/incident/facts.ts'
import { isClosed, type Phase } from '../../domain/incident/state.ts'
import { pillOf } from '../app/link-words.ts'
import { useServerInfo } from '../live/server-info.ts'
import { ACTIONS } from '../keys/action.ts'
import { thisEdition } from '../keys/edition.ts'
import { firstCaps } from '../keys/key-caps.ts'
import { letters } from '../keys/kept-letters.ts'
import { useActions } from '../keys/registry.ts'
import { createRecordExport } from '../record/create-record-export.ts'
import { exportProblem } from '../record/export-problem.ts'
import { phaseText } from '../text/app.ts'
import { keysText } from '../text/keys.ts'
import { recordText } from '../text/record.ts'
import { roomText, syncText } from '../text/room.ts'
import { decimal, firstName, initials, list } from '../text/format.ts'
import { timeIn } from '../text/zones.ts'
import { PaneHead } from '../ui/AppShell.tsx'
import { Avatar, AvatarStack } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SyncPill } from '../ui/SyncPill.tsx'
import type { IconName } from '../ui/icon-paths.ts'
import { avatarParty } from './avatar-party.ts'
import { CallLink } from './CallLink.tsx'
import { contactOf, hotlineOf } from './contact.ts'
import { Problem } from './Problem.tsx'
import { useRoom } from './room-scope.ts'

const PHASE_ICON: Readonly<Record<Phase, IconName>> = {
  REPORTED: 'document',
  AWAITING_CALLBACK: 'call',
  IN_PROGRESS: 'wrench',
  WORKAROUND_IN_PLACE: 'wrench',
  RESOLUTION_PROPOSED: 'sign',
  RESOLVED: 'check-circle',
  RECLASSIFIED: 'inbox',
}

export function RoomHead(props: { readonly onFacts: () => void }): JSX.Element {
  const scope = useRoom('RoomHead')
  const { room, phase, me } = scope
  const isMyTurn = () => turnsOf(room()).some((turn) => turn.kind === 'SIGNATURE' && turn.party === me.party)
  const phaseWords = () => (isMyTurn() ? roomText.yourTurn(phaseText[phase()]) : phaseText[phase()])
  const info = useServerInfo()
  const contact = () => contactOf(scope) ?? hotlineOf(scope, info()?.hotline ?? null)
  const call = () => {
    const known = contact()
    if (known !== null && phase() === 'AWAITING_CALLBACK' && scope.can('recordCallback'))
      scope.setCalling({ number: known.number, since: scope.now() })
  }
  return (
    <PaneHead
      title={room().title}
      back={<IconButton icon="chevron-left" name={roomText.back} onClick={() => (location.hash = '#/')} />}
      meta={
        <>
          <b>{me.party === 'PROVIDER' ? room().accountName : scope.provider()}</b>
          <Chip tone="severity">{roomText.critical}</Chip>
          <Chip icon={PHASE_ICON[phase()]} tone={isMyTurn() ? 'running' : isClosed(phase()) ? 'met' : 'idle'}>
            {phaseWords()}
          </Chip>
          <span class="mono t3 s12">{room().ticket}</span>
        </>
      }
      phoneMeta={
        <>
          <Chip tone="severity">{roomText.critical}</Chip>
          <span class="ell">{phaseWords()}</span>
          <Sync />
        </>
      }
      phoneAction={
        <Show when={contact()} fallback={<More />}>
          {(known) => (
            <CallLink
              look="phone"
              number={known().number}
              label={roomText.call(known().name)}
              onCall={call}
            />
          )}
        </Show>
      }
      actions={
        <>
          <Sync />
          <Here />
          <Show when={contact()}>
            {(known) => (
              <CallLink number={known().number} label={roomText.call(known().short)} onCall={call} />
            )}
          </Show>
          <IconButton
            class="facts-toggle"
            icon="panel"
            name={roomText.facts}
            hint={firstCaps('facts', thisEdition(), letters())?.join(' ')}
            onClick={() => props.onFacts()}
          />
          <More />
        </>
      }
    />
  )
}

const copy = (text: string): void => void navigator.clipboard?.writeText(text)

function More(): JSX.Element {
  const { room, replica, roomId, provider, now } = useRoom('More')
  const { run } = useActions()
  const record = createRecordExport({ replica, roomId, provider, now })
  return (
    <>
      <Menu
        name={roomText.more}
        items={[
          { label: roomText.copyLink, icon: 'link', onChoose: () => copy(location.href) },
          { label: roomText.copyTicket, icon: 'copy', onChoose: () => copy(room().ticket) },
          { label: recordText.export, icon: 'download', onChoose: () => void record.run() },
          ...(['wall', 'keys'] as const).map((id, index) => ({
            label: keysText.actions[id],
            icon: ACTIONS[id].icon,
            keys: firstCaps(id, thisEdition(), letters()),
            onChoose: () => void run(id),
            first: index === 0,
          })),
        ]}
      />
      <Problem words={exportProblem(record.problem())} />
    </>
  )
}

function Sync(): JSX.Element {
  const { status, me, phase } = useRoom('Sync')
  const pill = () => pillOf(status())
  const isReadOnly = () => isClosed(phase()) && pill().state === 'live'
  const detail = () => {
    const { asOf, offsetMs } = status()
    const offset = syncText.offsetSmall(decimal(Math.abs(offsetMs) / 1000, 2))
    return asOf === null ? offset : `${syncText.asOf(timeIn(me.timeZone, asOf, true))}. ${offset}`
  }
  return (
    <SyncPill
      bare
      state={isReadOnly() ? 'read-only' : pill().state}
      label={isReadOnly() ? syncText.closed : pill().label}
      detail={detail()}
    />
  )
}

function Here(): JSX.Element {
  const { present, person } = useRoom('Here')
  const names = () => present().map((one) => firstName(one.name))
  return (
    <Show when={present().length > 0}>
      <AvatarStack label={roomText.hereNow(list(names()))}>
        <For each={present().slice(0, 6)}>
          {(one) => (
            <Avatar
              initials={initials(one.name)}
              party={avatarParty(one.party, person(one.personId)?.role)}
            />
          )}
        </For>
      </AvatarStack>
    </Show>
  )
}
