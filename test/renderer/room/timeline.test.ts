// The rows of a timeline, from whole rooms told by the real rules: what a filter lets through, where refused commands
// stand, where a day begins, and that every event of a room has its words.

import { describe, expect, test } from 'vitest'
import { toCommandId, toEventId } from '../../../domain/ids.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { HOUR, type Instant, parseInstant, plus } from '../../../domain/time.ts'
import { ROOM_ID } from '../../../renderer/gallery/scripted-log.ts'
import { people } from '../../../renderer/gallery/scripted-people.ts'
import { stages, tell } from '../../../renderer/gallery/scripted-stories.ts'
import { scriptedView } from '../../../renderer/gallery/scripted-view.ts'
import { lineOf } from '../../../renderer/room/timeline/line-of.ts'
import { nothingKnown, seenAs, withEnd } from '../../../renderer/room/timeline/known-outline.ts'
import { type Row, rowsOf, type RowsInput } from '../../../renderer/room/timeline/rows.ts'
import type { Pending, RoomView } from '../../../replica/api.ts'

const now = parseInstant('2025-11-18T08:05:26Z') as Instant
const ALL = Number.MAX_SAFE_INTEGER
const viewOf = (stage: (typeof stages)[number], who: keyof typeof people, pending: readonly Pending[] = []) =>
  scriptedView(tell(stage, now), people[who], pending, ALL)

const refused = (text: string, issuedAt: Instant): Pending => ({
  commandId: toCommandId(text),
  roomId: ROOM_ID,
  command: { type: 'postMessage', text, replyTo: null },
  issuedAt,
  state: 'REJECTED',
  rejection: { code: 'NOT_PERMITTED' },
  predicted: [],
})

/** Events that have an entry of their own kind. */
const OWN_KIND = [
  'IssueReported',
  'IntakeTaken',
  'CallbackMade',
  'MessagePosted',
  'NotePosted',
  'UpdatePosted',
  'WorkaroundRecorded',
  'EvidenceAttached',
  'FileAttached',
  'Escalated',
  'ClockBreached',
  'ResolutionProposed',
  'Annotated',
]

describe.each(stages)('a room at the stage “%s”', (stage) => {
  test('says every event in words, for the provider and for the customer', () => {
    for (const who of ['maeve', 'rani'] as const) {
      const view = viewOf(stage, who)
      const { room } = view
      if (room === null) throw new Error('no room')
      const silent = view.entries
        .map(({ event }) => event)
        .filter(({ body }) => !OWN_KIND.includes(body.type))
        .filter((event) => (lineOf(event, { room, partyName: (party) => party })?.rest ?? '') === '')
      expect(silent.map(({ body }) => body.type)).toEqual([])
    }
  })
})

const rows = (view: RoomView, changes: Partial<RowsInput> = {}): readonly Row[] =>
  rowsOf({
    outline: seenAs(withEnd(nothingKnown(), recordedOf(view))),
    predicted: view.entries.filter(({ state }) => state !== 'RECORDED'),
    pending: view.pending,
    filter: 'all',
    showsCall: false,
    keyAt: () => undefined,
    ...changes,
  })
const recordedOf = ({ entries }: RoomView) =>
  entries.filter(({ state }) => state === 'RECORDED').map(({ event }) => event)
/** The types of the entries behind recorded rows. */
const typesOf = (view: RoomView, shown: readonly Row[]) =>
  shown.map((row) => (row.kind === 'recorded' ? recordedOf(view)[row.from - 1]?.body.type : row.kind))

describe('rows', () => {
  test('the filter “internal” shows the provider’s own entries, and a customer’s copy has none', () => {
    const internal = (who: 'maeve' | 'rani') => rows(viewOf('working', who), { filter: 'internal' }).length
    expect(internal('maeve')).toBeGreaterThan(0)
    expect(internal('rani')).toBe(0)
  })

  test('the filters “evidence” and “updates” let through what their names say', () => {
    const view = viewOf('breach', 'rani')
    const types = (filter: 'evidence' | 'updates') => typesOf(view, rows(view, { filter }))
    expect(types('updates')).toContain('ClockBreached')
    expect(types('updates')).not.toContain('MessagePosted')
    expect(types('evidence')).not.toContain('UpdatePosted')
  })

  test('a refused command stands where it was issued, and after everything when it is the newest', () => {
    const before = plus(now, -0.5 * HOUR)
    const view = viewOf('working', 'maeve', [refused('early', before), refused('late', now)])
    const shown = rows(view)
    const at = shown.findIndex(({ key }) => key === 'refused:early')
    const recordedAt = (row: Row | undefined) =>
      row?.kind === 'recorded' ? (recordedOf(view)[row.from - 1]?.recordedAt ?? '') : ''
    expect(recordedAt(shown[at + 1]) > before).toBe(true)
    expect(recordedAt(shown[at - 1]) <= before).toBe(true)
    expect(shown.at(-1)?.key).toBe('refused:late')
  })

  test('the ticket that a hotline call opened is not said twice', () => {
    const view = viewOf('callback', 'maeve')
    const [reported, intake] = recordedOf(view)
    if (reported === undefined || intake === undefined) throw new Error('no intake')
    const together = { ...reported, recordedAt: intake.recordedAt }
    const outline = seenAs(withEnd(nothingKnown(), [together, ...recordedOf(view).slice(1)]))
    expect(typesOf(view, rows(view, { outline }))[0]).toBe('IntakeTaken')
    expect(rows(view, { outline }).length).toBe(rows(view).length - 1)
  })

  test('reminders that one clock is still late are one row while nothing stands between them', () => {
    const view = viewOf('breach', 'maeve')
    const events = recordedOf(view)
    const [like] = events
    if (like === undefined) throw new Error('no entry')
    const reminder = (clockId: string, number: number): RecordedEvent => ({
      ...like,
      id: toEventId(`${clockId} ${number}`),
      audience: 'INTERNAL',
      body: { type: 'ClockWarned', clockId, kind: 'UPDATE', step: `LATE_${number}`, dueAt: null, tells: [] },
    })
    const said = [
      like,
      reminder('UPDATE:1', 1),
      reminder('UPDATE:1', 2),
      reminder('UPDATE:1', 3),
      like,
      reminder('UPDATE:1', 4),
      reminder('UPDATE:2', 1),
    ].map((event, index) => ({ ...event, seq: index + 1 }))
    const outline = seenAs(withEnd(nothingKnown(), said))
    const spans = rows({ ...view, entries: [], pending: [] }, { outline }).flatMap((row) =>
      row.kind === 'recorded' ? [[row.from, row.until]] : [],
    )
    expect(spans).toEqual([
      [1, 1],
      [2, 4],
      [5, 5],
      [6, 6],
      [7, 7],
    ])
  })

  test('an entry keeps its row when it is recorded', () => {
    const view = viewOf('working', 'maeve')
    const last = recordedOf(view).length
    const keyAt = (position: number) => (position === last ? 'typed-1' : undefined)
    const shown = rows(view, { keyAt })
    expect(shown.at(-1)?.key).toBe('typed-1')
    expect(shown[0]?.key).toBe(1)
  })
})
