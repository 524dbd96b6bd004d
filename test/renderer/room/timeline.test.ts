// The rows of a timeline, from whole rooms told by the real rules: what a filter lets through, where refused commands
// stand, where a day begins, and that every event of a room has its words.

import { describe, expect, test } from 'vitest'
import { toCommandId } from '../../../domain/ids.ts'
import { HOUR, type Instant, parseInstant, plus } from '../../../domain/time.ts'
import { ROOM_ID } from '../../../renderer/gallery/scripted-log.ts'
import { people } from '../../../renderer/gallery/scripted-people.ts'
import { stages, tell } from '../../../renderer/gallery/scripted-stories.ts'
import { scriptedView } from '../../../renderer/gallery/scripted-view.ts'
import { lineOf } from '../../../renderer/room/timeline/line-of.ts'
import { rowsOf } from '../../../renderer/room/timeline/rows.ts'
import type { Pending } from '../../../replica/api.ts'

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

describe('rows', () => {
  test('the filter “internal” shows the provider’s own entries, and a customer’s copy has none', () => {
    const internal = (who: 'maeve' | 'rani') =>
      rowsOf(viewOf('working', who), 'internal', 'Europe/Dublin').count
    expect(internal('maeve')).toBeGreaterThan(0)
    expect(internal('rani')).toBe(0)
  })

  test('the filters “evidence” and “updates” let through what their names say', () => {
    const types = (filter: 'evidence' | 'updates') => {
      const rows = rowsOf(viewOf('breach', 'rani'), filter, 'Asia/Jakarta')
      return new Set(
        [...rows.byKey.values()].map((row) => (row.kind === 'entry' ? row.entry.event.body.type : row.kind)),
      )
    }
    expect(types('updates')).toContain('ClockBreached')
    expect(types('updates')).not.toContain('MessagePosted')
    expect(types('evidence')).not.toContain('UpdatePosted')
  })

  test('a refused command stands where it was issued, and after everything when it is the newest', () => {
    const before = plus(now, -0.5 * HOUR)
    const view = viewOf('working', 'maeve', [refused('early', before), refused('late', now)])
    const { keys, byKey } = rowsOf(view, 'all', 'Europe/Dublin')
    const at = keys.indexOf('refused:early')
    const next = byKey.get(keys[at + 1] ?? '')
    const previous = byKey.get(keys[at - 1] ?? '')
    expect(next?.kind === 'entry' && next.entry.event.recordedAt > before).toBe(true)
    expect(previous?.kind === 'entry' && previous.entry.event.recordedAt <= before).toBe(true)
    expect(keys.at(-1)).toBe('refused:late')
  })

  test('a line says where a new day begins in the reader’s zone, and the count leaves it out', () => {
    const view = viewOf('working', 'maeve', [refused('days ago', plus(now, -50 * HOUR))])
    const rows = rowsOf(view, 'all', 'Europe/Dublin')
    expect(rows.keys.slice(0, 2)).toEqual(['refused:days ago', 'day:Tuesday 18 November'])
    expect(rows.keys.length).toBe(rows.count + 1)
  })

  test('the ticket that a hotline call opened is not said twice', () => {
    const hotline = viewOf('callback', 'maeve')
    const reported = hotline.entries[0]
    if (reported === undefined || reported.event.body.type !== 'IssueReported') throw new Error('no report')
    const intake = hotline.entries.find(({ event }) => event.body.type === 'IntakeTaken')
    if (intake === undefined) throw new Error('no intake')
    const byHotline = {
      ...reported,
      event: {
        ...reported.event,
        causedBy: intake.event.causedBy,
        body: { ...reported.event.body, channel: 'HOTLINE' as const },
      },
    }
    const view = { ...hotline, entries: [byHotline, ...hotline.entries.slice(1)] }
    expect(rowsOf(view, 'all', 'Europe/Dublin').count).toBe(rowsOf(hotline, 'all', 'Europe/Dublin').count - 1)
  })
})
