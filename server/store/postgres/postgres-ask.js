// One statement, asked of a connection: prepared under a name of its own the first time, its rows typed by the caller,
// its columns in camel case, its texts as they were given, its errors as faults (postgres-fault.ts).
import { faultOf } from './postgres-fault.ts'
import { textFromDatabase, textToDatabase } from './postgres-text.ts'
const names = new Map()
export function askOf(connection) {
  return async (text, values = []) => {
    try {
      const result = await connection.query({
        name: nameOf(text),
        text,
        values: values.map(toDatabase),
        rowMode: 'array',
      })
      return rowsOf(result)
    } catch (error) {
      throw faultOf(error)
    }
  }
}
export const firstOf = (rows) => rows[0] ?? null
/** Rows hold JSON that this server wrote; this is where the text becomes a value again. */
export const fromJson = (text) => JSON.parse(text)
export const firstJson = (rows) => (rows[0] === undefined ? null : fromJson(rows[0].json))
function nameOf(text) {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `accord_${names.size + 1}`
  names.set(text, name)
  return name
}
function toDatabase(value) {
  if (typeof value === 'string') return textToDatabase(value)
  if (typeof value !== 'object' || value === null) return value
  return value.map((item) => (typeof item === 'string' ? textToDatabase(item) : item))
}
function rowsOf({ fields, rows }) {
  const columns = fields.map(({ name }) =>
    name.replaceAll(/_([a-z])/g, (_all, letter) => letter.toUpperCase()),
  )
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, fromColumn(row[index])])),
  )
}
const fromColumn = (value) => (typeof value === 'string' ? textFromDatabase(value) : value)
