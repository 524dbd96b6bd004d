// The first look at plain JSON from outside of a process: whether it has fields at all.

export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is an object with fields, and no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value's own fields; what is no such object has none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? { ...value } : {})
