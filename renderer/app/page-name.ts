// What the page at an address is called, for the title of window and tab (WCAG 2.4.2).

import type { Person } from '../../domain/people.ts'
import type { BoardRow } from '../../replica/api.ts'
import { roomOfPath } from '../platform/room-address.ts'
import { administrationText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { settingsText } from '../text/keys.ts'
import { roomText } from '../text/room.ts'

const PARTS = ['sign-off', 'wall'] as const

/** Of a room its title, and for its pages what they are; empty for a room that is not on this computer. */
export function pageName(path: string, me: Person, rows: readonly BoardRow[]): string {
  if (path === '/') return me.party === 'CUSTOMER' ? appText.incidentRooms : appText.board
  if (path === '/intake') return appText.intake
  if (path === '/report') return appText.report
  if (path.startsWith('/administration')) return administrationText.title
  if (path === '/settings') return settingsText.title
  const id = roomOfPath(path)
  if (id === null) return appText.unknownTitle.replace(/\.$/, '')
  const title = rows.find(({ room }) => room.id === id)?.room.title ?? ''
  const part = PARTS.find((one) => path.endsWith(`/${one}`))
  return [part === undefined ? '' : roomText.parts[part], title].filter((words) => words !== '').join(', ')
}
