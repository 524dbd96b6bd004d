// What comes over a port or a channel is checked before it is believed; what the client makes is always believed.

import { expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { newId } from '../../../renderer/platform/new-id.ts'
import { parseClientMessage, parseHostMessage, PORT_VERSION } from '../../../replica/port/port.ts'
import { parseTabFrame } from '../../../renderer/platform/tab-frame.ts'
import { copyFolder } from '../../../renderer/platform/copy-folder.ts'

const submit = {
  type: 'call',
  id: '1',
  call: { method: 'submit', roomId: 'r', commandId: 'c', command: { type: 'postMessage', text: 'x' } },
}

it.each([
  submit,
  { type: 'call', id: '1', call: { method: 'discard', commandId: 'c' } },
  { type: 'call', id: '1', call: { method: 'read', reading: { read: 'outline', roomId: 'r' } } },
  {
    type: 'call',
    id: '1',
    call: { method: 'read', reading: { read: 'passage', roomId: 'r', positions: [7] } },
  },
  { type: 'call', id: '1', call: { method: 'read', reading: { read: 'entry', roomId: 'r', eventId: 'e' } } },
  { type: 'call', id: '1', call: { method: 'saveDraft', draft: { roomId: 'r', mode: 'm', content: '' } } },
  { type: 'call', id: '1', call: { method: 'loadDraft', roomId: 'r', mode: 'm' } },
  { type: 'call', id: '1', call: { method: 'dropDraft', roomId: 'r', mode: 'm' } },
  { type: 'watch', id: '1', question: { view: 'room', roomId: 'r', limit: 50 } },
  { type: 'watch', id: '1', question: { view: 'board' } },
  { type: 'unwatch', id: '1' },
  { type: 'announce', roomId: null, activity: 'READING' },
  { type: 'probe' },
])('a window may say %j', (message) => {
  expect(parseClientMessage(message)).toEqual(message)
  expect(parseTabFrame({ version: PORT_VERSION, type: 'ask', from: 't', message })).toEqual({
    version: PORT_VERSION,
    type: 'ask',
    from: 't',
    message,
  })
})

it.each([
  null,
  'probe',
  { type: 'shutdown' },
  { ...submit, id: 7 },
  { ...submit, call: { ...submit.call, command: 'postMessage' } },
  { ...submit, call: { ...submit.call, commandId: undefined } },
  { type: 'call', id: '1', call: { method: 'constructor' } },
  { type: 'call', id: '1', call: { method: 'read', reading: { read: 'outbox', roomId: 'r' } } },
  {
    type: 'call',
    id: '1',
    call: { method: 'read', reading: { read: 'passage', roomId: 'r', positions: ['7'] } },
  },
  { type: 'call', id: '1', call: { method: 'saveDraft', draft: { roomId: 'r', mode: 'm' } } },
  { type: 'watch', id: '1', question: { view: 'room', roomId: 'r', limit: '50' } },
  { type: 'watch', id: '1', question: { view: 'secrets' } },
  { type: 'announce', roomId: 'r', activity: 'DANCING' },
])('a host does not listen to %j', (message) => {
  expect(parseClientMessage(message)).toBeNull()
  expect(parseTabFrame({ version: PORT_VERSION, type: 'ask', from: 't', message })).toBeNull()
})

it.each([
  undefined,
  { type: 'ready' },
  { type: 'answer', id: '1' },
  { type: 'changed', answer: {} },
  { type: 'changed', id: '1', answer: {} },
  { type: 'differs', id: '1', since: 'a', mark: 'b', difference: null },
  { type: 'differs', id: '1', mark: 'b', difference: { is: 1 } },
])('a window does not listen to %j', (message) => {
  expect(parseHostMessage(message)).toBeNull()
  expect(parseTabFrame({ version: PORT_VERSION, type: 'say', to: null, message })).toBeNull()
})

it('[I3] ids made in a browser are UUIDs of version 7, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, newId)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('a person id cannot leave the folder of the copies', () => {
  expect(copyFolder(toPersonId('../other/./x'))).toBe('/accord/..%2Fother%2F.%2Fx')
})
