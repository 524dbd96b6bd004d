// Puts a backup into an empty data folder and gives it a new epoch: devices that know more than the backup then notice
// (I8) and fetch their copies anew, and what they have not sent yet is sent. Sessions, codes and invitations are not
// restored, because one that was ended after the backup would live again: everybody signs in once more.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DATABASE_FILE, lockFolder, openWriter } from '../store/sqlite-file.ts'
import { copyFiles, inspect, secretsNamedIn, syncToDisk } from './back-up.ts'
import { BackupError, FILES_FOLDER, fileSha256, type Manifest, readManifest } from './manifest.ts'

export interface Restored {
  readonly manifest: Manifest
  /** The new epoch. */
  readonly epoch: string
  /** Names of the files that belong into the new folder's `secrets/` before everybody can sign in again. */
  readonly secrets: readonly string[]
}

/**
 * Restores `backup` into `dataFolder`, which must not exist or be empty. The schema is brought to this version's.
 * Throws a BackupError for a backup that is not whole; the folder then holds no database and cannot be served.
 */
export async function restore(backup: string, dataFolder: string): Promise<Restored> {
  const manifest = await readManifest(backup)
  if ((await fileSha256(join(backup, DATABASE_FILE)).catch(() => '')) !== manifest.databaseSha256)
    throw new BackupError(`The database in ${backup} is not the one that was backed up: use another backup.`)
  if (existsSync(dataFolder) && (await readdir(dataFolder)).length > 0)
    throw new BackupError(`${dataFolder} is not empty: name a new folder, so that nothing is overwritten.`)
  const lock = lockFolder(dataFolder)
  try {
    await restoreFiles(backup, dataFolder, manifest)
    // The database comes last: without it the folder is nothing that a server would serve.
    await copyFile(join(backup, DATABASE_FILE), join(dataFolder, DATABASE_FILE))
    await syncToDisk(dataFolder)
    return { manifest, ...beginEpoch(dataFolder, manifest) }
  } finally {
    lock.close()
  }
}

async function restoreFiles(backup: string, dataFolder: string, manifest: Manifest): Promise<void> {
  const copied = await copyFiles(join(backup, FILES_FOLDER), join(dataFolder, FILES_FOLDER))
  const there = new Map(copied.map(({ path, size }) => [path, size]))
  for (const { path, size } of manifest.files)
    if (there.get(path) !== size)
      throw new BackupError(`The attached file ${path} is missing in ${backup}: use another backup.`)
}

/** What was ended or used up after the backup would open the door again. Passkeys and linked identities stay. */
const WAYS_IN = [
  'session',
  'access_token',
  'sign_in_attempt',
  'phone_code',
  'invitation',
  'pending_flow',
  'mail',
] as const

function beginEpoch(dataFolder: string, manifest: Manifest): Omit<Restored, 'manifest'> {
  const writer = openWriter(dataFolder, randomUUID)
  try {
    if (inspect(writer) !== manifest.events)
      throw new BackupError(`The database holds another number of events than ${manifest.events}.`)
    const epoch = randomUUID()
    writer
      .transaction(() => {
        writer.prepare("UPDATE meta SET value = ? WHERE name = 'epoch'").run(epoch)
        // With another epoch it is another history: that its original went elsewhere is none of its business.
        writer.prepare("DELETE FROM meta WHERE name = 'moved'").run()
        for (const table of WAYS_IN) writer.prepare(`DELETE FROM ${table}`).run()
      })
      .immediate()
    return { epoch, secrets: secretsNamedIn(writer) }
  } finally {
    writer.close()
  }
}
