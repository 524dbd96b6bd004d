// The replica's end of the port, one for each window: carries out its calls, keeps its watches, answers.
// A window that asks the same again (it did not hear the answer) gets the same watch, not a second one. The first answer
// to a watch is sent whole, then what changed since (difference.ts): what a change sends does not grow with the room.

import type { RoomId } from '../../domain/ids.ts'
import type { Activity } from '../../protocol/feed.ts'
import type { Question, Reading, Replica } from '../api.ts'
import { differenceOf } from './difference.ts'
import type { Call, ClientMessage, HostMessage } from './port.ts'

export interface PortHostOptions {
  /** Different for every port host there ever was. */
  readonly id: string
  readonly replica: Replica
  readonly send: (message: HostMessage) => void
  /** Instead of the replica's own: several windows share one presence. */
  readonly announce: (roomId: RoomId | null, activity: Activity) => void
  /** Hears of a call that failed without a fault's code: a bug. */
  readonly report: (error: unknown) => void
}

export interface PortHost {
  receive(message: ClientMessage): void
  /** Stops its watches; the replica stays open. */
  close(): void
}

export function openPortHost({ id: host, replica, send, announce, report }: PortHostOptions): PortHost {
  const stops = new Map<string, () => void>()
  let answers = 0

  function stop(id: string): void {
    stops.get(id)?.()
    stops.delete(id)
  }

  /** Says each answer of one watch: the first one whole. */
  function teller(id: string): (answer: unknown) => void {
    let told: { readonly mark: string; readonly answer: unknown } | null = null
    const next = (answer: unknown) => (told = { mark: `${host}/${(answers += 1)}`, answer })
    return (answer) => {
      const before = told
      if (before === null) return send({ type: 'changed', id, ...next(answer) })
      const difference = differenceOf(before.answer, answer)
      if (difference === null) return
      send({ type: 'differs', id, since: before.mark, mark: next(answer).mark, difference })
    }
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'call':
          carryOut(replica, message.call).then(
            (value) => send({ type: 'answer', id: message.id, value }),
            (error: unknown) => send({ type: 'fault', id: message.id, code: codeOf(error, report) }),
          )
          return
        case 'watch':
          stop(message.id)
          stops.set(message.id, watch(replica, message.question, teller(message.id)))
          return
        case 'unwatch':
          return stop(message.id)
        case 'announce':
          return announce(message.roomId, message.activity)
        case 'probe':
          return replica.probe()
      }
    },
    close() {
      for (const id of stops.keys()) stop(id)
    },
  }
}

async function carryOut(replica: Replica, call: Call): Promise<unknown> {
  switch (call.method) {
    case 'submit':
      return replica.submit(call.roomId, call.command, call.commandId)
    case 'discard':
      return replica.discard(call.commandId)
    case 'read':
      return read(replica, call.reading)
    case 'account':
      return (await replica.account?.(call.ask)) ?? null
    case 'enrol':
      return replica.enrol(call.ask)
    case 'checkpoint':
      return (await replica.checkpoint?.(call.roomId)) ?? null
    case 'saveDraft':
      await replica.saveDraft(call.draft)
      return null
    case 'loadDraft':
      return replica.loadDraft(call.roomId, call.mode)
    case 'dropDraft':
      await replica.dropDraft(call.roomId, call.mode)
      return null
  }
}

/** `read` is generic over one kind of reading, as `watch` is over one view. */
function read(replica: Replica, reading: Reading): Promise<unknown> {
  switch (reading.read) {
    case 'outline':
      return replica.read<'outline'>(reading)
    case 'passage':
      return replica.read<'passage'>(reading)
    case 'entry':
      return replica.read<'entry'>(reading)
    case 'search':
      return replica.read<'search'>(reading)
    case 'record':
      return replica.read<'record'>(reading)
    case 'root':
      return replica.read<'root'>(reading)
  }
}

/** `watch` is generic over one view; a question that came over the port is any of them. */
function watch(replica: Replica, question: Question, changed: (answer: unknown) => void): () => void {
  switch (question.view) {
    case 'board':
      return replica.watch<'board'>(question, changed)
    case 'room':
      return replica.watch<'room'>(question, changed)
    case 'pending':
      return replica.watch<'pending'>(question, changed)
    case 'status':
      return replica.watch<'status'>(question, changed)
    case 'directory':
      return replica.watch<'directory'>(question, changed)
    case 'presence':
      return replica.watch<'presence'>(question, changed)
  }
}

/** The code of a fault, or BUG with the whole story for whoever hears reports. */
function codeOf(error: unknown, report: (error: unknown) => void): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  report(error)
  return 'BUG'
}
