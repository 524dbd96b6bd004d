// The window's end of the port: a Replica whose every call and watch survives a change of the host behind it.
// What has no answer yet is kept here and sent again, in order, when another host speaks up; nothing is lost while
// none does. A call that reached the old host too runs twice: submit() is told its command id, all others may repeat.
// A change is put together with the answer it belongs to; one of another answer is not guessed at, but asked for whole.

import type { CommandId, RoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Person } from '../../domain/people.ts'
import type { Activity } from '../../protocol/feed.ts'
import type { Draft, Question, Reading, Readings, Replica, Views } from '../api.ts'
import { type Difference, withDifference } from './difference.ts'
import { type Answers, type Call, type ClientMessage, type HostMessage, ReplicaFault } from './port.ts'

export interface PortClientOptions {
  readonly me: Person
  readonly send: (message: ClientMessage) => void
  /** Unique among everything that one host is sent, by any window. */
  readonly newId: () => string
  readonly newCommandId: () => CommandId
  /** Ends the connection behind `send`, after the last message. */
  readonly end: () => Promise<void>
}

export interface PortClient {
  readonly replica: Replica
  /** Settles with the first host; rejects with a `ReplicaFault` when there will be none. */
  readonly ready: Promise<void>
  receive(message: HostMessage): void
}

interface Outstanding {
  readonly call: Call
  resolve(value: unknown): void
  reject(fault: ReplicaFault): void
}

interface Watch {
  readonly question: Question
  /** The last answer and its name; null before the first one. */
  held: { readonly mark: string; readonly answer: unknown } | null
  changed(answer: unknown): void
}

export function openPortClient(options: PortClientOptions): PortClient {
  const outstanding = new Map<string, Outstanding>()
  const first = Promise.withResolvers<void>()
  // Nobody has to wait for the first host: without this a failure would count as unhandled.
  first.promise.catch(() => undefined)
  let announced: { readonly roomId: RoomId | null; readonly activity: Activity } | null = null
  let host: string | null = null
  let closed: string | null = null

  const send = (message: ClientMessage) => {
    if (host !== null && closed === null) options.send(message)
  }
  const watches = openWatches(send, options.newId)

  function call<M extends Call['method']>(asked: Extract<Call, { method: M }>): Promise<Answers[M]> {
    if (closed !== null) return Promise.reject(new ReplicaFault(closed))
    const id = options.newId()
    const answer = Promise.withResolvers<unknown>()
    outstanding.set(id, { call: asked, resolve: answer.resolve, reject: answer.reject })
    send({ type: 'call', id, call: asked })
    return answer.promise as Promise<Answers[M]>
  }

  function sendAllAgain(): void {
    if (announced !== null) send({ type: 'announce', ...announced })
    watches.sendAgain()
    for (const [id, { call: asked }] of outstanding) send({ type: 'call', id, call: asked })
  }

  function end(code: string): void {
    closed = code
    first.reject(new ReplicaFault(code))
    for (const waiting of outstanding.values()) waiting.reject(new ReplicaFault(code))
    outstanding.clear()
    watches.clear()
  }

  function receive(message: HostMessage): void {
    if (closed !== null) return
    switch (message.type) {
      case 'ready':
        // A host says it to everybody when it starts and again to each tab that asks: once is enough.
        if (message.host === host) return
        host = message.host
        sendAllAgain()
        return first.resolve()
      case 'answer':
        outstanding.get(message.id)?.resolve(message.value)
        outstanding.delete(message.id)
        return
      case 'fault':
        outstanding.get(message.id)?.reject(new ReplicaFault(message.code))
        outstanding.delete(message.id)
        return
      case 'changed':
        return watches.tell(message.id, message.mark, message.answer)
      case 'differs':
        return watches.tellChange(message)
      case 'unusable':
        return end(message.code)
    }
  }

  const replica = replicaOver({
    me: options.me,
    newCommandId: options.newCommandId,
    call,
    watch: (question, changed) => watches.add(question, changed),
    announce(roomId, activity) {
      announced = { roomId, activity }
      send({ type: 'announce', roomId, activity })
    },
    probe: () => send({ type: 'probe' }),
    async close() {
      if (closed !== null) return
      end('CLOSED')
      await options.end()
    },
  })
  return { replica, ready: first.promise, receive }
}

/** What this window watches, and the last answer to each. */
function openWatches(send: (message: ClientMessage) => void, newId: () => string) {
  const watches = new Map<string, Watch>()

  function tell(id: string, mark: string, answer: unknown): void {
    const watch = watches.get(id)
    if (watch === undefined) return
    watch.held = { mark, answer }
    watch.changed(answer)
  }
  return {
    tell,
    tellChange({ id, since, mark, difference }: Extract<HostMessage, { type: 'differs' }>): void {
      const watch = watches.get(id)
      const held = watch?.held ?? null
      // Nothing held: the whole answer has been asked for already.
      if (watch === undefined || held === null) return
      const next = held.mark === since ? changedBy(held.answer, difference) : null
      if (next !== null) return tell(id, mark, next.answer)
      watch.held = null
      send({ type: 'watch', id, question: watch.question })
    },
    add(question: Question, changed: (answer: unknown) => void): () => void {
      const id = newId()
      watches.set(id, { question, held: null, changed })
      send({ type: 'watch', id, question })
      return () => {
        if (watches.delete(id)) send({ type: 'unwatch', id })
      }
    },
    sendAgain(): void {
      for (const [id, { question }] of watches) send({ type: 'watch', id, question })
    },
    clear: () => watches.clear(),
  }
}

/** The next answer; null when the change does not fit the one before. */
function changedBy(before: unknown, difference: Difference): { readonly answer: unknown } | null {
  try {
    return { answer: withDifference(before, difference) }
  } catch {
    return null
  }
}

interface Port extends Pick<Replica, 'me' | 'announce' | 'probe' | 'close'> {
  readonly newCommandId: () => CommandId
  readonly call: <M extends Call['method']>(asked: Extract<Call, { method: M }>) => Promise<Answers[M]>
  readonly watch: (question: Question, changed: (answer: unknown) => void) => () => void
}

/** The replica's face as calls over a port. */
function replicaOver({ call, watch, newCommandId, ...plain }: Port): Replica {
  return {
    ...plain,
    submit: (roomId: RoomId, command: PersonCommand, commandId = newCommandId()) =>
      call({ method: 'submit', roomId, command, commandId }),
    discard: (commandId) => call({ method: 'discard', commandId }),
    watch: <V extends keyof Views>(
      question: Extract<Question, { view: V }>,
      changed: (answer: Views[V]) => void,
      // The host answers a watch with the view it was asked for; the port carries it as it is.
    ) => watch(question, (answer) => changed(answer as Views[V])),
    // What is read is named by the reading.
    read: async <R extends keyof Readings>(reading: Extract<Reading, { read: R }>) =>
      (await call({ method: 'read', reading })) as Readings[R],
    account: (ask) => call({ method: 'account', ask }),
    enrol: (ask) => call({ method: 'enrol', ask }),
    checkpoint: (roomId) => call({ method: 'checkpoint', roomId }),
    saveDraft: async (draft: Draft) => {
      await call({ method: 'saveDraft', draft })
    },
    loadDraft: (roomId, mode) => call({ method: 'loadDraft', roomId, mode }),
    dropDraft: async (roomId, mode) => {
      await call({ method: 'dropDraft', roomId, mode })
    },
  }
}
