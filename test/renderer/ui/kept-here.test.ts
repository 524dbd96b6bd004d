// Choices outlive their window where the browser keeps anything, and never break a page where it does not.

import { afterEach, expect, it, vi } from 'vitest'
import { hearKept, keepHere, keptHere } from '../../../renderer/ui/kept-here.ts'

afterEach(() => vi.unstubAllGlobals())

it('gives back what was kept under the same key, and nothing under another', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  })
  keepHere('accord.theme', 'dark')
  expect([keptHere('accord.theme'), keptHere('accord.language')]).toEqual(['dark', null])
})

it('keeps nothing, and goes on, where storage is switched off or full', () => {
  const off = (): never => {
    throw new Error('denied')
  }
  vi.stubGlobal('localStorage', { getItem: off, setItem: off })
  keepHere('accord.theme', 'dark')
  expect(keptHere('accord.theme')).toBeNull()
})

it('hears what another window keeps under its own key alone, until it is stopped', () => {
  const window = new EventTarget()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  const heard: (string | null)[] = []
  const write = (key: string, newValue: string | null) =>
    window.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
  const stop = hearKept('accord.theme', (text) => heard.push(text))
  write('accord.theme', 'dark')
  write('accord.language', 'id')
  write('accord.theme', null)
  stop()
  write('accord.theme', 'light')
  expect(heard).toEqual(['dark', null])
})
