// Drives the policy: looks whenever the copy or the second changes, claims what is new, and hands it to notification,
// toast and sound. A window that is hidden is woken by its replica at least every ten seconds, when its timers are not.

import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import { instantAt } from '../../domain/time.ts'
import type { Replica, Status } from '../../replica/api.ts'
import type { Notifier } from '../platform/notifier.ts'
import { type Alert, type AlertAction, isOfClock } from './alert.ts'
import type { AlertMemory } from './alert-memory.ts'
import { type AlertAnswer, type AlertLook, type AlertRoom, alertsAt } from './alert-policy.ts'
import { quietUntilAt, type SettingsKeeper } from './alert-settings.ts'
import type { AlertStore } from './alert-store.ts'
import { createAlertRooms, type RoomsParts } from './create-alert-rooms.ts'
import { noticeOf } from './notice-of.ts'
import type { Sounds } from './sounds.ts'

export interface AlertsParts extends RoomsParts {
  readonly status: Accessor<Status>
  /** Whether this window is looked at now, and which room it shows. */
  readonly front: () => { readonly roomId: RoomId | null } | null
  readonly notifier: Notifier
  readonly sounds: Sounds
  readonly settings: SettingsKeeper
  readonly store: AlertStore
  /** Null: the board. */
  readonly openRoom: (roomId: RoomId | null) => void
  readonly dial: (number: string) => void
}

export interface Alerts {
  readonly toasts: Accessor<readonly Alert[]>
  /** Until when it is quiet, ms since 1970. */
  readonly quietUntil: Accessor<number | null>
  /** Group of the alert whose "I am on it" could not be kept. */
  readonly failed: Accessor<string | null>
  /** What can still be done: nobody takes what is taken. */
  actions(alert: Alert): readonly AlertAction[]
  act(alert: Alert, action: AlertAction): void
  close(alert: Alert): void
}

/** The window in front claims at once; the one that leads gives it this long. */
const LEADER_WAITS_MS = 400

/** Needs an owner. */
export function createAlerts(parts: AlertsParts): Alerts {
  const { me, settings, store, notifier } = parts
  const [toasts, setToasts] = createSignal<readonly Alert[]>([])
  const [failed, setFailed] = createSignal<string | null>(null)
  const rooms = createAlertRooms(parts)
  const show = (alert: Alert) => setToasts((all) => [...without(all, alert.group), alert])
  const close = (alert: Alert) => {
    setToasts((all) => without(all, alert.group))
    notifier.dismiss(alert.group)
  }
  const look = createLook(parts, rooms, show)
  const clear = createClear(parts, rooms, close)

  function act(alert: Alert, action: AlertAction): void {
    if (action === 'TAKE') {
      take(parts.replica, alert).then(
        (isTaken) => {
          if (isTaken) return close(alert)
          setFailed(alert.group)
          show(alert)
        },
        (error: unknown) => console.error(error),
      )
      return
    }
    if (action === 'CALL' && alert.contact !== null) parts.dial(alert.contact.number)
    parts.openRoom(alert.roomId)
    close(alert)
  }

  onCleanup(
    notifier.onPressed((id, action) => {
      const alert = store.memory().recent.find(({ key }) => key === id)
      if (alert !== undefined) act(alert, alert.actions.find((one) => one === action) ?? 'OPEN')
    }),
  )
  createEffect(() => {
    parts.now()
    parts.status()
    rooms()
    untrack(() => {
      clear()
      look().catch(console.error)
    })
  })
  const quietUntil = () => quietUntilAt(settings.settings(), parts.now(), me.timeZone)
  const isOpen = ({ escalationId }: Alert) =>
    rooms()?.some(({ room }) =>
      room.escalations.some(({ id, acknowledgedBy }) => id === escalationId && acknowledgedBy === null),
    ) ?? false
  const actions = (alert: Alert) => alert.actions.filter((action) => action !== 'TAKE' || isOpen(alert))
  return { toasts, quietUntil, failed, actions, act, close }
}

type Rooms = () => readonly AlertRoom[] | null

/** One look: asks the policy, and claims and tells what is new. */
function createLook(parts: AlertsParts, rooms: Rooms, toast: (alert: Alert) => void): () => Promise<void> {
  const { me, notifier, sounds, store } = parts
  const settings = () => parts.settings.settings()
  let isClaiming = false

  function lookWith(memory: AlertMemory): AlertLook | null {
    const live = rooms()
    if (live === null) return null
    // The ticker of a hidden window may stand still; the time itself does not.
    const now = instantAt(Date.now() + parts.status().offsetMs)
    const isQuiet = quietUntilAt(settings(), now, me.timeZone) !== null
    return { me, rooms: live, now, front: parts.front(), isQuiet, memory }
  }

  function tell({ told, sound }: AlertAnswer): void {
    const mayNotify = settings().notifications && notifier.permission() === 'GRANTED'
    for (const { alert, place } of told) {
      const isShown = place === 'SYSTEM' && mayNotify && notifier.show(noticeOf(alert, me.timeZone))
      if (place !== 'LIST' && !isShown) toast(alert)
    }
    if (sound !== null && settings().sounds) sounds.play(sound, settings().volume)
  }

  return async () => {
    const first = lookWith(store.memory())
    if (first === null || isClaiming || !isNews(alertsAt(first), first)) return
    if (first.front === null && !store.leads()) return
    isClaiming = true
    try {
      if (first.front === null) await new Promise((wait) => setTimeout(wait, LEADER_WAITS_MS))
      await store.change((memory) => {
        const again = lookWith(memory)
        if (again === null) return memory
        const answer = alertsAt(again)
        tell(answer)
        return answer.memory
      })
    } finally {
      isClaiming = false
    }
  }
}

/** A clock that was kept or taken, and a room that is looked at, need no alert any more: what stands is closed, once. */
function createClear(parts: AlertsParts, rooms: Rooms, close: (alert: Alert) => void): () => void {
  const recent = () => parts.store.memory().recent
  const standing = new Set<string>()
  createEffect(
    on(recent, (alerts) => {
      for (const { group } of alerts) standing.add(group)
    }),
  )
  return () => {
    const live = rooms()
    const front = parts.front()
    if (live === null) return
    const open = new Set(live.flatMap(({ room }) => openGroups(room)))
    for (const alert of recent()) {
      const isOver = isOfClock(alert) && !open.has(alert.group)
      const isSeen = front !== null && alert.roomId !== null && front.roomId === alert.roomId
      if ((isOver || isSeen) && standing.delete(alert.group)) close(alert)
    }
  }
}

/** Says "I am on it" for everybody (ESC-4); false when it could not be kept. */
async function take(replica: Replica, { roomId, escalationId }: Alert): Promise<boolean> {
  if (roomId === null || escalationId === null) return false
  try {
    const said = await replica.submit(roomId, { type: 'acknowledgeEscalation', escalationId })
    // Somebody else was quicker: then it is taken, which is what was wanted.
    return said.outcome === 'SAVED' || said.rejection.code === 'ALREADY_ANSWERED'
  } catch (error) {
    console.error(error)
    return false
  }
}

const without = (alerts: readonly Alert[], group: string): readonly Alert[] =>
  alerts.filter((alert) => alert.group !== group)

/** Looked at and found nothing: then there is nothing to claim. */
const isNews = ({ told, memory }: AlertAnswer, look: AlertLook): boolean =>
  told.length > 0 || JSON.stringify(memory.seen) !== JSON.stringify(look.memory.seen)

const openGroups = (room: Room): readonly string[] =>
  room.clocks
    .filter((clock) => clock.stoppedAt === null && clock.takenBy === null)
    .map((clock) => `${room.id} ${clock.id}`)
