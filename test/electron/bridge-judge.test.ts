// [Hardening 4] Who may ask the bridge, how often, and what comes back when something fails: a code, never a story.

import { expect, it } from 'vitest'
import { noArguments } from '../../electron/bridge-arguments.ts'
import { bridgeJudge, type BridgeTable, entry, type Request } from '../../electron/bridge-judge.ts'
import { paceKeeper } from '../../electron/bridge-pace.ts'
import { BRIDGE_METHODS, type DesktopBridge } from '../../protocol/desktop.ts'

const OWN = {}
const CONTENTS = {} as Request['sender']

function from(url: string, parent: object | null = null, sender = CONTENTS): Request {
  return { sender, senderFrame: { url, parent } as unknown as Request['senderFrame'] }
}

function judge(act: () => unknown = () => 'done', now = () => 0) {
  const reported: unknown[] = []
  const table = Object.fromEntries(
    BRIDGE_METHODS.map((method) => [method, entry(noArguments(method), act, { burst: 2, everyMs: 1_000 })]),
  ) as unknown as BridgeTable<object>
  const ask = bridgeJudge({
    table,
    windowOf: (sender) => (sender === CONTENTS ? OWN : null),
    report: (code, what) => reported.push([code, what]),
    now,
  })
  return { reported, ask }
}

it('the list of methods is the whole bridge but its three plain values, each once', () => {
  // A method of the bridge that the list lacks does not compile here.
  const others: Record<Exclude<keyof DesktopBridge, (typeof BRIDGE_METHODS)[number]>, 'value'> = {
    platform: 'value',
    supportEnds: 'value',
    version: 'value',
  }
  expect(BRIDGE_METHODS.filter((method) => method in others)).toEqual([])
  expect(new Set(BRIDGE_METHODS).size).toBe(BRIDGE_METHODS.length)
})

it('the top frame of one of our windows, at our own page, is answered', async () => {
  const { ask } = judge()
  expect(await ask('people', from('app://room/index.html#/rooms/1'), [])).toEqual({ ok: true, value: 'done' })
})

it.each([
  ['a page of a server', from('https://rooms.example/')],
  ['another host of the scheme', from('app://evil/index.html')],
  ['a blank page', from('about:blank')],
  ['a frame inside the page', from('app://room/index.html', {})],
  ['contents that are no window of ours', from('app://room/index.html', null, {} as Request['sender'])],
  ['a frame that is gone', { sender: CONTENTS, senderFrame: null } satisfies Request],
])('%s is not', async (_who, request) => {
  const { ask } = judge()
  expect(await ask('people', request, [])).toEqual({ ok: false, code: 'NOT_ALLOWED' })
})

it('who asks too often is refused, and only for that method and only for a while', async () => {
  let now = 0
  const { ask } = judge(
    () => 'done',
    () => now,
  )
  const page = from('app://room/index.html')
  const asked = async () => (await ask('notify', page, [])).ok
  expect([await asked(), await asked(), await asked()]).toEqual([true, true, false])
  expect((await ask('people', page, [])).ok).toBe(true)
  now = 1_000
  expect([await asked(), await asked()]).toEqual([true, false])
})

it('a failure crosses as a code; its story stays with the main process', async () => {
  const secret = new Error('ENOENT: /home/ani/.config/accord/sessions')
  const { ask, reported } = judge(() => {
    throw secret
  })
  expect(await ask('people', from('app://room/index.html'), [])).toEqual({ ok: false, code: 'FAILED' })
  expect(reported).toEqual([['FAILED', secret]])
})

it('a bad argument is refused with its field', async () => {
  const { ask } = judge()
  expect(await ask('people', from('app://room/index.html'), [1])).toEqual({
    ok: false,
    code: 'BAD_ARGUMENT people: 1 arguments, not 0',
  })
})

it('a pace fills again one by one, never beyond its burst', () => {
  const keeper = paceKeeper({ burst: 3, everyMs: 100 })
  const take = (now: number, times: number) => Array.from({ length: times }, () => keeper.take(now))
  expect(take(0, 4)).toEqual([true, true, true, false])
  expect(take(150, 2)).toEqual([true, false])
  expect(take(200, 2)).toEqual([true, false])
  expect(take(10_000, 4)).toEqual([true, true, true, false])
})
