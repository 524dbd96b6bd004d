// Conservation: whatever is asked of an outbox in whatever order, no command leaves it except by `remove`, none changes
// its content or place, and what memory says is what the file says.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CommandId, toCommandId, toRoomId } from '../../../domain/ids.ts'
import { instantAt } from '../../../domain/time.ts'
import { openSqliteDriver } from '../../../electron/sqlite-driver.ts'
import { Outbox, type StoredCommand } from '../../../replica/store/outbox.ts'
import type { CommandState } from '../../../replica/store/outbox-tables.ts'
import { contact } from '../../support/people.ts'

type Deed = 'add' | 'markSent' | 'markAccepted' | 'markRejected' | 'resendAccepted' | 'remove' | 'reopen'
const DEEDS: readonly Deed[] = [
  'add',
  'add',
  'markSent',
  'markAccepted',
  'markRejected',
  'resendAccepted',
  'remove',
  'reopen',
]
const refused = { code: 'NOT_PERMITTED' } as const

/** Which state may follow which; a command that was refused or never sent stays what it is. */
const MAY_FOLLOW: Record<CommandState, readonly CommandState[]> = {
  WAITING: ['WAITING', 'SENT'],
  SENT: ['SENT', 'ACCEPTED', 'REJECTED'],
  ACCEPTED: ['ACCEPTED', 'SENT'],
  REJECTED: ['REJECTED'],
}

it('[I4] loses nothing, changes no content, keeps the order, and says the same after every reopening', () => {
  const step = fc.record({ deed: fc.constantFrom(...DEEDS), which: fc.nat({ max: 9 }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const driver = openSqliteDriver(':memory:', 'outbox')
      let outbox = new Outbox(driver, contact.id)
      let added = 0
      const expected: CommandId[] = []
      for (const { deed, which } of steps) {
        const before = outbox.all()
        const id = before[which]?.id ?? toCommandId('none')
        if (deed === 'add') expected.push(outbox.add(command(added++)).id)
        else if (deed === 'markRejected') outbox.markRejected(id, refused)
        else if (deed === 'resendAccepted') outbox.resendAccepted()
        else if (deed === 'reopen') outbox = new Outbox(driver, contact.id)
        else if (deed === 'markAccepted') outbox.markAccepted(id)
        else outbox[deed]([id])
        if (deed === 'remove' && expected.includes(id)) expected.splice(expected.indexOf(id), 1)
        expect(outbox.all().map((row) => row.id)).toEqual(expected)
        for (const row of outbox.all())
          checkStep(
            before.find((old) => old.id === row.id),
            row,
          )
        expect(new Outbox(driver, contact.id).all()).toEqual(outbox.all())
      }
      driver.close()
    }),
    { seed: 20_261_123, numRuns: 60 },
  )
})

const command = (number: number) => ({
  id: toCommandId(`c${number}`),
  roomId: toRoomId(`r${number % 3}`),
  command: { type: 'postMessage', text: `Message ${number} ünd 🚨`, replyTo: null } as const,
  issuedAt: instantAt(number),
})

function checkStep(before: StoredCommand | undefined, row: StoredCommand): void {
  expect(row.rejection).toEqual(row.state === 'REJECTED' ? refused : null)
  if (before === undefined) return
  expect({ ...row, state: null, rejection: null }).toEqual({ ...before, state: null, rejection: null })
  expect(MAY_FOLLOW[before.state]).toContain(row.state)
}
