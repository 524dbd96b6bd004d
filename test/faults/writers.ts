// Those who work at the API during a run: writers that hand in commands until each is answered, somebody who takes
// calls and calls back about in time, and a reader. They do what a device does, with the same ids again, and write it
// all down.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Entry, Write } from '../support/faults/history.ts'
import { type Envelope, readRoom, SignedOut, signIn, submit } from './api.ts'
import type { Random } from './random.ts'

export interface Writer {
  readonly personId: string
  /** Hands in one more batch, or the one in flight again. */
  readonly step: () => Promise<void>
  readonly isIdle: () => boolean
}

/** What a writer reaches: by a line that fails, and by none for signing in. */
export interface Reach {
  readonly line: () => string
  readonly direct: () => string
}

export interface WriterCounts {
  answered: number
  sentAgain: number
  retried: number
  refused: number
}

const AGAIN_AFTER_MS = 25
const AFTER_FAILURE_MS = 150

/** A command with what it leads to when it is accepted. */
export type Wanted = Envelope & { readonly effects: readonly string[] }

/** `next` makes a batch; an empty one means that there is nothing to do. */
export function openWriter(
  personId: string,
  reach: Reach,
  note: Write,
  counts: WriterCounts,
  next: () => readonly Wanted[],
): Writer {
  let inFlight: readonly Wanted[] = []
  let token: string | null = null

  const attempt = async (): Promise<void> => {
    token ??= (await signIn(reach.direct(), personId)).token
    const envelopes = inFlight.map(({ id, roomId, command }) => ({ id, roomId, command }))
    const answers = await submit(reach.line(), token, envelopes)
    const answered = new Set<string>()
    for (const { id, outcome, rejection } of answers) {
      if (outcome === 'RETRY') counts.retried += 1
      else answered.add(id)
      if (outcome === 'REJECTED') counts.refused += 1
      const facts: Entry['facts'] = rejection === null ? undefined : { code: rejection.code }
      note('command', id, outcome === 'ACCEPTED' ? 'ok' : outcome === 'REJECTED' ? 'fail' : 'info', facts)
    }
    counts.answered += answered.size
    inFlight = inFlight.filter(({ id }) => !answered.has(id))
  }
  return {
    personId,
    isIdle: () => inFlight.length === 0,
    async step() {
      if (inFlight.length === 0) {
        inFlight = next()
        for (const { id, effects } of inFlight) note('command', id, 'invoke', { effects })
      } else counts.sentAgain += inFlight.length
      if (inFlight.length === 0) return pause(AGAIN_AFTER_MS)
      try {
        await attempt()
        // As a device does: a server that cannot store now is not asked a thousand times a second.
        if (inFlight.length > 0) await pause(AGAIN_AFTER_MS)
      } catch (error) {
        if (error instanceof SignedOut) token = null
        for (const { id } of inFlight) note('command', id, 'info')
        await pause(AFTER_FAILURE_MS)
      }
    },
  }
}

/** One to twelve commands; a hand-over leads to two events in two audiences: both or none. */
export function someCommands(
  personId: string,
  rooms: () => readonly string[],
  random: Random,
): () => readonly Wanted[] {
  let said = 0
  return () =>
    Array.from({ length: 1 + random.below(12) }, () => {
      const text = `${personId} writes ${++said}`
      const isMessage = random.below(3) > 0
      return {
        id: randomUUID(),
        roomId: random.pick(rooms()),
        effects: isMessage ? ['MessagePosted'] : ['AgentAssigned', 'NotePosted'],
        command: isMessage
          ? { postMessage: { text } }
          : { assignAgent: { agentId: personId, handOverNote: text } },
      }
    })
}

/** Asks how far a room has come, as one who is entitled; whether there was an answer. */
export async function readOnce(reach: Reach, token: string, room: string, note: Write): Promise<boolean> {
  const id = randomUUID()
  note('read', id, 'invoke', { room })
  try {
    note('read', id, 'ok', { room, upTo: await readRoom(reach.direct(), token, room) })
    return true
  } catch {
    note('read', id, 'info')
    await pause(AFTER_FAILURE_MS)
    return false
  }
}
