// Several nodes keep attached files in one folder, which each of them reaches under a path of its own. A node with
// another folder would take files in that the others do not find; so the folder bears a name, the database knows which
// one is meant, and a node whose folder has another name does not start.

import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { folderError, StartError } from '../start-error.ts'
import type { EventStore } from '../store/event-store.ts'

const MARK = '.accord-files'
/** Between making the mark and writing into it another node may read it. */
const READ_TRIES = 20
const READ_EVERY_MS = 50

/** Makes the folder this database's, or makes sure that it is. @throws {StartError} where it is another one. */
export async function claimFolder(folder: string, store: Pick<EventStore, 'write'>): Promise<void> {
  const name = await nameOf(folder).catch((error: unknown) => {
    throw folderError(error, 'folder of attached files', folder, 'ACCORD_FILES')
  })
  const meant = await store.write(async (tx) => {
    const known = await tx.kept('files')
    if (known === null) await tx.keep('files', name)
    return known ?? name
  })
  if (meant !== name)
    throw new StartError(
      `The folder of attached files ${folder} is not the one that this database's nodes use: set ACCORD_FILES to the folder that they share, with its file ${MARK}.`,
      null,
    )
}

/** Two nodes that come first together get one name: who makes the file gives it. */
async function nameOf(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, MARK)
  await writeFile(path, `${randomUUID()}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  for (let tries = 0; tries < READ_TRIES; tries++) {
    const name = (await readFile(path, 'utf8')).trim()
    if (name !== '') return name
    await pause(READ_EVERY_MS)
  }
  throw new Error(`its file ${MARK} is empty; delete it where no other node has this folder`)
}
