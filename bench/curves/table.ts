// How a curve is printed: Markdown, a row for each size.

import type { Measured } from '../load/drive.ts'
import { quantile } from '../measured.ts'

export type Row = Readonly<Record<string, string>>

/** The rows' own names are the head; all rows have the same. */
export function printTable(title: string, rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {})
  console.log(`\n${title}\n\n| ${names.join(' | ')} |\n| ${names.map(() => '---').join(' | ')} |`)
  for (const row of rows) console.log(`| ${names.map((name) => row[name] ?? '').join(' | ')} |`)
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
export const tenth = (value: number): string => value.toFixed(1)
export const pair = (samples: readonly number[]): string =>
  `${tenth(quantile(samples, 0.5))} / ${tenth(quantile(samples, 0.99))}`

/** Throws where a reader missed something: such figures are worth nothing. */
export function checked(measured: Measured): Measured {
  const { missing, failed } = measured
  if (missing > 0 || failed > 0) throw new Error(`${missing} events are missing, ${failed} commands failed`)
  return measured
}

export const cpuPerDelivery = ({ cpu, deliveries }: Measured): string =>
  tenth((cpu ?? Number.NaN) / deliveries)
