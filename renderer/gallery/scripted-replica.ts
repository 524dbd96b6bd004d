// A replica in memory that plays a scripted story and goes on by the real rules, so that a screen can be seen before,
// and without, any server. What is handed in shows at once, is confirmed a moment later, waits while offline, and is
// refused when its text says "/refuse": every state of an entry can be looked at.

import { decide } from '../../domain/incident/decide.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { type CommandId, type RoomId, toCommandId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Rejection } from '../../domain/result.ts'
import { epochOf, type Instant, instantAt } from '../../domain/time.ts'
import type {
  Link,
  Pending,
  Question,
  Reading,
  Readings,
  Replica,
  Status,
  Submitted,
  Views,
} from '../../replica/api.ts'
import { contextFor, type ScriptedLog } from './scripted-log.ts'
import { account, people } from './scripted-people.ts'
import { type Stage, tell } from './scripted-stories.ts'
import { scriptedPresence, scriptedReading, scriptedView } from './scripted-view.ts'

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

/** What the replica holds; `pending` is replaced, never changed. */
interface Script extends ScriptedReplicaOptions {
  readonly link: Link
  readonly log: ScriptedLog
  readonly now: () => Instant
  readonly changed: () => void
  pending: readonly Pending[]
}

export function scriptedReplica(options: ScriptedReplicaOptions): Replica {
  const { me, stage, at, link = 'LIVE' } = options
  const offsetMs = epochOf(at) - Date.now()
  const watchers = new Set<() => void>()
  const drafts = new Map<string, string>()
  let commands = 0
  const script: Script = {
    ...options,
    link,
    log: tell(stage, at),
    now: () => instantAt(Date.now() + offsetMs),
    changed: () => {
      for (const watcher of watchers) watcher()
    },
    pending: [],
  }
  const clocks = setInterval(() => {
    if (script.log.fire(script.now())) script.changed()
  }, 1000)
  return {
    me,
    submit: async (roomId, command, given) =>
      submit(script, roomId, command, given ?? toCommandId(`typed-${commands++}`)),
    discard: async (commandId) => {
      script.pending = script.pending.filter((one) => one.commandId !== commandId)
      script.changed()
      return true
    },
    watch: (question, listener) => {
      const tellListener = () =>
        listener(answer(script, question, offsetMs) as Parameters<typeof listener>[0])
      watchers.add(tellListener)
      queueMicrotask(tellListener)
      return () => watchers.delete(tellListener)
    },
    // What is read is named by the reading.
    read: async <R extends keyof Readings>(reading: Extract<Reading, { read: R }>) =>
      scriptedReading(script.log, me, reading) as Readings[R],
    enrol: async () => null,
    saveDraft: async ({ roomId, mode, content }) => void drafts.set(`${roomId} ${mode}`, content),
    loadDraft: async (roomId, mode) => drafts.get(`${roomId} ${mode}`) ?? null,
    dropDraft: async (roomId, mode) => void drafts.delete(`${roomId} ${mode}`),
    announce: () => undefined,
    probe: () => undefined,
    close: async () => clearInterval(clocks),
  }
}

function submit(script: Script, roomId: RoomId, command: PersonCommand, commandId: CommandId): Submitted {
  const { me, log, now } = script
  const { room, entries } = scriptedView(log, me, script.pending, Number.MAX_SAFE_INTEGER)
  const before = entries.map(({ event }) => event)
  const decision = decide(room, command, contextFor(before, command, me, now(), commandId))
  if (!decision.ok) return { outcome: 'REJECTED', rejection: decision.rejection }
  const issued = { commandId, roomId, command, issuedAt: now(), rejection: null, predicted: [] }
  script.pending = [...script.pending, { ...issued, state: 'WAITING' }]
  script.changed()
  setTimeout(() => settle(script, commandId), CONFIRMED_AFTER_MS)
  return { outcome: 'SAVED', commandId }
}

function settle(script: Script, commandId: CommandId): void {
  const one = script.pending.find((candidate) => candidate.commandId === commandId)
  if (one === undefined || script.link === 'OFFLINE') return
  const refused = isToBeRefused(one)
    ? REFUSAL
    : script.log.record(one.command, script.me, script.now(), commandId)
  script.pending =
    refused === null
      ? script.pending.filter((candidate) => candidate !== one)
      : script.pending.map((candidate) =>
          candidate === one ? { ...one, state: 'REJECTED', rejection: refused } : candidate,
        )
  script.changed()
}

function answer(script: Script, question: Question, offsetMs: number): Views[keyof Views] {
  switch (question.view) {
    case 'room':
      return scriptedView(script.log, script.me, script.pending, question.limit)
    case 'board': {
      const { room } = scriptedView(script.log, script.me, script.pending, 1)
      return { rows: room === null ? [] : [{ room, unsent: script.pending.length }] }
    }
    case 'pending':
      return script.pending
    case 'status':
      return statusOf(script, offsetMs)
    case 'directory':
      return { accounts: [account], people: Object.values(people) }
    case 'presence':
      return scriptedPresence(script.stage)
  }
}

const statusOf = ({ link, at, now, pending, offsetErrorMs = 40 }: Script, offsetMs: number): Status => ({
  link,
  asOf: link === 'OFFLINE' ? at : now(),
  offsetMs,
  offsetErrorMs,
  nextTryAt: null,
  waiting: pending.filter((one) => one.state !== 'REJECTED').length,
  rejected: pending.filter((one) => one.state === 'REJECTED').length,
  volatile: false,
})

const REFUSAL: Rejection = { code: 'WRONG_PHASE', phase: 'RESOLVED' }

const isToBeRefused = ({ command }: Pending): boolean => 'text' in command && command.text.includes('/refuse')
