// The checkers of a run with several nodes: what one node suffers must not be felt on the others. Pure functions, as
// those of every run (checkers.ts); what a node could not do while it was killed, paused or cut off itself is no fault of
// it, so that every limit below is extended by that.

import { epochOf } from '../../../domain/time.ts'
import { type Checker, CHECKERS } from './checkers.ts'
import type { Entry, FinalRead } from './history.ts'

/** A node that stands still loses its turn after two seconds; the rest is what a busy machine takes. */
const HELD_UP_MAX_MS = 3_500
/**
 * While a node starts, its program keeps everybody waiting on a machine with few processors: everything may take as much
 * longer then as the start took, and no more.
 */
const STARTS = 'STARTING'
/** A look at what moved, each second, stands behind every notification. */
const HEARD_WITHIN_MS = 3_000
const CLOSED_WITHIN_MS = 5_500
const FORGOTTEN_WITHIN_MS = 32_000
/** Lines that heal wait for the next try to send; nodes that wake, and a database that starts, let everybody come back. */
const GRACE_MS: Readonly<Record<string, number>> = { DATABASE: 8_000, CLIENTS: 5_000 }
const USUAL_GRACE_MS = 4_000

/** Something that keeps somebody from working. `who`: `node/0`, `database`, `machine`, or `watch/0`, whose socket is closed. */
interface Trouble {
  readonly who: string
  readonly what: string
  readonly from: number
  /** Until nothing of it is felt any more. */
  readonly to: number
  /** When it was over itself. */
  readonly over: number
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const nodeOf = (proc: string): string => `node/${proc.split('/')[1]}`

function troublesIn(history: readonly Entry[]): readonly Trouble[] {
  const open = new Map<string, Trouble>()
  const troubles: Trouble[] = []
  const begin = (who: string, what: string, from: number): void => {
    const never = Number.POSITIVE_INFINITY
    if (!open.has(who)) open.set(who, { who, what, from, to: never, over: never })
  }
  const end = (who: string, over: number, graceMs = 0): void => {
    const trouble = open.get(who)
    if (trouble !== undefined) troubles.push({ ...trouble, over, to: over + graceMs })
    open.delete(who)
  }
  for (const { t, op, id, type, proc, facts } of history) {
    const what = textOf(facts?.['what'])
    if (op === 'fault' && type === 'invoke') begin(id, what, t)
    if (op === 'fault' && type === 'ok') end(id, t, GRACE_MS[what] ?? USUAL_GRACE_MS)
    if (op === 'fault' && id === 'machine')
      troubles.push({ who: id, what: 'LATE', from: t - Number(facts?.['lateMs']), to: t, over: t })
    if (op === 'watch' && type === 'fail') begin(proc, 'CLOSED', t)
    if (op === 'watch' && type === 'invoke') end(proc, t)
  }
  return [...troubles, ...open.values()].toSorted((a, b) => a.from - b.from)
}

/** Until when something may take on a node that began at `from`, given what kept the node from it meanwhile. */
function limitOf(
  troubles: readonly Trouble[],
  whose: readonly string[],
  from: number,
  within: number,
): number {
  let limit = from + within
  for (const trouble of troubles) {
    const { who, from: begins, to } = trouble
    if (begins >= limit || to <= from) continue
    if (who === 'database' || whose.includes(who)) limit = Math.max(limit, to + within)
    else if (isSlow(trouble)) limit += Math.max(0, trouble.over - Math.max(from, begins))
  }
  return limit
}

/** The machine let nobody go on, or had a program to start. */
const isSlow = ({ who, what }: Trouble): boolean => who === 'machine' || what === STARTS

/** How long it really was, without the moments in which the machine let nobody go on, or was busy with a start. */
function lasted(troubles: readonly Trouble[], from: number, to: number): number {
  let [counted, reached] = [0, from]
  for (const slow of troubles.filter(isSlow)) {
    const [begins, ends] = [Math.max(reached, Math.min(slow.from, to)), Math.min(slow.over, to)]
    if (ends <= begins) continue
    counted += begins - reached
    reached = ends
  }
  return counted + to - reached
}

const seconds = (ms: number): string =>
  ms === Number.POSITIVE_INFINITY ? 'never' : `${(ms / 1_000).toFixed(1)} s`

/** How long a command took on a node that nothing was wrong with. */
interface Stall {
  readonly ms: number
  readonly node: string
  /** What was going on elsewhere. */
  readonly during: string
}

/** The longest wait for an answer on a node that suffered nothing itself; null when nobody asked. */
export const longestStall = (history: readonly Entry[]): Stall | null =>
  stallsIn(history).toSorted((a, b) => b.ms - a.ms)[0] ?? null

function stallsIn(history: readonly Entry[]): readonly Stall[] {
  const troubles = troublesIn(history)
  const asked = new Map<string, number>()
  return history.flatMap(({ t, op, id, type, proc }) => {
    if (op !== 'command' || !proc.startsWith('pulse/')) return []
    if (type === 'invoke') asked.set(id, t)
    const from = asked.get(id)
    if (from === undefined || (type !== 'ok' && type !== 'fail')) return []
    const node = nodeOf(proc)
    const met = troubles.filter((trouble) => trouble.from < t && trouble.to > from)
    if (met.some(({ who }) => who === node || who === 'database')) return []
    const during = met.filter(({ who }) => who.startsWith('node/')).map(({ who, what }) => `${who} ${what}`)
    return [{ ms: lasted(troubles, from, t), node, during: during.join(', ') || 'nothing' }]
  })
}

/** Nobody waits long for a node that is paused, cut off or gone. */
export const checkStalls: Checker = (history) =>
  stallsIn(history).flatMap(({ ms, node, during }) =>
    ms > HELD_UP_MAX_MS ? [`${node}: a command took ${seconds(ms)} during ${during}`] : [],
  )

/** [I7] What is acknowledged is given to the readers of every node at once, and no page leaves anything out. */
export const checkWatches: Checker = (history, end) => {
  const wrong: string[] = []
  const troubles = troublesIn(history)
  const last = history.at(-1)?.t ?? 0
  const watches = [...new Set(history.flatMap(({ op, proc }) => (op === 'watch' ? [proc] : [])))]
  const heard = new Map<string, number>()
  for (const { t, op, id, type, proc } of history) {
    if (op !== 'watch') continue
    if (type === 'ok') heard.set(`${proc} ${id}`, t)
    if (type === 'info') wrong.push(`${proc}: was given a page that does not follow`)
  }
  const acknowledged = new Map<string, number>()
  for (const { t, op, id, type } of history)
    if (op === 'command' && type === 'ok' && !acknowledged.has(id)) acknowledged.set(id, t)
  for (const { id, causedBy } of end.provider) {
    const at = acknowledged.get(causedBy)
    if (at === undefined) continue
    for (const watch of watches) {
      const limit = limitOf(troubles, [watch, nodeOf(watch)], at, HEARD_WITHIN_MS)
      const when = heard.get(`${watch} ${id}`) ?? Number.POSITIVE_INFINITY
      if (when > limit && last > limit)
        wrong.push(`${watch}: ${id} was heard of late after its answer: ${seconds(when - at)}`)
    }
  }
  return wrong
}

/** [I13] While any node can work, a clock breaks at most a moment after it is due, by the server's time. */
export const checkPunctual: Checker = (history, end) => {
  const troubles = troublesIn(history)
  const baseline = new Set(
    history.flatMap(({ op, facts }) => (op === 'baseline' ? (facts?.['ids'] as readonly string[]) : [])),
  )
  const steps = [
    { t: Number.NEGATIVE_INFINITY, offsetMs: 0 },
    ...history.flatMap(({ t, op, id, facts }) =>
      op === 'fault' && id === 'clock' ? [{ t, offsetMs: Number(facts?.['offsetMs']) }] : [],
    ),
  ]
  const nodes = new Set(history.flatMap(({ op, proc }) => (op === 'watch' ? [nodeOf(proc)] : [])))
  const mayWork = (from: number, to: number): boolean =>
    !troubles.some(({ who, ...each }) => who === 'database' && each.from < to && each.to > from) &&
    [...nodes].some((node) =>
      troubles.every(({ who, ...each }) => who !== node || each.from >= to || each.to <= from),
    )
  return end.provider.flatMap(({ id, roomId, body, recordedAt }) => {
    if (body.type !== 'ClockBreached' || baseline.has(id)) return []
    const due = trueTimeOf(steps, epochOf(body.dueAt), true)
    const fired = trueTimeOf(steps, epochOf(recordedAt), false)
    const late = lasted(troubles, due, fired)
    return late > HELD_UP_MAX_MS && mayWork(due, fired)
      ? [`${roomId}: ${body.clockId} broke ${seconds(late)} late`]
      : []
  })
}

/** When the server's time, which is set forward in steps, first was this (`isFirst`), or when it was this at last. */
function trueTimeOf(
  steps: readonly { readonly t: number; readonly offsetMs: number }[],
  serverTime: number,
  isFirst: boolean,
): number {
  const times = steps.map(({ t, offsetMs }, index) => ({
    from: t,
    at: Math.max(t, serverTime - offsetMs),
    to: steps[index + 1]?.t ?? Number.POSITIVE_INFINITY,
  }))
  const found = isFirst
    ? times.find(({ at, to }) => at <= to)
    : times.findLast(({ at, from, to }) => at >= from && at <= to)
  return found?.at ?? serverTime
}

/** [I22] When a session has ended on one node, its sockets are closed on all. */
export const checkSessions: Checker = (history) => {
  const wrong: string[] = []
  const troubles = troublesIn(history)
  const last = history.at(-1)?.t ?? 0
  const open = new Map<string, { readonly session: string; readonly node: string }>()
  const ended = new Map<string, number>()
  const closed = new Map<string, number>()
  for (const { t, op, id, type, facts } of history) {
    if (op !== 'session') continue
    const node = textOf(facts?.['node'])
    if (type === 'info') open.set(`${id} ${node}`, { session: id, node })
    if (type === 'invoke') ended.set(id, t)
    if (type === 'ok') closed.set(`${id} ${node}`, t)
  }
  for (const [socket, { session, node }] of open) {
    const at = ended.get(session)
    if (at === undefined) continue
    const limit = limitOf(troubles, [node], at, CLOSED_WITHIN_MS)
    const when = closed.get(socket) ?? Number.POSITIVE_INFINITY
    if (when > limit && last > limit)
      wrong.push(
        `${node}: a socket was closed late after its session had ended elsewhere: ${seconds(when - at)}`,
      )
  }
  return wrong
}

/** Whoever was in a room on a node that was killed is forgotten by the others. */
export const checkPresence: Checker = (history) => {
  const wrong: string[] = []
  const troubles = troublesIn(history)
  const last = history.at(-1)?.t ?? 0
  for (const { t, op, id, type, facts } of history) {
    if (op !== 'presence' || type !== 'invoke') continue
    const node = textOf(facts?.['seenOn'])
    const gone = history.find(
      (entry) =>
        entry.op === 'presence' &&
        entry.type === 'ok' &&
        entry.id === id &&
        entry.t > t &&
        entry.facts?.['node'] === node,
    )
    const limit = limitOf(troubles, [node], t, FORGOTTEN_WITHIN_MS)
    const when = gone?.t ?? Number.POSITIVE_INFINITY
    if (when > limit && last > limit)
      wrong.push(`${node}: ${id} is still seen ${seconds(last - t)} after that node was killed`)
  }
  return wrong
}

const NODE_CHECKERS: Readonly<Record<string, Checker>> = {
  ...CHECKERS,
  stalls: checkStalls,
  watches: checkWatches,
  punctual: checkPunctual,
  sessions: checkSessions,
  presence: checkPresence,
}

/** What every checker says about a run with several nodes, each sentence with its checker's name. */
export const checkNodes: Checker = (history: readonly Entry[], end: FinalRead) =>
  Object.entries(NODE_CHECKERS).flatMap(([name, check]) =>
    check(history, end).map((each) => `${name}: ${each}`),
  )
