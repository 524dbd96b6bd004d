// The process behind `npm run migrate`: from the data folder of a stopped server to a PostgreSQL that is empty. Ends
// with a table and exit code 0, with the first difference or a sentence and 1, and with 2 when it was not understood.

import process from 'node:process'
import { join } from 'node:path'
import { BackupError } from '../backup/manifest.ts'
import { ConfigError, readConfig } from '../config.ts'
import { StartError } from '../start-error.ts'
import { StoreFault } from '../store/store-fault.ts'
import { MigrateError } from './migrate-error.ts'
import { type Moved, move } from './move.ts'

const USAGE = `Say where to: npm run migrate -- --to postgres://user:password@host/database (or file:/path of a file that holds it) [--verify-only]`

interface Asked {
  readonly to: string
  readonly verifyOnly: boolean
}

/** `--to` may be missing where ACCORD_DATABASE_URL names the database already. */
function understood(words: readonly string[], inEnvironment: string): Asked | null {
  let [to, verifyOnly] = [inEnvironment, false]
  for (let index = 0; index < words.length; index++) {
    if (words[index] === '--verify-only') verifyOnly = true
    else if (words[index] === '--to') to = words[++index] ?? ''
    else return null
  }
  return to === '' ? null : { to, verifyOnly }
}

const say = (line: string): void => void process.stdout.write(`accord: ${line}\n`)

async function run({ to, verifyOnly }: Asked): Promise<number> {
  const { dataFolder, databaseUrl, filesFolder, keysFolder, signer } = readConfig({
    ...process.env,
    ACCORD_DATABASE_URL: to,
  })
  if (databaseUrl === null) throw new MigrateError(USAGE)
  const moved = await move({ dataFolder, databaseUrl, filesFolder, verifyOnly, say })
  process.stdout.write(`${tableOf(moved)}\n`)
  if (moved.difference !== null) {
    process.stderr.write(
      `Not the same: ${moved.difference}.${verifyOnly ? '' : ' Nothing was changed in the folder, and a server may be started on it as before; name an empty database for the next try.'}\n`,
    )
    return 1
  }
  if (verifyOnly) return 0
  const keys =
    signer === null ? `ACCORD_KEYS=${keysFolder ?? `${dataFolder}-keys`}` : `ACCORD_SIGNER=${signer}`
  process.stdout.write(
    `${dataFolder} was moved to ${moved.place}; it is left as it was, and no server starts on it any more.\n` +
      `Start the nodes with ACCORD_DATABASE_URL, ${filesFolder === null ? `ACCORD_FILES=${join(dataFolder, 'files')}` : `ACCORD_FILES=${filesFolder}`} and ${keys}, and put ${join(dataFolder, 'secrets')} into the ACCORD_DATA of each, where there is one.\n`,
  )
  return 0
}

function tableOf({ tables, rooms, events, files, copied }: Moved): string {
  const lines = tables.map(
    ({ table, rows, there, changedSince }) =>
      `${table.padEnd(18)}${String(rows).padStart(10)}${String(there).padStart(10)}${changedSince === 0 ? '' : `   ${changedSince} changed since`}`,
  )
  return [
    `${'table'.padEnd(18)}${'folder'.padStart(10)}${'database'.padStart(10)}`,
    ...lines,
    `${copied} rows copied; ${rooms} rooms with ${events} events checked, and ${files} attached files.`,
  ].join('\n')
}

const asked = understood(process.argv.slice(2), process.env['ACCORD_DATABASE_URL']?.trim() ?? '')
if (asked === null) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
try {
  process.exitCode = await run(asked)
} catch (error) {
  const isExpected =
    error instanceof MigrateError ||
    error instanceof BackupError ||
    error instanceof ConfigError ||
    error instanceof StartError
  if (error instanceof StoreFault)
    process.stderr.write(`${error.message}: nothing was moved that is not whole. Try again.\n`)
  else if (isExpected) process.stderr.write(`${error.message}\n`)
  else throw error
  process.exitCode = 1
}
