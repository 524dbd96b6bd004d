// Making this person's signature under a statement: the root that it pins is reckoned on this copy first, and the key is
// certified as far as that can be had now. Whose sign-in is old is asked first who they are; who is offline, or would
// rather not say, signs with the certificate of before, or by the session alone.

import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { statedIn } from '../../domain/incident/resolution-statement.ts'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import { useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import {
  type Certifying,
  certifyKey,
  type Signature,
  signDigest,
  signStatement,
} from '../platform/signing.ts'

const CERTIFY_WITHIN_MS = 5_000
/** What a confirmation grants may reach the replica a moment after the window. */
const AGAIN_MS = 250
const TRIES_AFTER_CONFIRMING = 4

/** What vouches for a signature made now. ASKS: the server wants to know first who is there. UNKNOWN: not asked yet. */
export type Backing = 'DEVICE_KEY' | 'SESSION' | 'ASKS' | 'UNKNOWN'

const BACKINGS: Readonly<Record<Certifying, Backing>> = {
  CERTIFIED: 'DEVICE_KEY',
  NOT_NOW: 'SESSION',
  SIGN_IN_AGAIN: 'ASKS',
}

/** FIRST_ASK: who is there is asked before. CONFIRMED: they have just shown it. BY_SESSION: they would rather not. */
export type Manner = 'FIRST_ASK' | 'CONFIRMED' | 'BY_SESSION'

export type Made = Signature | 'OTHER_RECORD' | 'ASKS'

export interface Marks {
  readonly backing: Accessor<Backing>
  /**
   * Makes the signature, or says why there is none: the statement pins another record than this copy's, or who is there
   * has to be shown first. Rejects with a `SigningUnavailable` where there is no key.
   */
  make(read: ResolutionProposal, manner: Manner): Promise<Made>
}

/** Needs an owner under a ReplicaProvider. `mayCertify`: there is a statement that this person may sign. */
export function createMarks(roomId: RoomId, mayCertify: Accessor<boolean>): Marks {
  const replica = useReplica('SignOffPage')
  const me = useMe('SignOffPage')
  const now = useNow('SignOffPage')
  const status = useStatus('SignOffPage')
  const [backing, setBacking] = createSignal<Backing>('UNKNOWN')

  async function pinsThisRecord(sharedSeq: number, text: string): Promise<boolean> {
    const root = await replica.read<'root'>({ read: 'root', roomId, sharedSeq })
    return root !== null && statedIn(text)?.pin.root === root
  }

  async function certify(): Promise<Backing> {
    const late = Promise.withResolvers<Certifying>()
    const timer = setTimeout(() => late.resolve('NOT_NOW'), CERTIFY_WITHIN_MS)
    try {
      const asked = certifyKey(me.id, (ask) => replica.enrol(ask), now())
      const found = BACKINGS[await Promise.race([asked, late.promise])]
      setBacking(found)
      return found
    } finally {
      clearTimeout(timer)
    }
  }

  async function certifyConfirmed(): Promise<Backing> {
    for (let tries = 1; ; tries += 1) {
      const found = await certify()
      if (found !== 'ASKS' || tries === TRIES_AFTER_CONFIRMING) return found
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }

  // Before anybody goes offline with the statement before them; what is missing then is seen when it is signed.
  const isLive = createMemo(() => status().link === 'LIVE')
  createEffect(
    on([mayCertify, isLive], ([may]) => {
      if (may) certify().catch(() => undefined)
    }),
  )

  return {
    backing,
    async make({ text, digest, sharedSeq }, manner) {
      if (text === null) return signDigest(me.id, digest)
      if (!(await pinsThisRecord(sharedSeq, text))) return 'OTHER_RECORD'
      const found = await (manner === 'CONFIRMED' ? certifyConfirmed() : certify())
      if (found === 'ASKS' && manner !== 'BY_SESSION') return 'ASKS'
      return signStatement(me, text, now())
    },
  }
}
