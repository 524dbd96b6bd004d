// Prepares an answer of the replica for reconcile: a copy whose array members carry their identity under one name,
// since an entry is known by its event, a board row by its room, a person by their id. The copy also keeps an answer
// that several watchers share from being changed by one of them: reconcile takes what it is given into the store.

/** Not enumerable: never in JSON, in a cloned message or in a command made from what is shown. */
export const KEY = '$key'

type Fields = Readonly<Record<string, unknown>>

/** A deep copy of a plain value. */
export function keyed<Value>(value: Value): Value {
  return copied(value, false) as Value
}

function copied(value: unknown, isMember: boolean): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => copied(member, true))
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Fields
  const copy = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, copied(field, false)]))
  const key = isMember ? keyOf(fields) : undefined
  return key === undefined ? copy : Object.defineProperty(copy, KEY, { value: key })
}

/** What makes a member the same one in the next answer; undefined when only its place does. */
function keyOf(fields: Fields): string | undefined {
  for (const name of ['id', 'commandId', 'personId', 'roomId']) {
    const own = fields[name]
    if (typeof own === 'string') return own
  }
  const inner = fields['event'] ?? fields['room']
  return typeof inner === 'object' && inner !== null ? keyOf(inner as Fields) : undefined
}
