// [Hardening 4] Every method of the bridge judges what it is handed: what the interface hands over passes as it is, and
// nothing of another number, shape, name or size does; the refusal names the field.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILE_BYTES_MAX } from '../../domain/incident/conversation.ts'
import {
  addressArgument,
  administerArguments,
  BadArgument,
  emailArgument,
  fetchArguments,
  fileArgument,
  groupArgument,
  mailCodeArgument,
  noArguments,
  outsideArguments,
  type Parser,
  personArgument,
  phoneArguments,
  phoneCodeArgument,
  profileArgument,
} from '../../electron/bridge-arguments.ts'
import { noticeArgument, statusArgument } from '../../electron/bridge-status.ts'

const ROOM = '0198f2c1-7a3e-7c55-9b3a-1f2e3d4c5b6a'
const CLOCK = {
  roomId: ROOM,
  title: 'Nusantara Pay',
  what: 'update 2',
  state: 'RISK',
  startedAt: 1,
  dueAt: 2,
}
const NOTICE = {
  id: 'n1',
  group: `${ROOM}/CALLBACK`,
  title: 'Call back within 5 minutes',
  body: '',
  urgency: 'CRITICAL',
  stays: true,
  actions: [{ key: 'call', label: 'Call now' }],
  roomId: ROOM,
}
const STATUS = {
  language: 'id',
  clocks: [CLOCK],
  badge: 2,
  keepAwake: true,
  link: 'LIVE',
  waiting: 0,
  quietUntil: null,
}
const FILE = { roomId: ROOM, name: 'trace.log', type: 'text/plain', bytes: new Uint8Array(3) }
const PARSERS: Readonly<Record<string, Parser<readonly unknown[]>>> = {
  profiles: noArguments('profiles'),
  signInToDemo: personArgument('signInToDemo'),
  chooseProfile: profileArgument('chooseProfile'),
  addProfile: addressArgument,
  dismissNotices: groupArgument,
  bringFile: fileArgument,
  fetchFile: fetchArguments,
  administer: administerArguments,
  openOutside: outsideArguments,
  emailStart: emailArgument,
  emailFinish: mailCodeArgument('emailFinish'),
  stepUpEmailFinish: mailCodeArgument('stepUpEmailFinish'),
  phoneFinish: phoneArguments,
  stepUpPhoneFinish: phoneCodeArgument,
  notify: noticeArgument,
  setStatus: statusArgument,
}
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  profiles: [],
  signInToDemo: ['maeve-brennan'],
  chooseProfile: ['0f2b8a377ffaf028'],
  addProfile: ['rooms.example'],
  dismissNotices: [NOTICE.group],
  bringFile: [FILE],
  fetchFile: [ROOM, ROOM],
  administer: ['person', '{"id":"rani-wulandari"}'],
  openOutside: ['web', 'https://status.example'],
  emailStart: ['rani@nusantarapay.example'],
  emailFinish: ['012345'],
  stepUpEmailFinish: ['012345'],
  phoneFinish: ['rani@nusantarapay.example', '01234567'],
  stepUpPhoneFinish: ['01234567'],
  notify: [NOTICE],
  setStatus: [STATUS],
}
const parserOf = (method: string) => PARSERS[method] ?? noArguments(method)
const goodFor = (method: string) => GOOD[method] ?? []

function refusedField(method: string, ...given: readonly unknown[]): string {
  try {
    parserOf(method)(given)
  } catch (error) {
    if (error instanceof BadArgument) return error.field
    throw error
  }
  return 'nothing was refused'
}

describe.each(Object.keys(PARSERS))('%s', (method) => {
  it('takes what the interface hands over, as it is', () => {
    expect(parserOf(method)(goodFor(method))).toEqual(goodFor(method))
  })

  it('takes no further argument', () => {
    expect(refusedField(method, ...goodFor(method), 1)).toContain(method)
  })

  it('refuses anything else by a field’s name, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything({ maxDepth: 3, withBigInt: true, withNullPrototype: true }), { maxLength: 3 }),
        (given) => {
          try {
            const taken = parserOf(method)(given)
            // What passed is plain and as long as it was.
            return taken.length === given.length && structuredClone(taken) !== undefined
          } catch (error) {
            return error instanceof BadArgument && error.field.startsWith(method)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

it.each([
  ['notify', { ...NOTICE, title: '' }, 'notify.title'],
  ['notify', { ...NOTICE, title: 'x'.repeat(201) }, 'notify.title'],
  ['notify', { ...NOTICE, body: 'x'.repeat(1_001) }, 'notify.body'],
  ['notify', { ...NOTICE, urgency: 'LOUD' }, 'notify.urgency'],
  ['notify', { ...NOTICE, actions: [1, 2, 3] }, 'notify.actions'],
  ['notify', { ...NOTICE, actions: [{ key: 'a', label: '' }] }, 'notify.actions.0.label'],
  ['notify', { ...NOTICE, roomId: '../../etc' }, 'notify.roomId'],
  ['notify', { ...NOTICE, icon: 'file:///etc/passwd' }, 'notify.icon'],
  ['notify', [NOTICE], 'notify'],
  ['setStatus', { ...STATUS, badge: -1 }, 'setStatus.badge'],
  ['setStatus', { ...STATUS, badge: Number.NaN }, 'setStatus.badge'],
  ['setStatus', { ...STATUS, clocks: Array.from({ length: 6 }, () => CLOCK) }, 'setStatus.clocks'],
  ['setStatus', { ...STATUS, clocks: [{ ...CLOCK, dueAt: Infinity }] }, 'setStatus.clocks.0.dueAt'],
  ['setStatus', { ...STATUS, language: 'de' }, 'setStatus.language'],
  ['bringFile', { ...FILE, bytes: [1, 2, 3] }, 'bringFile.bytes'],
  ['bringFile', { ...FILE, path: '/etc/passwd' }, 'bringFile.path'],
  ['bringFile', { ...FILE, name: 'x'.repeat(256) }, 'bringFile.name'],
  ['chooseProfile', '../../../etc', 'chooseProfile.id'],
  ['signInToDemo', '', 'signInToDemo.personId'],
  ['addProfile', 'x'.repeat(301), 'addProfile.address'],
  ['emailStart', 'rani', 'emailStart.email'],
  ['emailStart', `${'x'.repeat(250)}@y.example`, 'emailStart.email'],
  ['emailStart', 'a b@y.example', 'emailStart.email'],
  ['emailFinish', '01234', 'emailFinish.code'],
  ['emailFinish', '٠١٢٣٤٥', 'emailFinish.code'],
  ['stepUpPhoneFinish', '0123456', 'stepUpPhoneFinish.code'],
] as const)('%s refuses %j: %s', (method, given, field) => {
  expect(refusedField(method, given)).toBe(field)
})

it('bringFile refuses more bytes than a file may have', () => {
  const bytes = new Uint8Array(FILE_BYTES_MAX + 1)
  expect(refusedField('bringFile', { ...FILE, bytes })).toBe('bringFile.bytes')
})

it.each([
  [['shell', 'x'], 'openOutside.kind'],
  [['web', ''], 'openOutside.target'],
])('openOutside refuses %j', (given, field) => {
  expect(refusedField('openOutside', ...given)).toBe(field)
})

it.each([
  [[ROOM, '../x'], 'fetchFile.eventId'],
  [['a/b', ROOM], 'fetchFile.roomId'],
])('fetchFile refuses %j', (given, field) => {
  expect(refusedField('fetchFile', ...given)).toBe(field)
})

it.each([
  [['query { me { id } }', '{}'], 'administer.operation'],
  [['constructor', '{}'], 'administer.operation'],
  [['person', '[]'], 'administer.variables'],
  [['person', '{'], 'administer.variables'],
  [['person', { id: 'x' }], 'administer.variables'],
  [['person', `{"id":"${'x'.repeat(60_000)}"}`], 'administer.variables'],
])('administer refuses what is no named operation with an object of JSON', (given, field) => {
  expect(refusedField('administer', ...given)).toBe(field)
})

it('what an object inherits is no field of it, and none of its own is carried along', () => {
  const inherited = Object.create(NOTICE) as object
  expect(refusedField('notify', inherited)).not.toBe('nothing was refused')
  expect(refusedField('notify', { ...NOTICE, ['__proto__x']: 1 })).toBe('notify.__proto__x')
})
