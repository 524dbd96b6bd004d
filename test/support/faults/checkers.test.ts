// Every checker on a history that is right, and on the same history with one thing planted in it. A checker that lets a
// planted bug pass would let a real one pass.

import { describe, expect, it } from 'vitest'
import type { IncidentEvent, RecordedEvent } from '../../../domain/incident/events.ts'
import { type Instant, MINUTE, plus } from '../../../domain/time.ts'
import { at } from '../given.ts'
import { agent, contact, representative } from '../people.ts'
import { ask, emptyLedger, type Ledger, ROOM } from '../ledger.ts'
import { takeIntake } from '../story.ts'
import { CHECKERS, checkAll } from './checkers.ts'
import type { Entry, FinalRead } from './history.ts'

interface Run {
  history: Entry[]
  end: FinalRead
}

/** A call, messages and a note, a call back in time; two devices hold it all, and a reader has looked. */
function goodRun(callsBackAt = 10): Run {
  const history: Entry[] = []
  let t = 0
  const note = (
    proc: string,
    op: Entry['op'],
    id: string,
    type: Entry['type'],
    facts?: Entry['facts'],
  ): void => void history.push({ t: ++t, proc, op, id, type, facts })
  let ledger: Ledger = emptyLedger()
  const receipts: string[] = []
  const does = (
    proc: string,
    who: typeof agent,
    command: Parameters<typeof ask>[1],
    minute: number,
  ): void => {
    const before = ledger.log.length
    const asked = ask(ledger, command, who, at(minute))
    expect(asked.decision.ok).toBe(true)
    const effects = asked.ledger.log.slice(before).map(({ body }) => body.type)
    ledger = asked.ledger
    const id = asked.ctx.commandId
    note(proc, 'command', id, 'invoke', { effects })
    if (proc.startsWith('device')) {
      note(proc, 'save', id, 'invoke')
      note(proc, 'save', id, 'ok')
    }
    note(proc, 'command', id, 'ok')
    receipts.push(`${who.id} ${id}`)
    note('reader', 'read', `read ${id}`, 'invoke', { room: ROOM })
    note('reader', 'read', `read ${id}`, 'ok', {
      room: ROOM,
      upTo: ledger.log.at(-1)?.sharedSeq ?? shared().length,
    })
  }
  const shared = (): readonly RecordedEvent[] =>
    ledger.log.filter(({ audience }) => audience === 'SHARED').map((event) => ({ ...event, seq: null }))
  does('calls', representative, takeIntake({ receivedAt: at(0) }), 0)
  does('device/contact#1', contact, { type: 'postMessage', text: 'nothing is sent', replyTo: null }, 1)
  does('device/agent#1', agent, { type: 'postNote', text: 'the queue stands', replyTo: null }, 2)
  does('device/contact#1', contact, { type: 'postMessage', text: 'since nine', replyTo: null }, 3)
  if (callsBackAt < 15)
    does(
      'calls',
      agent,
      { type: 'recordCallback', reached: 'Rani', occurredAt: at(callsBackAt), information: '' },
      callsBackAt,
    )
  const refused = 'refused-command'
  note('writer', 'command', refused, 'invoke', { effects: ['AgentAssigned'] })
  note('writer', 'command', refused, 'fail', { code: 'ALREADY_ASSIGNED' })
  const account = ledger.log[0]?.accountId ?? ''
  const holds = (proc: string, audience: string, events: readonly RecordedEvent[]): void => {
    for (const { id, seq, sharedSeq, hash } of events) {
      const position = audience === 'provider' ? seq : sharedSeq
      note(proc, 'see', id, 'ok', { room: ROOM, audience, position, seq, hash })
    }
    note(proc, 'outbox', proc, 'ok', { waiting: [], rejected: [] })
    note(proc, 'state', proc, 'ok', { audience, digest: `digest ${audience}` })
  }
  holds('device/agent#1', 'provider', ledger.log)
  holds('device/contact#1', account, shared())
  const digests = { provider: 'digest provider', [account]: `digest ${account}` }
  return {
    history,
    end: { now: at(14), provider: ledger.log, accounts: { [account]: shared() }, digests, receipts, due: [] },
  }
}

const said = ({ history, end }: Run): string => checkAll(history, end).join('\n')

/** The run with some of its lines changed. */
const withLines = (run: Run, change: (entry: Entry, index: number) => readonly Entry[]): Run => ({
  ...run,
  history: run.history.flatMap(change),
})
const withEnd = (run: Run, change: (end: FinalRead) => Partial<FinalRead>): Run => ({
  ...run,
  end: { ...run.end, ...change(run.end) },
})
const withFacts = (entry: Entry, facts: Entry['facts']): Entry => ({
  ...entry,
  facts: { ...entry.facts, ...facts },
})
const isSeen =
  (proc: string) =>
  (entry: Entry): boolean =>
    entry.op === 'see' && entry.proc.startsWith(proc)
const breach = (run: Run, due: Instant, recordedAt: Instant): RecordedEvent => {
  const [first] = run.end.provider
  if (first === undefined) throw new Error('a run has events')
  const body = { type: 'ClockBreached', clockId: 'CALLBACK:1', kind: 'CALLBACK', dueAt: due, step: 'BREACH' }
  const actor = { personId: null, party: 'SYSTEM', role: 'SYSTEM', name: 'Accord' }
  return {
    ...first,
    id: `breach ${recordedAt}`,
    seq: 99,
    sharedSeq: 99,
    causedBy: 'fire',
    actor,
    recordedAt,
    body,
  } as unknown as RecordedEvent
}
const also = (run: Run, ...events: readonly RecordedEvent[]): Run =>
  withEnd(run, ({ provider }) => ({ provider: [...provider, ...events] }))

it('a run in which nothing went wrong is called right', () => {
  expect(said(goodRun())).toBe('')
  const late = goodRun(99)
  const due = plus(at(0), 15 * MINUTE)
  expect(
    said(
      also(
        withEnd(late, () => ({ now: at(20) })),
        breach(late, due, at(15.01)),
      ),
    ),
  ).toBe('')
})

type Planted = readonly [what: string, checker: string, planted: () => Run, says: RegExp]

const lastMessage = (run: Run): RecordedEvent => {
  const found = run.end.provider.findLast(({ body }) => body.type === 'MessagePosted')
  if (found === undefined) throw new Error('a run has messages')
  return found
}

const PLANTED: readonly Planted[] = [
  [
    'an issue is resolved that nobody signed (more in check-resolutions.test.ts)',
    'resolutions',
    () => {
      const run = goodRun()
      return also(run, {
        ...lastMessage(run),
        id: 'x',
        body: { type: 'IssueResolved', proposalId: 'none' } as unknown as IncidentEvent,
      } as RecordedEvent)
    },
    /resolved with 0 signatures/,
  ],
  [
    'an acknowledged message is gone (a commit that was not on the disk)',
    'commands',
    () => {
      const run = goodRun()
      return withEnd(run, ({ provider }) => ({
        provider: provider.filter((event) => event !== lastMessage(run)),
      }))
    },
    /lost: .* was acknowledged/,
  ],
  [
    'a message stands there twice (a receipt kept for an hour)',
    'commands',
    () => {
      const run = goodRun()
      return also(run, { ...lastMessage(run), id: 'another' } as RecordedEvent)
    },
    /duplicated: said twice: since nine/,
  ],
  [
    'one of the two events of a command is missing (two transactions)',
    'commands',
    () => {
      const run = goodRun()
      return withEnd(run, ({ provider }) => ({
        provider: provider.filter(({ body }) => body.type !== 'IntakeTaken'),
      }))
    },
    /torn: .* led to IssueReported/,
  ],
  [
    'events without a receipt (a receipt in a second transaction)',
    'commands',
    () => withEnd(goodRun(), ({ receipts }) => ({ receipts: receipts.slice(1) })),
    /has no receipt/,
  ],
  [
    'a refused command has an effect all the same',
    'commands',
    () => {
      const run = goodRun()
      return also(run, {
        ...lastMessage(run),
        id: 'x',
        causedBy: 'refused-command',
        body: { type: 'AgentAssigned' } as unknown as IncidentEvent,
      } as RecordedEvent)
    },
    /refused and done: refused-command/,
  ],
  [
    'an event that nobody asked for',
    'commands',
    () => {
      const run = goodRun()
      return also(run, {
        ...lastMessage(run),
        id: 'x',
        causedBy: 'nobody',
        body: { type: 'NotePosted', text: 'x', replyTo: null },
      } as RecordedEvent)
    },
    /unexpected: NotePosted by nobody/,
  ],
  [
    'a command that is never answered',
    'commands',
    () => withLines(goodRun(), (entry) => (entry.op === 'command' && entry.type === 'fail' ? [] : [entry])),
    /limbo: refused-command/,
  ],
  [
    'an event is skipped (catch-up before subscribe, a bigserial cursor)',
    'feeds',
    () => {
      let count = 0
      return withLines(goodRun(), (entry) => (isSeen('device/agent')(entry) && ++count === 2 ? [] : [entry]))
    },
    /skipped from 1 to 3/,
  ],
  [
    'events are lost after a kill (the cursor saved before the apply)',
    'feeds',
    () =>
      withLines(goodRun(), (entry) =>
        isSeen('device/contact')(entry) && Number(entry.facts?.['position']) < 3 ? [] : [entry],
      ),
    /skipped from 0 to 3/,
  ],
  [
    'an event is taken over twice',
    'feeds',
    () => withLines(goodRun(), (entry) => (isSeen('device/contact')(entry) ? [entry, entry] : [entry])),
    /again after/,
  ],
  [
    'two devices hold different events at one position',
    'feeds',
    () =>
      withLines(goodRun(), (entry) =>
        isSeen('device/agent')(entry) ? [withFacts(entry, { hash: 'another' })] : [entry],
      ),
    /another event at 1/,
  ],
  [
    'a customer is given positions of the whole room',
    'feeds',
    () =>
      withLines(goodRun(), (entry) =>
        isSeen('device/contact')(entry) ? [withFacts(entry, { seq: 7 })] : [entry],
      ),
    /was given a position of the whole room/,
  ],
  [
    'a customer sees a gap where a note stands (null instead of dropping)',
    'feeds',
    () =>
      withLines(goodRun(), (entry) =>
        isSeen('device/contact')(entry) && Number(entry.facts?.['position']) >= 3
          ? [withFacts(entry, { position: Number(entry.facts?.['position']) + 1 })]
          : [entry],
      ),
    /skipped from 2 to 4|skipped from 3 to 5|another event/,
  ],
  [
    'a saved command is neither recorded nor kept',
    'outboxes',
    () =>
      withLines(goodRun(), (entry) =>
        entry.op === 'outbox' ? [{ ...entry, op: 'save', id: 'forgotten', type: 'ok' }, entry] : [entry],
      ),
    /forgotten was saved and has 0 ends/,
  ],
  [
    'a command is confirmed and refused',
    'outboxes',
    () => {
      const run = goodRun()
      return withLines(run, (entry) =>
        entry.op === 'outbox' && entry.proc.startsWith('device/contact')
          ? [withFacts(entry, { rejected: [lastMessage(run).causedBy] })]
          : [entry],
      )
    },
    /was saved and has 2 ends/,
  ],
  [
    'a refused command blocks those behind it',
    'outboxes',
    () =>
      withLines(goodRun(), (entry) =>
        entry.op === 'outbox' ? [withFacts(entry, { waiting: ['behind'] })] : [entry],
      ),
    /behind is still on its way/,
  ],
  [
    'a clock that is broken although the call came in time',
    'deadlines',
    () => {
      const run = goodRun()
      return also(run, breach(run, plus(at(0), 15 * MINUTE), at(15)))
    },
    /: broken, due/,
  ],
  [
    'a clock that never breaks (a timer in memory)',
    'deadlines',
    () => withEnd(goodRun(99), () => ({ now: at(20) })),
    /not broken, due/,
  ],
  [
    'a clock that breaks early (a client clock)',
    'deadlines',
    () => {
      const run = goodRun(99)
      return also(
        withEnd(run, () => ({ now: at(20) })),
        breach(run, plus(at(0), 15 * MINUTE), at(14)),
      )
    },
    /broken before it was due/,
  ],
  [
    'a clock that breaks twice (no unique key)',
    'deadlines',
    () => {
      const run = goodRun(99)
      const due = plus(at(0), 15 * MINUTE)
      return also(
        withEnd(run, () => ({ now: at(20) })),
        breach(run, due, at(15)),
        breach(run, due, at(15.1)),
      )
    },
    /fired twice: CALLBACK:1 BREACH/,
  ],
  [
    'a promise of another length than 15 minutes',
    'deadlines',
    () => {
      const run = goodRun(99)
      return also(
        withEnd(run, () => ({ now: at(20) })),
        breach(run, plus(at(0), 14 * MINUTE), at(15)),
      )
    },
    /not 15 minutes after the call/,
  ],
  [
    'a step that is due and lies there',
    'deadlines',
    () => withEnd(goodRun(), () => ({ due: ['room-1 CALLBACK:1 WARN_5'] })),
    /never fired: room-1/,
  ],
  [
    'a copy that differs in silence',
    'digests',
    () =>
      withLines(goodRun(), (entry) =>
        entry.op === 'state' ? [withFacts(entry, { digest: 'another' })] : [entry],
      ),
    /holds another/,
  ],
  [
    'a read that does not show what was acknowledged before',
    'reads',
    () =>
      withLines(goodRun(), (entry) =>
        entry.op === 'read' && entry.type === 'ok' ? [withFacts(entry, { upTo: 1 })] : [entry],
      ),
    /read room-1 up to 1, though/,
  ],
  [
    'a reader who goes back',
    'reads',
    () =>
      withLines(goodRun(), (entry, index) =>
        entry.op === 'read' && entry.type === 'ok' && index < 6 ? [withFacts(entry, { upTo: 99 })] : [entry],
      ),
    /though 99 was known/,
  ],
]

describe('[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I13] [I20] a planted bug is caught:', () => {
  it.each(PLANTED)('%s', (_what, checker, planted, says) => {
    const { history, end } = planted()
    expect(CHECKERS[checker]?.(history, end).join('\n')).toMatch(says)
  })

  it('every checker has something planted for it', () => {
    expect(new Set(PLANTED.map(([, checker]) => checker))).toEqual(new Set(Object.keys(CHECKERS)))
  })
})
