// What a backup folder says of itself: `manifest.json`, beside the database and the attached files. A backup is believed
// only as far as its content fits the fingerprints in here.
//
//   accord-backup-2026-11-23T13-22-05Z/   manifest.json   accord.sqlite   files/<account>/<party>/<sha256>

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const MANIFEST_FILE = 'manifest.json'
export const FILES_FOLDER = 'files'

const FORMAT = 1

export interface BackedUpFile {
  /** Relative to the files folder, with forward slashes; its last part is the content's fingerprint. */
  readonly path: string
  /** Bytes. */
  readonly size: number
}

export interface Manifest {
  readonly format: typeof FORMAT
  /** When the copy of the database was taken, in ISO 8601. */
  readonly madeAt: string
  /** The epoch that the server had then; a restored one gets another. */
  readonly epoch: string
  readonly events: number
  readonly databaseSha256: string
  readonly files: readonly BackedUpFile[]
}

/** A backup that cannot be made or used; the message is one sentence for the operator. */
export class BackupError extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'BackupError'
  }
}

export const manifestOf = (parts: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...parts })

/** Reads a backup's manifest. Throws a BackupError when there is none or it is not of a format that we know. */
export async function readManifest(backup: string): Promise<Manifest> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(join(backup, MANIFEST_FILE), 'utf8'))
  } catch (error) {
    throw new BackupError(`${backup} holds no readable ${MANIFEST_FILE}: name the folder of a backup.`, error)
  }
  if (!isManifest(value))
    throw new BackupError(`${join(backup, MANIFEST_FILE)} is not of a format that this version knows.`)
  return value
}

/** Lower-case hex. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

/** Where a file lies that the manifest names; a path that leads out of its folder is no path of ours. */
const CONTENT_PATH = /^[a-z0-9=][a-z0-9-]*\/(customer|provider)\/[0-9a-f]{64}$/

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return (
    fields['format'] === FORMAT &&
    typeof fields['madeAt'] === 'string' &&
    typeof fields['epoch'] === 'string' &&
    Number.isSafeInteger(fields['events']) &&
    typeof fields['databaseSha256'] === 'string' &&
    Array.isArray(fields['files']) &&
    fields['files'].every(isBackedUpFile)
  )
}

function isBackedUpFile(value: unknown): value is BackedUpFile {
  if (typeof value !== 'object' || value === null) return false
  const { path, size } = value as Readonly<Record<string, unknown>>
  return typeof path === 'string' && CONTENT_PATH.test(path) && Number.isSafeInteger(size)
}
