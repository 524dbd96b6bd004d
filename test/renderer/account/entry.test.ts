// What an address asks for before anybody is signed in, and what is left to the screens.

import { expect, it } from 'vitest'
import { entryOf } from '../../../renderer/account/entry.ts'
import { deviceNameOf } from '../../../renderer/platform/session-device.ts'

it.each([
  ['#/sign-in/link/abc', { kind: 'LINK', secret: 'abc' }],
  ['#/sign-in/invitation/abc', { kind: 'INVITATION', token: 'abc' }],
  ['#/sign-in/done/abc', { kind: 'DONE', handover: 'abc' }],
  ['#/sign-in/desktop/abc?device=My%20PC%26x', { kind: 'DESKTOP', challenge: 'abc', device: 'My PC&x' }],
  ['#/sign-in/desktop/abc', { kind: 'DESKTOP', challenge: 'abc', device: '' }],
])('%s opens a page of its own', (hash, entry) => {
  expect(entryOf(hash)).toEqual(entry)
})

it.each([
  '',
  '#/',
  '#/rooms/1',
  '#/rooms/1/sign-off',
  '#/sign-in',
  '#/sign-in/link',
  '#/sign-in/other/abc',
  '#/sign-in/invitation',
])('%s is none', (hash) => {
  expect(entryOf(hash)).toBeNull()
})

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome, Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18 Safari/605', 'Safari, macOS'],
  ['something else', 'Browser'],
])('a browser is called by its name and system alone: %s', (agent, name) => {
  expect(deviceNameOf(agent)).toBe(name)
})
