// The rows of the outline index as an outline: two flat arrays and a short list of what occurs in them, since 10,000
// small objects cost more to hand over than the entries they stand for.

import type { IncidentEventType } from '../../domain/incident/events.ts'
import type { EntryClass, Outline } from '../../protocol/outline.ts'

/** `rows`: type, whether internal, seconds since 1970 and the clock it says is still late, oldest first. */
export function outlineOf(rows: readonly (readonly unknown[])[]): Outline {
  const classes: EntryClass[] = []
  const known = new Map<string, number>()
  const kinds = new Uint16Array(rows.length)
  const seconds = new Uint32Array(rows.length)
  for (const [index, [type, isInternal, recordedAtSeconds, stillLate]] of rows.entries()) {
    const name = `${String(type)} ${String(isInternal)} ${String(stillLate)}`
    let kind = known.get(name)
    if (kind === undefined) {
      kind = classes.length
      known.set(name, kind)
      classes.push({
        // Written from an event, by this code or by the migration that filled it in.
        type: String(type) as IncidentEventType,
        audience: Number(isInternal) === 1 ? 'INTERNAL' : 'SHARED',
        stillLate: typeof stillLate === 'string' ? stillLate : null,
      })
    }
    kinds[index] = kind
    seconds[index] = Number(recordedAtSeconds)
  }
  return { classes, kinds, seconds }
}
