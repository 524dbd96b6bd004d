// The lines of an attempt log, in either of the two forms it may have: a table whose first line names its columns
// (comma, semicolon or tab between them, quotes as in RFC 4180), or one JSON object a line.

/** The three texts that make an attempt. */
export interface LogFields {
  readonly time: string
  readonly channel: string
  readonly result: string
}

/** `found` is what stood there instead of what should. */
export interface LineProblem {
  readonly code: 'MISSING_COLUMN' | 'FIELDS' | 'JSON'
  readonly found: string
}

/** Reads one line after the first; a problem ends the reading. */
export type LineReader = (line: string) => LogFields | LineProblem

const COLUMNS = ['time', 'channel', 'result'] as const
const DELIMITERS = [',', ';', '\t']

export const isLineProblem = (value: object): value is LineProblem => 'code' in value

/** What reads the further lines of a table with this first line, or why it is none. */
export function tableReader(header: string): LineReader | LineProblem {
  const delimiter = DELIMITERS.find((each) => header.includes(each)) ?? ','
  const names = (cells(header, delimiter) ?? []).map((name) => name.trim().toLowerCase())
  const missing = COLUMNS.find((column) => !names.includes(column))
  if (missing !== undefined) return { code: 'MISSING_COLUMN', found: missing }
  const [timeAt, channelAt, resultAt] = COLUMNS.map((column) => names.indexOf(column))
  return (line) => {
    const row = cells(line, delimiter) ?? []
    const [time, channel, result] = [row[timeAt ?? 0], row[channelAt ?? 0], row[resultAt ?? 0]]
    return time === undefined || channel === undefined || result === undefined
      ? { code: 'FIELDS', found: line }
      : { time: time.trim(), channel: channel.trim(), result: result.trim() }
  }
}

export const isJsonLine = (line: string): boolean => line.trimStart().startsWith('{')

export const readJsonLine: LineReader = (line) => {
  const value = parsed(line)
  const isObject = typeof value === 'object' && value !== null
  const fields = isObject ? value : {}
  const text = (name: string): string | undefined => {
    const field: unknown = (fields as Readonly<Record<string, unknown>>)[name]
    return typeof field === 'string' ? field.trim() : typeof field === 'number' ? String(field) : undefined
  }
  const [time, channel, result] = [text('time'), text('channel'), text('result')]
  return time === undefined || channel === undefined || result === undefined
    ? { code: 'JSON', found: line }
    : { time, channel, result }
}

/** The cells of a row; null when a quote is not closed, or something follows a closing one. */
function cells(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter)
  const row: string[] = []
  let at = 0
  for (;;) {
    const isQuoted = line[at] === '"'
    const end = isQuoted ? closingQuote(line, at) + 1 : ending(line, delimiter, at)
    if (isQuoted && (end === 0 || (end < line.length && line[end] !== delimiter))) return null
    row.push(isQuoted ? line.slice(at + 1, end - 1).replaceAll('""', '"') : line.slice(at, end))
    if (end >= line.length) return row
    at = end + 1
  }
}

function ending(line: string, delimiter: string, from: number): number {
  const found = line.indexOf(delimiter, from)
  return found === -1 ? line.length : found
}

/** Where the quote that closes the cell stands; -1 when none does. Two quotes are one that was written. */
function closingQuote(line: string, opening: number): number {
  let at = line.indexOf('"', opening + 1)
  while (at !== -1 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
