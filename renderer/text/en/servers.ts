// What the first page says of servers on the desktop: which one, which others, what is wrong with an address, and
// whether sessions outlive the program here.

import type { ProfileProblem } from '../../../protocol/desktop.ts'

export const serverText = {
  label: 'Server',
  connect: 'Connect',
  others: (count: number) => `${count} more used before`,
  othersLabel: 'Servers used before',
  choose: (name: string) => `Use ${name}`,
  removeNamed: (name: string) => `Remove ${name}`,
  problems: {
    NOT_AN_ADDRESS: 'This is no address of a server. Write it as support.example.com.',
    NOT_SECURE: 'A server must be reached by https. Only this computer itself may be reached without.',
    ALREADY_THERE: 'This server is already in the list.',
    TOO_MANY: 'The list is full. Remove a server, then add this one.',
  } satisfies Record<ProfileProblem, string>,
  memoryOnly: 'This system has no safe place for sessions: sign in again after each start of the program.',
} as const
