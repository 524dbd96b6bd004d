// A room whose callback is owed, looked at by somebody at a moment: what the tests of the policy share.

import type { Person } from '../../../domain/people.ts'
import type { AlertMemory } from '../../../renderer/alerts/alert-memory.ts'
import { NOTHING_TOLD } from '../../../renderer/alerts/alert-memory.ts'
import { type AlertAnswer, type AlertLook, alertsAt } from '../../../renderer/alerts/alert-policy.ts'
import { nusantara } from '../../support/accounts.ts'
import { at, play, type Step } from '../../support/given.ts'
import { emptyLedger, type Ledger } from '../../support/ledger.ts'
import { assigned, intakeTaken, reported } from '../../support/story.ts'

/** Called at minute 1, so the callback is due at minute 16. The agent owns the room. */
export const CALLED: readonly Step[] = [reported, intakeTaken, { ...assigned(), minute: 3 }]

export const ledgerOf = (...steps: readonly Step[]): Ledger => play(emptyLedger(), steps)

/** Everything is remembered up to here: entries of the history itself are not news. */
export function seenAll(ledger: Ledger, me: Person): AlertMemory {
  return lookAt(ledger, me, 2, { front: null }).memory
}

/** What a person is told by a room as that person's copy holds it; `minute` after the start. */
export function lookAt(
  { log, room, customerRoom }: Ledger,
  me: Person,
  minute: number,
  changes: Partial<AlertLook> = {},
): AlertAnswer {
  const isCustomer = me.party === 'CUSTOMER'
  const own = isCustomer ? customerRoom : room
  const entries = log
    .filter(({ audience }) => !isCustomer || audience === 'SHARED')
    .map((event) => (isCustomer ? { ...event, seq: null } : event))
  return alertsAt({
    me,
    rooms:
      own === null
        ? []
        : [
            {
              room: own,
              account: nusantara,
              contact: { name: 'Rani Wulandari', number: '+622155500142' },
              entries,
            },
          ],
    now: at(minute),
    front: null,
    isQuiet: false,
    memory: NOTHING_TOLD,
    ...changes,
  })
}

/** Only what clocks lead to; the history's entries are left out. */
export function clocksAt(ledger: Ledger, me: Person, minute: number, changes: Partial<AlertLook> = {}) {
  return lookAt(ledger, me, minute, { memory: seenAll(ledger, me), ...changes })
}
