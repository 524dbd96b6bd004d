// The store on SQLite: the embedded default, one server process per folder. One connection writes, through a queue
// that commits works of one turn together; another reads what is committed.

import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { IdentityStore, IdentityTransaction } from '../auth/identity-store.ts'
import type { EventStore } from './event-store.ts'
import { sqliteIdentityReads } from './identity-reads.ts'
import { sqliteIdentityTransaction } from './identity-writes.ts'
import { openSqliteQueue, type Transactional } from './sqlite-commit.ts'
import { type Connection, lockFolder, openReader, openWriter, readMeta, refuseMoved } from './sqlite-file.ts'
import { parsedPage, sqliteFeed, sqliteFeedLength } from './sqlite-feed.ts'
import { SqliteMemory } from './sqlite-memory.ts'
import { answer, prepareLookups, sqliteReads } from './sqlite-reads.ts'
import { sqliteTransaction } from './sqlite-writes.ts'
import type { WorkSpan } from './write-queue.ts'

export interface SqliteOptions {
  /** The folder that holds the database; made when missing. */
  readonly folder: string
  readonly newId: () => string
  /** The disk failed in a way that leaves unknown what is stored: the process must stop at once. */
  readonly onFatal: (cause: unknown) => void
}

/** Both ports on one database: what is written through either shares its transactions. */
export interface SqliteStore extends EventStore {
  readonly identity: IdentityStore
}

/** Opens, locks and migrates; rejects with a sentence for the operator when another server holds the folder. */
export function openSqliteStore(options: SqliteOptions): Promise<SqliteStore> {
  return Promise.try(() => {
    const lock = lockFolder(options.folder)
    const open: Connection[] = [lock]
    try {
      const writer = openWriter(options.folder, options.newId)
      open.push(writer)
      refuseMoved(writer, options.folder)
      const reader = openReader(options.folder)
      open.push(reader)
      return storeOn(writer, reader, lock, options.onFatal)
    } catch (error) {
      for (const connection of open.toReversed()) connection.close()
      throw error
    }
  })
}

function storeOn(
  writer: Connection,
  reader: Connection,
  lock: Connection,
  onFatal: (cause: unknown) => void,
): SqliteStore {
  const memory = new SqliteMemory()
  const log = sqliteTransaction(writer, memory)
  const queue = openSqliteQueue(transactionalOn(writer, memory, log.writeEnds), onFatal)
  const transaction = sqliteIdentityTransaction(writer, log.transaction)
  const write: IdentityStore['write'] = (work) => queue.write((span) => work(whileOpen(transaction, span)))
  const reads = sqliteReads(reader)
  const readFeed = sqliteFeed(reader)
  const readFeedLength = sqliteFeedLength(reader)
  const lookups = prepareLookups(drizzle(reader))
  return {
    ...reads,
    epoch: readMeta(reader, 'epoch'),
    secret: readMeta(reader, 'secret'),
    write,
    identity: { ...reads, ...sqliteIdentityReads(reader), write },
    feedAfter: (...asked) => answer(() => parsedPage(readFeed(...asked))),
    feedTexts: (...asked) => answer(() => readFeed(...asked)),
    feedLength: (...asked) => answer(() => readFeedLength(...asked)),
    dueRooms: (now) => answer(() => lookups.dueRooms.all({ now }).map((row) => row.roomId)),
    deadlines: (roomId) => answer(() => lookups.deadlines.all({ roomId })),
    close: async () => {
      await queue.close()
      reader.close()
      writer.close()
      lock.close()
    },
  }
}

/** BEGIN IMMEDIATE, since a transaction that reads before it writes is refused at once when another wrote (M4). */
function transactionalOn(connection: Connection, memory: SqliteMemory, writeEnds: () => void): Transactional {
  const statement = (text: string) => {
    const prepared = connection.prepare(text)
    return () => void prepared.run()
  }
  const version = connection.prepare<[], number>('PRAGMA data_version').pluck()
  const begin = statement('BEGIN IMMEDIATE')
  const savepoint = statement('SAVEPOINT work')
  const rollbackToSavepoint = statement('ROLLBACK TO work')
  const commit = statement('COMMIT')
  return {
    begin: () => {
      begin()
      memory.begin(version.get() ?? Number.NaN)
    },
    savepoint: () => {
      memory.workBegins()
      savepoint()
    },
    release: statement('RELEASE work'),
    rollbackToSavepoint: () => {
      memory.workUndone()
      rollbackToSavepoint()
    },
    beforeCommit: writeEnds,
    commit: () => {
      commit()
      memory.committed()
    },
    rollback: statement('ROLLBACK'),
    isInTransaction: () => connection.inTransaction,
  }
}

/** A transaction that refuses everything once its work has ended. */
function whileOpen(transaction: IdentityTransaction, span: WorkSpan): IdentityTransaction {
  return new Proxy(transaction, {
    get: (target, property, receiver) => {
      if (!span.isOpen) throw new Error('a work has ended and may not touch its transaction any more')
      return Reflect.get(target, property, receiver) as unknown
    },
  })
}
