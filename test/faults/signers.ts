// Two parties that sign at the same moment, over a failing line: a resolution is proposed, both hand in their signatures
// at once and again until each is answered, the room is opened again, and so on. Whether it was resolved exactly when it
// should, a checker tells from the store (I16).

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { instantAt } from '../../domain/time.ts'
import type { Write } from '../support/faults/history.ts'
import { markOf } from '../support/sealed-story.ts'
import { type OpenProposal, resolutionOf, signIn, type SignedIn, submit } from './api.ts'
import type { CrewCounters } from './counters.ts'
import { openWriter, type Reach, type Wanted } from './writers.ts'

export interface Signers {
  readonly step: () => Promise<void>
  readonly isIdle: () => boolean
  /** Nobody waits for an answer any more. */
  stop(): void
}

interface SignersOptions {
  readonly reach: Reach
  readonly counters: CrewCounters
  readonly roomId: string
  readonly note: (person: string) => Write
}

const CUSTOMER = 'sari-hartono'
const PROVIDER = 'joon-park'
const AFTER_FAILURE_MS = 150
const BETWEEN_MS = 40

/** A room of a customer that nobody else in the run belongs to, called back in time: it can be resolved. */
export async function roomToSign(url: string): Promise<string> {
  const roomId = randomUUID()
  const now = Date.now()
  const takeIntake = {
    accountId: 'kirana-air',
    company: 'Kirana Air',
    contactPhone: '+62 21 5550 0170',
    receivedAt: instantAt(now - 2_000),
    separateFrom: [],
  }
  const recordCallback = {
    reached: 'Sari Hartono',
    occurredAt: instantAt(now - 1_000),
    information: 'Both fail.',
  }
  for (const [person, command] of [
    ['priya-nair', { takeIntake }],
    ['maeve-brennan', { recordCallback }],
  ] as const) {
    const { token } = await signIn(url, person)
    const [answer] = await submit(url, token, [{ id: randomUUID(), roomId, command }])
    if (answer?.outcome !== 'ACCEPTED') throw new Error(`no room to sign in: ${JSON.stringify(answer)}`)
  }
  return roomId
}

export function openSigners({ reach, counters, roomId, note }: SignersOptions): Signers {
  let isOver = false
  const party = (id: string) => {
    let wanted: readonly Wanted[] = []
    const writer = openWriter(id, reach, note(id), counters, () => {
      const batch = wanted
      wanted = []
      return batch
    })
    let signed: SignedIn | null = null
    return {
      isIdle: writer.isIdle,
      async person() {
        signed ??= await signIn(reach.direct(), id)
        return signed
      },
      /** Resolves when it was answered, however often it has to be said. */
      async hands(command: Wanted['command'], effect: string): Promise<void> {
        wanted = [{ id: randomUUID(), roomId, command, effects: [effect] }]
        do await writer.step()
        while (!writer.isIdle() && !isOver)
      },
    }
  }
  const [customer, provider] = [party(CUSTOMER), party(PROVIDER)]

  async function bothSign(proposal: OpenProposal): Promise<void> {
    const marks = await Promise.all(
      [customer, provider].map(async (who) => {
        const { type: _type, ...mark } = markOf((await who.person()).person, proposal)
        return { who, mark }
      }),
    )
    await Promise.all(marks.map(({ who, mark }) => who.hands({ signResolution: mark }, 'ResolutionSigned')))
    const after = await resolutionOf(reach.direct(), (await provider.person()).token, roomId)
    if (after.open === null && after.isResolved) counters.signedAtOnce += 1
  }

  return {
    isIdle: () => customer.isIdle() && provider.isIdle(),
    stop: () => {
      isOver = true
    },
    async step() {
      try {
        const { isResolved, open } = await resolutionOf(
          reach.direct(),
          (await provider.person()).token,
          roomId,
        )
        if (open !== null) await bothSign(open)
        else if (isResolved) await customer.hands({ reopen: { reason: 'It fails again.' } }, 'Reopened')
        else
          await provider.hands(
            {
              proposeResolution: {
                outcome: 'ENDED',
                statement: 'Sending works again.',
                unavailabilityEndedAt: instantAt(Date.now() - 1_000),
              },
            },
            'ResolutionProposed',
          )
        await pause(BETWEEN_MS)
      } catch {
        await pause(AFTER_FAILURE_MS)
      }
    },
  }
}
