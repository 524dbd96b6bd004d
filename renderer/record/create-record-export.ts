// A room's record as a file, from the copy on this computer: with or without a connection, the same for both parties.

import { type Accessor, createSignal } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import { checkpointMisfit, readCheckpoint } from '../../protocol/checkpoint.ts'
import { type RecordContent, recordFile, recordFileName } from '../../protocol/exported-record.ts'
import type { Replica } from '../../replica/api.ts'
import { saveFile } from './save-file.ts'

export interface RecordExportInput {
  readonly replica: Pick<Replica, 'read' | 'me' | 'checkpoint'>
  readonly roomId: RoomId
  /** The provider's name as people say it. */
  readonly provider: Accessor<string>
  readonly now: Accessor<Instant>
  /** Where the file goes; the window's download unless a test takes it. */
  readonly save?: (content: Blob, name: string) => void
}

export interface RecordExport {
  /** Resolves when the file was handed over, or when `problem` says why not. One at a time. */
  readonly run: () => Promise<void>
  readonly busy: Accessor<boolean>
  /** FAILED: the copy could not be read. NOT_HERE: it does not hold the room. */
  readonly problem: Accessor<'FAILED' | 'NOT_HERE' | null>
}

export function createRecordExport(input: RecordExportInput): RecordExport {
  const { replica, roomId, provider, now } = input
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<'FAILED' | 'NOT_HERE' | null>(null)

  async function write(): Promise<'FAILED' | 'NOT_HERE' | null> {
    try {
      // Asked for before the copy is read: what it vouches for is then in the copy, unless that is behind.
      const asked = replica.checkpoint?.(roomId)
      const given = asked === undefined ? null : await asked
      const content = await replica.read<'record'>({ read: 'record', roomId })
      if (content === null) return 'NOT_HERE'
      const stamp = { exportedAt: now(), exportedBy: nameOf(replica.me), provider: provider() }
      const text = recordFile(content, stamp, fitting(given, content))
      const ticket = content.entries[0]?.event.body
      const name = recordFileName(ticket?.type === 'IssueReported' ? ticket.ticket : roomId)
      const save = input.save ?? saveFile
      save(new Blob([text], { type: 'application/json' }), name)
      return null
    } catch {
      return 'FAILED'
    }
  }

  return {
    busy,
    problem,
    run: async () => {
      if (busy()) return
      setBusy(true)
      setProblem(await write())
      setBusy(false)
    },
  }
}

/** A checkpoint that does not hold, or vouches for something else than this copy, is none. */
function fitting(given: string | null, { entries }: RecordContent): string | null {
  const checkpoint = given === null ? null : readCheckpoint(given)
  return checkpoint !== null && checkpointMisfit(checkpoint, entries) === null ? given : null
}

const nameOf = ({ id, name, party }: Person): Pick<Person, 'id' | 'name' | 'party'> => ({ id, name, party })
