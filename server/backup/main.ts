// The process behind `npm run backup` and `npm run restore`: two words in, one sentence out. Exit code 0 when it was
// done, 1 when it was not, 2 when it was not understood.

import process from 'node:process'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { backUp } from './back-up.ts'
import { BackupError } from './manifest.ts'
import { restore } from './restore.ts'

const USAGE = {
  backup: 'Say where to: npm run backup -- FOLDER',
  restore: 'Say from where and where to: npm run restore -- BACKUP NEW_DATA_FOLDER',
} as const

async function run([task, ...words]: readonly string[]): Promise<string> {
  const [first, second] = words
  if (task === 'backup' && first !== undefined && words.length === 1) {
    const { dataFolder, databaseUrl, keysFolder, signer } = readConfig(process.env)
    if (databaseUrl !== null)
      throw new BackupError(
        'This server is on PostgreSQL: back it up with pg_dump and its folder of files, as docs/operating.md says.',
      )
    const { folder, manifest, secrets } = await backUp(dataFolder, resolve(first), Date.now())
    const keys = signer === null ? (keysFolder ?? `${dataFolder}-keys`) : "the signer's folder of keys"
    const apart = [keys, ...secrets.map((name) => join(dataFolder, 'secrets', name))]
    return `Backed up ${manifest.events} events and ${manifest.files.length} files to ${folder}. Not in it, to be kept apart: ${apart.join(', ')}`
  }
  if (task === 'restore' && first !== undefined && second !== undefined && words.length === 2) {
    const { manifest, secrets } = await restore(resolve(first), resolve(second))
    const back = ['the folder of keys (ACCORD_KEYS)', ...secrets.map((name) => `secrets/${name}`)]
    return `Restored ${manifest.events} events and ${manifest.files.length} files of ${manifest.madeAt} into ${resolve(second)}. Start the server with ACCORD_DATA=${resolve(second)}; everybody signs in again, and devices fetch their copies anew. Put back what is in no backup: ${back.join(', ')}`
  }
  process.stderr.write(`${task === 'restore' ? USAGE.restore : USAGE.backup}\n`)
  process.exit(2)
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  const isExpected = error instanceof BackupError || error instanceof ConfigError
  if (!isExpected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
