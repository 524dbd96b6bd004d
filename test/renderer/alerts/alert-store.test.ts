// The memory of alerts where it is kept: shared with the next start, and not lost for the running window by a full disk.

import { afterEach, expect, it, vi } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { parseMemory, NOTHING_TOLD } from '../../../renderer/alerts/alert-memory.ts'
import { openAlertStore } from '../../../renderer/alerts/alert-store.ts'

const kept = new Map<string, string>()
let isFull = false

vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem(key: string, text: string) {
    if (isFull) throw new Error('QuotaExceededError')
    kept.set(key, text)
  },
})

vi.stubGlobal('addEventListener', () => undefined)
vi.stubGlobal('removeEventListener', () => undefined)

afterEach(() => {
  kept.clear()
  isFull = false
})

const tell = (key: string) => (memory: typeof NOTHING_TOLD) => ({ ...memory, told: [...memory.told, key] })

it('what was told is known after the next start, to this person alone', async () => {
  const store = openAlertStore(toPersonId('maeve'), null)
  await store.change(tell('one'))
  store.close()
  expect(openAlertStore(toPersonId('maeve'), null).memory().told).toEqual(['one'])
  expect(openAlertStore(toPersonId('joon'), null).memory().told).toEqual([])
})

it('a full disk does not make this window tell again what it has told', async () => {
  const store = openAlertStore(toPersonId('maeve'), null)
  await store.change(tell('one'))
  isFull = true
  await store.change(tell('two'))
  await store.change(tell('three'))
  expect(store.memory().told).toEqual(['one', 'two', 'three'])
})

it.each([null, '', 'half {', '7', '{"told":[]}'])('%j is no memory, and nothing breaks', (text) => {
  expect(parseMemory(text)).toEqual(NOTHING_TOLD)
})
