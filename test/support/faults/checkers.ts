// The checkers: pure functions from a history and a final read to sentences about what is wrong; none means none. Each
// is proved on histories in which something was planted (checkers.test.ts), since a checker that was never seen failing
// proves nothing.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { MINUTE, plus } from '../../../domain/time.ts'
import type { Entry, FinalRead } from './history.ts'

export type Checker = (history: readonly Entry[], end: FinalRead) => readonly string[]

const CALLBACK_MINUTES = 15

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

interface Asked {
  readonly proc: string
  readonly effects: readonly string[]
  outcome: 'ok' | 'fail' | 'unknown'
}

function commandsIn(history: readonly Entry[]): ReadonlyMap<string, Asked> {
  const commands = new Map<string, Asked>()
  for (const { op, id, type, proc, facts } of history) {
    if (op !== 'command') continue
    const known = commands.get(id)
    if (known === undefined && type === 'invoke')
      commands.set(id, { proc, effects: listOf(facts?.['effects']), outcome: 'unknown' })
    else if (known !== undefined && (type === 'ok' || type === 'fail')) known.outcome = type
  }
  return commands
}

const byCommand = (events: readonly RecordedEvent[]): ReadonlyMap<string, readonly RecordedEvent[]> =>
  Map.groupBy(events, ({ causedBy }) => String(causedBy))

/**
 * [I1] [I3] [I5] Set-full: what was acknowledged is there once and whole, what was refused has no effect, what nobody
 * asked for is not there, and at the end nobody is left without an answer.
 */
export const checkCommands: Checker = (history, end) => {
  const wrong: string[] = []
  const commands = commandsIn(history)
  const effects = byCommand(end.provider)
  for (const [id, { proc, effects: expected, outcome }] of commands) {
    // Which of two signatures is the second one, nobody can know before: checkResolutions judges what follows from it.
    const found = (effects.get(id) ?? [])
      .map(({ body }) => body.type)
      .filter((type) => type !== 'IssueResolved')
    const isWhole = found.join() === expected.join()
    if (outcome === 'ok' && found.length === 0) wrong.push(`lost: ${id} of ${proc} was acknowledged`)
    else if (found.length > 0 && !isWhole) wrong.push(`torn: ${id} of ${proc} led to ${found.join()}`)
    if (outcome === 'fail' && found.length > 0) wrong.push(`refused and done: ${id} of ${proc}`)
    if (outcome === 'unknown') wrong.push(`limbo: ${id} of ${proc} was never answered`)
  }
  const baseline = new Set(
    history.flatMap(({ op, facts }) => (op === 'baseline' ? listOf(facts?.['ids']) : [])),
  )
  const receipts = new Set(end.receipts)
  const texts = new Set<string>()
  const ids = new Set<string>()
  for (const { id, causedBy, actor, body } of end.provider) {
    if (ids.has(id)) wrong.push(`duplicated: event ${id}`)
    ids.add(id)
    if (actor.party === 'SYSTEM' || baseline.has(id)) continue
    if (!commands.has(causedBy)) wrong.push(`unexpected: ${body.type} by ${causedBy}, which nobody asked for`)
    if (!receipts.has(`${actor.personId} ${causedBy}`)) wrong.push(`torn: ${causedBy} has no receipt`)
    if (body.type !== 'MessagePosted') continue
    if (texts.has(body.text)) wrong.push(`duplicated: said twice: ${body.text}`)
    texts.add(body.text)
  }
  return wrong
}

/**
 * [I6] [I7] [I20] As Jepsen checks a log: in each room and audience all who hold a position hold the same event there,
 * and each holds positions from 1 on without a gap, a repeat or a step back. A customer is given no position of the
 * whole room.
 */
export const checkFeeds: Checker = (history, end) => {
  const wrong: string[] = []
  const truth = new Map<string, string>()
  const learn = (audience: string, event: RecordedEvent, position: number | null): void =>
    void truth.set(`${audience} ${event.roomId} ${position}`, `${event.id} ${event.hash}`)
  for (const event of end.provider) learn('provider', event, event.seq)
  for (const [account, events] of Object.entries(end.accounts))
    for (const event of events) learn(account, event, event.sharedSeq)
  const last = new Map<string, number>()
  for (const { op, proc, id, facts } of history) {
    if (op !== 'see') continue
    const [audience, room, position] = [
      textOf(facts?.['audience']),
      textOf(facts?.['room']),
      Number(facts?.['position']),
    ]
    const before = last.get(`${proc} ${room}`) ?? 0
    if (position <= before) wrong.push(`${proc}: position ${position} of ${room} again after ${before}`)
    else if (position > before + 1) wrong.push(`${proc}: skipped from ${before} to ${position} of ${room}`)
    last.set(`${proc} ${room}`, position)
    const there = truth.get(`${audience} ${room} ${position}`)
    if (there !== `${id} ${textOf(facts?.['hash'])}`)
      wrong.push(`${proc}: another event at ${position} of ${room}: ${id}, not ${there}`)
    if (audience !== 'provider' && facts?.['seq'] !== null)
      wrong.push(`${proc}: was given a position of the whole room with ${id}`)
  }
  return wrong
}

/** [I2] [I4] Of what a device called saved, each is recorded, or refused and kept, and nothing is left on its way. */
export const checkOutboxes: Checker = (history, end) => {
  const wrong: string[] = []
  const effects = byCommand(end.provider)
  const devices = Map.groupBy(
    history.filter(({ op }) => op === 'save' || op === 'outbox'),
    ({ proc }) => proc.split('#')[0] ?? proc,
  )
  for (const [device, entries] of devices) {
    const outbox = entries.findLast(({ op }) => op === 'outbox')
    const waiting = new Set(listOf(outbox?.facts?.['waiting']))
    const rejected = new Set(listOf(outbox?.facts?.['rejected']))
    for (const id of waiting) wrong.push(`${device}: ${id} is still on its way`)
    for (const { op, id, type } of entries) {
      if (op !== 'save' || type !== 'ok') continue
      const ends = [effects.has(id), rejected.has(id), waiting.has(id)].filter(Boolean).length
      if (ends !== 1) wrong.push(`${device}: ${id} was saved and has ${ends} ends`)
    }
  }
  return wrong
}

/** [I13] Each step once; a callback's clock is broken exactly when no call was entered in time, never early. */
export const checkDeadlines: Checker = (_history, end) => {
  const wrong = end.due.map((step) => `never fired: ${step}`)
  for (const [room, events] of Map.groupBy(end.provider, ({ roomId }) => roomId)) {
    const fired = new Set<string>()
    for (const { body, recordedAt } of events) {
      const step =
        body.type === 'ClockBreached'
          ? `${body.clockId} BREACH`
          : body.type === 'ClockWarned'
            ? `${body.clockId} ${body.step}`
            : null
      if (step !== null && fired.has(step)) wrong.push(`${room}: fired twice: ${step}`)
      if (step !== null) fired.add(step)
      if (body.type === 'ClockBreached' && recordedAt < body.dueAt)
        wrong.push(`${room}: broken before it was due: ${step}`)
    }
    const intake = events.find(({ body }) => body.type === 'IntakeTaken')?.body
    if (intake?.type !== 'IntakeTaken') continue
    const due = plus(intake.receivedAt, CALLBACK_MINUTES * MINUTE)
    const calls = events.filter(({ body }) => body.type === 'CallbackMade')
    const ended = events.find(({ body }) => body.type === 'Reclassified')
    if (calls.length > 1) wrong.push(`${room}: called back twice`)
    const until = calls[0]?.recordedAt ?? ended?.recordedAt ?? end.now
    const breach = events.find(({ body }) => body.type === 'ClockBreached' && body.kind === 'CALLBACK')?.body
    if ((breach !== undefined) !== until >= due)
      wrong.push(`${room}: ${breach ? 'broken' : 'not broken'}, due ${due}, until ${until}`)
    if (breach?.type === 'ClockBreached' && breach.dueAt !== due)
      wrong.push(`${room}: due at ${breach.dueAt}, not 15 minutes after the call (${due})`)
  }
  return wrong
}

/** [I16] Resolved exactly when one signature of each party, by two people, covers the open proposal; right after it. */
export const checkResolutions: Checker = (_history, end) => {
  const wrong: string[] = []
  for (const [room, events] of Map.groupBy(end.provider, ({ roomId }) => roomId)) {
    let open: { readonly id: string; readonly digest: string } | null = null
    let signed: readonly { readonly party: string; readonly personId: string }[] = []
    for (const { id, actor, audience, body } of events) {
      if (audience !== 'SHARED') continue
      if (signed.length === 2 && body.type !== 'IssueResolved') {
        wrong.push(`${room}: signed by both and not resolved: ${open?.id}`)
        signed = []
      }
      if (body.type === 'ResolutionProposed') [open, signed] = [{ id, digest: body.digest }, []]
      else if (body.type === 'ResolutionSigned') {
        if (body.proposalId !== open?.id || body.digest !== open.digest)
          wrong.push(`${room}: a signature under another proposal: ${id}`)
        if (signed.some(({ party, personId }) => party === actor.party || personId === actor.personId))
          wrong.push(`${room}: one party signed twice: ${id}`)
        signed = [...signed, { party: actor.party, personId: String(actor.personId) }]
      } else if (body.type === 'IssueResolved') {
        if (signed.length !== 2 || body.proposalId !== open?.id)
          wrong.push(`${room}: resolved with ${signed.length} signatures: ${id}`)
        ;[open, signed] = [null, []]
      } else if (body.type === 'ResolutionRejected') [open, signed] = [null, []]
    }
    if (signed.length === 2) wrong.push(`${room}: signed by both and not resolved: ${open?.id}`)
  }
  return wrong
}

/** [I8] Whoever has come to rest holds what the server gives that audience, by its digest. */
export const checkDigests: Checker = (history, end) =>
  history.flatMap(({ op, proc, facts }) => {
    const audience = textOf(facts?.['audience'])
    return op !== 'state' || facts?.['digest'] === end.digests[audience]
      ? []
      : [`${proc}: holds ${textOf(facts?.['digest'])}, not what ${audience} is given`]
  })

/** [I9] After an answer every later read shows what it acknowledged, and no reader goes back. */
export const checkReads: Checker = (history, end) => {
  const wrong: string[] = []
  const effects = byCommand(end.provider)
  /** How far each room had come at the latest answer so far, in shared positions. */
  const acknowledged = new Map<string, number>()
  const asked = new Map<string, number>()
  const seen = new Map<string, number>()
  for (const { op, id, type, proc, facts } of history) {
    if (op === 'command' && type === 'ok')
      for (const { roomId, sharedSeq } of effects.get(id) ?? [])
        acknowledged.set(roomId, Math.max(acknowledged.get(roomId) ?? 0, sharedSeq ?? 0))
    if (op !== 'read') continue
    const room = textOf(facts?.['room'])
    if (type === 'invoke')
      asked.set(id, Math.max(acknowledged.get(room) ?? 0, seen.get(`${proc} ${room}`) ?? 0))
    if (type !== 'ok') continue
    const [upTo, atLeast] = [Number(facts?.['upTo']), asked.get(id) ?? 0]
    if (upTo < atLeast) wrong.push(`${proc}: read ${room} up to ${upTo}, though ${atLeast} was known`)
    seen.set(`${proc} ${room}`, Math.max(upTo, seen.get(`${proc} ${room}`) ?? 0))
  }
  return wrong
}

export const CHECKERS: Readonly<Record<string, Checker>> = {
  commands: checkCommands,
  feeds: checkFeeds,
  outboxes: checkOutboxes,
  deadlines: checkDeadlines,
  resolutions: checkResolutions,
  digests: checkDigests,
  reads: checkReads,
}

/** What every checker says, each sentence with its checker's name. */
export const checkAll: Checker = (history, end) =>
  Object.entries(CHECKERS).flatMap(([name, check]) => check(history, end).map((each) => `${name}: ${each}`))
