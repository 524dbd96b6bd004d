// Makes a backup of a data folder, while its server runs or not: a consistent copy of the database first, then the
// attached files, which never change and were there before any entry named them. The folder appears under its name only
// when all of it is on the disk and has been read back.

import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DATABASE_FILE, openReader, readMeta } from '../store/sqlite-file.ts'
import {
  type BackedUpFile,
  BackupError,
  FILES_FOLDER,
  fileSha256,
  type Manifest,
  MANIFEST_FILE,
  manifestOf,
} from './manifest.ts'

export interface MadeBackup {
  /** Absolute path of the new folder. */
  readonly folder: string
  readonly manifest: Manifest
  /** Names of files in the data folder's `secrets/` that the data rests on and that are in no backup. */
  readonly secrets: readonly string[]
}

/**
 * Copies `dataFolder` into a new folder below `into`; `now` in milliseconds since 1970 names it.
 * Throws a BackupError, and leaves nothing behind, when there is no data or the copy does not read back whole.
 */
export async function backUp(dataFolder: string, into: string, now: number): Promise<MadeBackup> {
  if (!existsSync(join(dataFolder, DATABASE_FILE)))
    throw new BackupError(
      `${dataFolder} holds no ${DATABASE_FILE}: set ACCORD_DATA to the server's data folder.`,
    )
  const madeAt = `${new Date(now).toISOString().slice(0, 19)}Z`
  const folder = join(into, `accord-backup-${madeAt.replaceAll(':', '-')}`)
  if (existsSync(folder)) throw new BackupError(`${folder} is there already: wait a second and try again.`)
  const partial = `${folder}.partial`
  await mkdir(into, { recursive: true, mode: 0o700 })
  await mkdir(partial, { mode: 0o700 })
  try {
    const database = join(partial, DATABASE_FILE)
    const { epoch, events, secrets } = copyDatabase(dataFolder, database)
    const files = await copyFiles(join(dataFolder, FILES_FOLDER), join(partial, FILES_FOLDER))
    const manifest = manifestOf({ madeAt, epoch, events, databaseSha256: await fileSha256(database), files })
    await writeFile(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    for (const path of [database, join(partial, MANIFEST_FILE), partial]) await syncToDisk(path)
    await rename(partial, folder)
    await syncToDisk(into)
    return { folder, manifest, secrets }
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

/** One read transaction of SQLite's: what is committed at this instant, whatever is written meanwhile. */
function copyDatabase(
  dataFolder: string,
  target: string,
): { epoch: string; events: number; secrets: readonly string[] } {
  const source = openReader(dataFolder)
  try {
    source.prepare('VACUUM INTO ?').run(target)
  } finally {
    source.close()
  }
  const copy = new Database(target, { readonly: true })
  try {
    return { epoch: readMeta(copy, 'epoch'), events: inspect(copy), secrets: secretsNamedIn(copy) }
  } finally {
    copy.close()
  }
}

/** How many events a database holds; throws a BackupError when its pages do not hang together. */
export function inspect(database: Database.Database): number {
  const found: unknown = database.pragma('integrity_check', { simple: true })
  if (found !== 'ok') throw new BackupError(`The database is damaged: ${String(found)}.`)
  return Number(database.prepare('SELECT count(*) FROM event').pluck().get())
}

/**
 * The secrets of accounts' providers that this data names. They are in no backup, like the issuing keys: whoever finds a
 * backup can read what was said, and speaks for nobody.
 */
export function secretsNamedIn(database: Database.Database): readonly string[] {
  const isThere = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'account_sso'").get()
  if (isThere === undefined) return []
  const named = database.prepare(
    'SELECT DISTINCT client_secret_ref FROM account_sso WHERE client_secret_ref IS NOT NULL ORDER BY 1',
  )
  return named.pluck().all().map(String)
}

/** Copies every content under its fingerprint. Throws a BackupError for content that is not what its name says. */
export async function copyFiles(from: string, to: string): Promise<readonly BackedUpFile[]> {
  if (!existsSync(from)) return []
  const found = await readdir(from, { recursive: true, withFileTypes: true })
  const files: BackedUpFile[] = []
  for (const entry of found) {
    const parent = entry.parentPath.slice(from.length + 1).replaceAll('\\', '/')
    // What is still being received is nobody's yet.
    if (!entry.isFile() || parent.startsWith('.')) continue
    const target = join(to, parent, entry.name)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await copyFile(join(entry.parentPath, entry.name), target)
    if ((await fileSha256(target)) !== basename(target))
      throw new BackupError(
        `The attached file ${parent}/${entry.name} is damaged: its content is not what its name says.`,
      )
    files.push({ path: `${parent}/${entry.name}`, size: await syncToDisk(target) })
  }
  return files
}

/** Resolves with the file's size once it is on the disk. Windows cannot do this to a folder and needs not. */
export async function syncToDisk(path: string): Promise<number> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (process.platform === 'win32') return null
    throw error
  })
  if (file === null) return 0
  try {
    if (process.platform !== 'win32') await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}
