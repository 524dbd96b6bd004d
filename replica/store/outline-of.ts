// What the file says of all entries of a room as an outline: two flat arrays and a short list of what occurs in them, since
// 10,000 small objects cost more to hand over than the entries they stand for.

import type { IncidentEventType } from '../../domain/incident/events.ts'
import type { EntryClass, Outline } from '../../protocol/outline.ts'

/** Oldest first; null for a room without entries. */
export interface OutlineTexts {
  /** A line for each entry: its type, 1 or 0 for internal, and the clock it says is still late or nothing. */
  readonly classes: string | null
  /** Seconds since 1970, with commas between. */
  readonly seconds: string | null
}

export function outlineOf(texts: OutlineTexts | undefined): Outline {
  const lines = texts?.classes?.split('\n') ?? []
  const classes: EntryClass[] = []
  const known = new Map<string, number>()
  const kinds = new Uint16Array(lines.length)
  for (const [index, line] of lines.entries()) {
    let kind = known.get(line)
    if (kind === undefined) {
      kind = classes.length
      known.set(line, kind)
      classes.push(classOf(line))
    }
    kinds[index] = kind
  }
  return { classes, kinds, seconds: Uint32Array.from(texts?.seconds?.split(',') ?? [], Number) }
}

function classOf(line: string): EntryClass {
  const [type, isInternal, ...stillLate] = line.split(' ')
  return {
    // Written from an event, by this code or by the migration that filled it in.
    type: type as IncidentEventType,
    audience: isInternal === '1' ? 'INTERNAL' : 'SHARED',
    stillLate: stillLate.join(' ') || null,
  }
}
