// A page without an interface: the real way to a replica, laid open to the tests that drive it. It keeps the latest
// answer of each watch, as the screens do.

import { toPersonId } from '../../../domain/ids.ts'
import type { BoardView, Pending, Replica, RoomView, Status } from '../../../replica/api.ts'
import { connectReplica } from '../../../renderer/platform/browser.ts'
import { forgetCopy } from '../../../renderer/platform/copy-folder.ts'
import { registerOfflineShell } from '../../../renderer/platform/offline-shell.ts'
import { browserSessions } from '../../../renderer/platform/session.ts'
import { signDigest } from '../../../renderer/platform/signing.ts'

const sessions = browserSessions()
let replica: Replica | null = null
let newBuilds = 0
registerOfflineShell(() => newBuilds++)

const latest: { board?: BoardView; room?: RoomView; pending?: readonly Pending[]; status?: Status } = {}

const platform = {
  latest,
  sessions,
  signDigest: (personId: string, digest: string) => signDigest(toPersonId(personId), digest),
  forgetCopy: (personId: string) => forgetCopy(toPersonId(personId)),
  newBuilds: () => newBuilds,
  /** Stands in for the build's own mark. */
  build: 'BUILD_MARK',
  signIn: (personId: string) => sessions.signInToDemo(toPersonId(personId)),
  continueAs: (personId: string) => sessions.continueAs(toPersonId(personId)),
  /** Opens the replica of this window's person and watches everything a screen would. */
  async connect(): Promise<void> {
    const session = sessions.current()
    if (session === null) throw new Error('nobody is signed in here')
    const opened = await connectReplica(session, null)
    replica = opened
    opened.watch<'status'>({ view: 'status' }, (status) => void (latest.status = status))
    opened.watch<'pending'>({ view: 'pending' }, (pending) => void (latest.pending = pending))
    opened.watch<'board'>({ view: 'board' }, (board) => {
      const roomId = board.rows[0]?.room.id
      if (latest.board?.rows[0] === undefined && roomId !== undefined)
        opened.watch<'room'>({ view: 'room', roomId, limit: 200 }, (room) => void (latest.room = room))
      latest.board = board
    })
  },
  replica(): Replica {
    if (replica === null) throw new Error('not connected')
    return replica
  },
  /** Says something in the first room; the outcome is not waited for unless the caller does. */
  async say(text: string): Promise<string> {
    const roomId = latest.board?.rows[0]?.room.id
    if (roomId === undefined) throw new Error('there is no room')
    return (await platform.replica().submit(roomId, { type: 'postMessage', text, replyTo: null })).outcome
  },
  /** What was said in the first room, with how far it has come. */
  said(): readonly string[] {
    return (latest.room?.entries ?? []).flatMap(({ event: { body }, state }) =>
      body.type === 'MessagePosted' ? [`${body.text} ${state}`] : [],
    )
  },
}

export type Platform = typeof platform

Object.assign(window, { platform })
