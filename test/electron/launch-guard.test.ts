// [Hardening 14] A packaged program does not start under another program's eyes, and hands none of them on.

import { expect, it } from 'vitest'
import { dropDebugEnvironment, environmentForReplica, refusedSwitch } from '../../electron/launch-guard.ts'

it.each([
  ['--remote-debugging-port=9222', 'remote-debugging-port'],
  ['--remote-debugging-pipe', 'remote-debugging-pipe'],
  ['--inspect', 'inspect'],
  ['--inspect-brk=0', 'inspect-brk'],
  ['--INSPECT', 'inspect'],
  ['-inspect', 'inspect'],
  ['--disable-web-security', 'disable-web-security'],
  ['--ignore-certificate-errors', 'ignore-certificate-errors'],
])('%s is refused', (word, name) => {
  expect(refusedSwitch(['/opt/Accord/accord', word])).toBe(name)
})

it('what a system adds by itself is not', () => {
  expect(
    refusedSwitch([
      'accord',
      '--user-data-dir=/x',
      '--enable-features=x',
      'accord://room/1',
      '-psn_0_1',
      'inspect',
    ]),
  ).toBeNull()
})

it('debugging variables are dropped, and a replica’s process gets what it needs alone', () => {
  const environment = {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--inspect',
    PATH: '/bin',
    TMPDIR: '/tmp',
    SECRET: 'x',
  }
  dropDebugEnvironment(environment)
  expect(environment).toEqual({ PATH: '/bin', TMPDIR: '/tmp', SECRET: 'x' })
  expect(environmentForReplica(environment)).toEqual({ TMPDIR: '/tmp' })
})
