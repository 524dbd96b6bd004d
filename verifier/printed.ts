// A report as plain text for a terminal, in two columns that no terminal breaks.

import type { Line, Report } from './report.ts'

const LABEL_WIDTH = 20
const WIDTH = 100

export function printed({ verdict, title, line, sections }: Report): string {
  const blocks = sections.map((section) =>
    [section.title, ...section.lines.flatMap((one) => rowsOf(one).map((row) => `  ${row}`))].join('\n'),
  )
  return [`${verdict}  ${title}\n${wrapped(line, WIDTH).join('\n')}`, ...blocks].join('\n\n')
}

/** Each further row of a value is indented like the first: nothing in a file can look like a line of ours. */
function rowsOf({ label, value, exact }: Line): readonly string[] {
  const indent = label === null ? '- ' : `${label} `.padEnd(LABEL_WIDTH)
  const rows = value.split('\n').flatMap((row) => (exact ? [row] : wrapped(row, WIDTH - indent.length)))
  return rows.map((row, index) => (index === 0 ? indent : ' '.repeat(indent.length)) + row)
}

function wrapped(text: string, width: number): readonly string[] {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + word.length >= width) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row]
}
