// The content of attached files, kept under its own fingerprint in a folder for each account and party:
// <folder>/<account>/<party>/<sha256>. A party can refer only to what it brought itself, so that nobody learns by
// naming a fingerprint what the other side keeps among itself (I20). Content is never changed and never executable.
//
//   receive: bytes ─▶ .incoming/<random> ─▶ fsync ─▶ rename to its fingerprint ─▶ fsync of the folders ─▶ answer

import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { AccountId } from '../../domain/ids.ts'
import { FILE_BYTES_MAX } from '../../domain/incident/conversation.ts'
import type { Party } from '../../domain/people.ts'
import { HOUR, type Millis } from '../../domain/time.ts'

/** Whose file it is: the account of the room, and the party that brought it. */
export interface FileOwner {
  readonly accountId: AccountId
  readonly party: Party
}

export interface StoredFile {
  /** In hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

export interface FileContent {
  readonly size: number
  /** Must be read to its end or destroyed. */
  readonly bytes: Readable
}

export interface FileStore {
  /**
   * Keeps a body; resolves when it is durable. The same content again is the same file.
   * - Rejects with FileTooLarge above 25 MiB, and with whatever ended the body before its end; then nothing is left.
   */
  receive(owner: FileOwner, body: Readable): Promise<StoredFile>
  /** Whether exactly this content was brought by that party. Answers at once, since it is asked inside of a transaction. */
  holds(owner: FileOwner, file: StoredFile): boolean
  /** Null when there is no such file. */
  read(owner: FileOwner, sha256: string): Promise<FileContent | null>
}

export class FileTooLarge extends Error {
  constructor() {
    super(`more than ${FILE_BYTES_MAX} bytes`)
    this.name = 'FileTooLarge'
  }
}

const SHA256 = /^[0-9a-f]{64}$/
/** An account id that is a folder name of its own on every file system; others go by their fingerprint. */
const FOLDER_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Far longer than a request may last; by the clock of whoever keeps the files. */
const LEFT_BEHIND: Millis = HOUR

/**
 * Whatever an earlier process left half received is removed. A folder belongs to one process at a time, unless it
 * `isShared`: then only what nobody can be receiving any more is removed.
 */
export async function openFileStore(folder: string, isShared = false): Promise<FileStore> {
  const incoming = join(folder, '.incoming')
  if (!isShared) await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  if (isShared) await removeLeftBehind(incoming)
  const pathOf = ({ accountId, party }: FileOwner, sha256: string): string | null =>
    SHA256.test(sha256) ? join(folder, folderNameOf(accountId), party.toLowerCase(), sha256) : null

  return {
    async receive(owner, body) {
      const temporary = join(incoming, randomUUID())
      try {
        const file = await written(temporary, body)
        const path = pathOf(owner, file.sha256)
        if (path === null) throw new Error('a fingerprint is 64 hex digits')
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(temporary, path)
        for (const each of [dirname(path), dirname(dirname(path)), folder]) await syncFolder(each)
        return file
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    holds(owner, { sha256, size }) {
      const path = pathOf(owner, sha256)
      return path !== null && statSync(path, { throwIfNoEntry: false })?.size === size
    },
    async read(owner, sha256) {
      const path = pathOf(owner, sha256)
      const found = path === null ? null : await stat(path).catch(nullWhenMissing)
      return path === null || found === null ? null : { size: found.size, bytes: createReadStream(path) }
    },
  }
}

async function removeLeftBehind(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    // Gone already: its receiver has just put it into place.
    const touched = (await stat(path).catch(nullWhenMissing))?.mtimeMs ?? Number.POSITIVE_INFINITY
    if (Date.now() - touched > LEFT_BEHIND) await rm(path, { force: true })
  }
}

async function written(path: string, body: Readable): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600)
  try {
    const received = await pour(body, file)
    await file.sync()
    return received
  } finally {
    await file.close()
  }
}

/** Fingerprint and size are those of the very bytes that were written. */
async function pour(body: Readable, file: FileHandle): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  // A body that is given up stays open, so that its sender can still be told why.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > FILE_BYTES_MAX) throw new FileTooLarge()
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { sha256: hash.digest('hex'), size }
}

/** A rename is on disk once its folder is. Windows knows no such thing and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const folderNameOf = (id: AccountId): string =>
  FOLDER_NAME.test(id) ? id : `=${createHash('sha256').update(id).digest('hex')}`

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
