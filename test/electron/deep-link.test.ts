// [Hardening 11] What the system hands over from outside is a room to show, the code of a sign-in, or nothing.

import { expect, it } from 'vitest'
import { linkAmong, parseDeepLink, recordAmong } from '../../electron/deep-link.ts'

const ROOM = '0198f2c1-7a3e-7c55-9b3a-1f2e3d4c5b6a'
const CODE = 'Ab0-_'.repeat(8) + 'xyz'

it.each([`accord://room/${ROOM}`, `ACCORD://ROOM/${ROOM}`, `accord://room/${ROOM}/`])(
  '%s names the room',
  (link) => {
    expect(parseDeepLink(link)).toEqual({ roomId: ROOM })
  },
)

it.each([`accord://sign-in/${CODE}`, `ACCORD://Sign-In/${CODE}/`])('%s brings a code', (link) => {
  expect(parseDeepLink(link)).toEqual({ loginCode: CODE })
})

it.each([
  '',
  `accord://sign-in/${CODE}x`,
  `accord://sign-in/${CODE.slice(1)}`,
  `accord://sign-in/${CODE}?server=evil`,
  `accord://sign-in/${CODE}/${CODE}`,
  `accord://sign-in/${CODE.slice(1)}%`,
  `accord://sign-in@evil/${CODE}`,
  'accord://sign-in/',
  'accord:',
  'accord://room/',
  'accord://room',
  `accord://${ROOM}`,
  `accord:room/${ROOM}`,
  `accord://rooms/${ROOM}`,
  `accord://room@evil/${ROOM}`,
  `accord://room:1/${ROOM}`,
  `accord://room/${ROOM}?sign=1`,
  `accord://room/${ROOM}#sign`,
  `accord://room/${ROOM}/sign-off`,
  'accord://room/../../etc/passwd',
  'accord://room/%2e%2e',
  'accord://room/a%00b',
  'accord://room/a b',
  'accord://room/a\nb',
  `accord://room/${'a'.repeat(65)}`,
  `https://room/${ROOM}`,
  `xaccord://room/${ROOM}`,
  ` accord://room/${ROOM}`,
  `accord://room/${ROOM}\u0000`,
])('%j names nothing', (link) => {
  expect(parseDeepLink(link)).toBeNull()
})

it('a command line is searched for its first link, and no other word of it is looked at', () => {
  expect(linkAmong(['/usr/bin/accord', '--inspect', `accord://room/${ROOM}`, 'accord://room/other'])).toEqual(
    {
      roomId: ROOM,
    },
  )
  expect(linkAmong(['/usr/bin/accord', '--room', ROOM])).toBeNull()
})

it('an exported record is known by its ending, and a switch is no file', () => {
  expect(recordAmong(['accord', '/home/ani/room 7.accord-record'])).toBe(true)
  expect(recordAmong(['accord', '--open=/home/ani/room.accord-record'])).toBe(false)
  expect(recordAmong(['accord', '/home/ani/room.txt'])).toBe(false)
})
