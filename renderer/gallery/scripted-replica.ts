// A replica in memory that plays a scripted story and goes on by the real rules, so that a screen can be seen before,
// and without, any server. What is handed in shows at once, is confirmed a moment later, waits while offline, and is
// refused when its text says "/refuse": every state of an entry can be looked at.

import { eventIdFor } from '../../domain/incident/context.ts'
import { decide } from '../../domain/incident/decide.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import { type CommandId, toCommandId } from '../../domain/ids.ts'
import { actorOf, type Audience, type Person } from '../../domain/people.ts'
import type { Rejection } from '../../domain/result.ts'
import { epochOf, type Instant, instantAt } from '../../domain/time.ts'
import type { RoomPresence } from '../../protocol/feed.ts'
import type { Entry, Link, Pending, Question, Replica, RoomView, Views } from '../../replica/api.ts'
import { contextFor, logFor, ROOM_ID } from './scripted-log.ts'
import { account, people } from './scripted-people.ts'
import { type Stage, tell } from './scripted-stories.ts'

export interface ScriptedReplicaOptions {
  readonly me: Person
  readonly stage: Stage
  /** The moment at which the story is looked at; it goes on from there. */
  readonly at: Instant
  readonly link?: Link | undefined
  /** How far the clock may be off, in ms. */
  readonly offsetErrorMs?: number | null | undefined
}

const CONFIRMED_AFTER_MS = 900

export function scriptedReplica({
  me,
  stage,
  at,
  link = 'LIVE',
  offsetErrorMs = 40,
}: ScriptedReplicaOptions): Replica {
  const offsetMs = epochOf(at) - Date.now()
  const now = () => instantAt(Date.now() + offsetMs)
  const log = tell(stage, at)
  const watchers = new Set<() => void>()
  const drafts = new Map<string, string>()
  let pending: readonly Pending[] = []
  let commands = 0

  const changed = () => {
    for (const watcher of watchers) watcher()
  }
  const predictedOf = ({ command, commandId, issuedAt }: Pending, before: readonly RecordedEvent[]) => {
    const ctx = contextFor(before, command, me, issuedAt, commandId)
    const decision = decide(evolveAll(null, before), command, ctx)
    if (!decision.ok) return []
    const counts: Record<Audience, number> = { SHARED: 0, INTERNAL: 0 }
    return decision.events.map(
      ({ audience, body }): RecordedEvent => ({
        id: eventIdFor(ctx, audience, counts[audience]++),
        roomId: ROOM_ID,
        accountId: account.id,
        audience,
        sharedSeq: null,
        seq: null,
        recordedAt: issuedAt,
        actor: actorOf(me),
        causedBy: commandId,
        hash: null,
        body,
      }),
    )
  }

  function roomView(limit: number): RoomView {
    const recorded = logFor(me, log.events())
    const predicted: Entry[] = []
    for (const one of pending) {
      if (one.state === 'REJECTED') continue
      const before = [...recorded, ...predicted.map((entry) => entry.event)]
      for (const event of predictedOf(one, before)) predicted.push({ event, state: one.state })
    }
    const confirmed = evolveAll(null, recorded)
    const shown = recorded.slice(-limit).map((event): Entry => ({ event, state: 'RECORDED' }))
    return {
      room: evolveAll(
        confirmed,
        predicted.map((entry) => entry.event),
      ),
      confirmed,
      entries: [...shown, ...predicted],
      olderCount: recorded.length - shown.length,
      pending: pending.map((one) => ({
        ...one,
        predicted: predicted
          .filter((entry) => entry.event.causedBy === one.commandId)
          .map(({ event }) => event.id),
      })),
    }
  }

  const presence = (): readonly RoomPresence[] => [
    {
      roomId: ROOM_ID,
      people: [
        { ...here(people.rani), activity: stage === 'working' ? 'MESSAGE' : 'READING' },
        { ...here(people.dimas), activity: 'READING' },
        { ...here(people.maeve), activity: 'READING' },
        { ...here(people.aisha), activity: 'UPDATE' },
      ],
    },
  ]

  function answer(question: Question): Views[keyof Views] {
    switch (question.view) {
      case 'room':
        return roomView(question.limit)
      case 'board': {
        const { room } = roomView(1)
        return { rows: room === null ? [] : [{ room, unsent: pending.length }] }
      }
      case 'pending':
        return pending
      case 'status':
        return {
          link,
          asOf: link === 'OFFLINE' ? at : now(),
          offsetMs,
          offsetErrorMs,
          nextTryAt: null,
          waiting: pending.filter((one) => one.state !== 'REJECTED').length,
          rejected: pending.filter((one) => one.state === 'REJECTED').length,
          volatile: false,
        }
      case 'directory':
        return { accounts: [account], people: Object.values(people) }
      case 'presence':
        return presence()
    }
  }

  function settle(commandId: CommandId): void {
    const one = pending.find((candidate) => candidate.commandId === commandId)
    if (one === undefined || link === 'OFFLINE') return
    const refused = isToBeRefused(one) ? REFUSAL : log.record(one.command, me, now(), commandId)
    pending =
      refused === null
        ? pending.filter((candidate) => candidate !== one)
        : pending.map((candidate) =>
            candidate === one ? { ...one, state: 'REJECTED', rejection: refused } : candidate,
          )
    changed()
  }

  const clocks = setInterval(() => {
    if (log.fire(now())) changed()
  }, 1000)

  return {
    me,
    submit: async (roomId, command, given) => {
      const commandId = given ?? toCommandId(`typed-${commands++}`)
      const { room, entries } = roomView(Number.MAX_SAFE_INTEGER)
      const ctx = contextFor(
        entries.map(({ event }) => event),
        command,
        me,
        now(),
        commandId,
      )
      const decision = decide(room, command, ctx)
      if (!decision.ok) return { outcome: 'REJECTED', rejection: decision.rejection }
      const one: Pending = {
        commandId,
        roomId,
        command,
        issuedAt: now(),
        state: 'WAITING',
        rejection: null,
        predicted: [],
      }
      pending = [...pending, one]
      changed()
      setTimeout(() => settle(commandId), CONFIRMED_AFTER_MS)
      return { outcome: 'SAVED', commandId }
    },
    discard: async (commandId) => {
      pending = pending.filter((one) => one.commandId !== commandId)
      changed()
      return true
    },
    watch: (question, listener) => {
      const tellListener = () => listener(answer(question) as Parameters<typeof listener>[0])
      watchers.add(tellListener)
      queueMicrotask(tellListener)
      return () => watchers.delete(tellListener)
    },
    saveDraft: async ({ roomId, mode, content }) => void drafts.set(`${roomId} ${mode}`, content),
    loadDraft: async (roomId, mode) => drafts.get(`${roomId} ${mode}`) ?? null,
    dropDraft: async (roomId, mode) => void drafts.delete(`${roomId} ${mode}`),
    announce: () => undefined,
    probe: () => undefined,
    close: async () => clearInterval(clocks),
  }
}

const here = ({ id, name, party }: Person) => ({ personId: id, name, party })

const REFUSAL: Rejection = { code: 'WRONG_PHASE', phase: 'RESOLVED' }

const isToBeRefused = ({ command }: Pending): boolean => 'text' in command && command.text.includes('/refuse')
