// Whether something waits for this very person's answer: for the own party, and this person may give it.

import { maySign } from '../../domain/incident/resolution.ts'
import { type Turn, turnsOf } from '../../domain/incident/facts.ts'
import type { PersonCommandType } from '../../domain/incident/commands.ts'
import type { RoomScope } from './room-scope.ts'

const ANSWER: Readonly<Record<Turn['kind'], PersonCommandType>> = {
  CADENCE: 'agreeCadence',
  WORKAROUND: 'acceptWorkaround',
  SIGNATURE: 'signResolution',
  RECLASSIFICATION: 'agreeReclassification',
}

/** What waits for this person, in the order in which it should be answered (FAC-2). */
export function myTurns(scope: RoomScope): readonly Turn[] {
  const { room, me, account, can } = scope
  return turnsOf(room()).filter(
    ({ party, kind }) =>
      party === me.party &&
      can(ANSWER[kind]) &&
      (kind !== 'SIGNATURE' || maySign(room(), me, account()?.tamId ?? null)),
  )
}

export const mayAnswer = (scope: RoomScope, kind: Turn['kind']): boolean =>
  myTurns(scope).some((turn) => turn.kind === kind)
