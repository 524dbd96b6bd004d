// Everything that the table of targets in docs/performance.md needs, one benchmark after the other: prints what each
// prints, then the table of P1 to P14, and keeps figures and prints in data/targets (which git ignores). A part that
// fails leaves its targets open and the others alone. Some 22 minutes on a quiet machine of two processors.
//
//   npx node bench/targets.ts [--only=writes,judge] [--short] [--table=data/targets/<run>]
//
// --short: each part in its shortest form, to see that it runs. --table: the table of a run once more.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Kept } from './measured.ts'
import { type Part, PARTS } from './targets/parts.ts'
import { tableOf } from './targets/table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    table: { type: 'string' },
  },
})
const root = join(import.meta.dirname, '..')
const asked = values.only?.split(',')
const unknown = asked?.filter((name) => !PARTS.some((part) => part.name === name)) ?? []
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}. The parts are ${PARTS.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

/** Runs one program of Node, shows what it prints, and resolves to that; rejects unless it ended with 0. */
async function run(words: readonly string[], figures: string): Promise<string> {
  const child = spawn(process.execPath, ['--no-warnings', ...words], {
    cwd: root,
    env: { ...process.env, ACCORD_FIGURES: figures },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    process.stdout.write(text)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`)
  return printed
}

async function measure(part: Part, folder: string): Promise<void> {
  const figures = join(folder, `${part.name}.jsonl`)
  const words = values.short ? part.shortly : part.words
  const [began, load] = [performance.now(), loadavg()[0] ?? Number.NaN]
  console.log(`\n## ${part.name}: ${words.join(' ')}`)
  if (part.before !== undefined) await run(part.before, figures)
  const printed = await run(words, figures)
  const read = part.read?.(printed) ?? []
  const took = (performance.now() - began) / 1_000
  const lines = [...read, { of: 'run', figures: { load, seconds: took } }]
  writeFileSync(figures, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flag: 'a' })
  writeFileSync(join(folder, `${part.name}.txt`), printed)
  console.log(`${part.name}: ${took.toFixed(0)} s, load before ${load.toFixed(1)}`)
}

function keptIn(folder: string): ReadonlyMap<string, readonly Kept[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return new Map(
    files.map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)
      return [name.slice(0, -'.jsonl'.length), lines.map((line) => JSON.parse(line) as Kept)]
    }),
  )
}

async function measureAll(): Promise<string> {
  const folder = join(root, 'data', 'targets', new Date().toISOString().replaceAll(':', '-'))
  mkdirSync(folder, { recursive: true })
  const failed: string[] = []
  for (const part of PARTS)
    if (asked === undefined || asked.includes(part.name))
      await measure(part, folder).catch((error: unknown) => failed.push(`${part.name}: ${String(error)}`))
  writeFileSync(
    join(folder, 'run.json'),
    JSON.stringify({
      at: new Date().toISOString(),
      node: process.version,
      cpus: cpus().map(({ model }) => model),
      failed,
    }),
  )
  for (const line of failed) console.error(`failed: ${line}`)
  process.exitCode = failed.length > 0 ? 1 : 0
  return folder
}

const folder = values.table ?? (await measureAll())
if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`)
console.log(`\n${tableOf(keptIn(folder))}\n\n${folder}`)
