// The rows of the commands. Who may ask for which is the law's own table, domain/incident/permissions.ts, which decides
// inside of the transaction; here it is only read, so that the walk through all cells and docs/policy.md have commands
// in them too.

import type { PersonCommandType } from '../../domain/incident/commands.ts'
import { PERMISSIONS } from '../../domain/incident/permissions.ts'
import type { Row } from './table.ts'

/** The row of a command: its roles are the law's, and it opens a room where the law gives it no phase to wait for. */
export function commandRow(type: PersonCommandType): Row {
  const { roles, phases } = PERMISSIONS[type]
  return { askers: roles, about: phases.includes('NONE') ? 'NEW_ROOM' : 'ROOM' }
}
