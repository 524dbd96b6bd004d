// [I4] The order in which the program ends: what was typed is kept first, windows close next, files last; and nothing that
// hangs, asks twice or has gone holds it up for longer than a moment.

import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { openLastWords } from '../../electron/last-words.ts'
import { type Ending, openQuitting } from '../../electron/quitting.ts'

function program() {
  const did: string[] = []
  const kept = Promise.withResolvers<void>()
  const app = new EventEmitter()
  const ask = (event: string): boolean => {
    let isRefused = false
    app.emit(event, {
      preventDefault() {
        isRefused = true
      },
    })
    return !isRefused
  }
  const quit = (): void => {
    did.push('asked to quit')
    if (!ask('before-quit')) return
    did.push('windows close')
    ask('will-quit')
  }
  const quitting = openQuitting({
    app: Object.assign(app, { quit, exit: (code: number) => did.push(`exit ${code}`) }) as unknown as Ending,
    keepTyped: () => kept.promise.then(() => did.push('kept')),
    close: async () => did.push('files closed'),
  })
  return { did, kept, quit, quitting }
}

it('keeps what was typed, then closes windows, then files, and ends', async () => {
  const { did, kept, quit, quitting } = program()
  quit()
  expect(quitting.isQuitting()).toBe(false)
  kept.resolve()
  await expect.poll(() => did.at(-1)).toBe('exit 0')
  expect(did).toEqual(['asked to quit', 'kept', 'asked to quit', 'windows close', 'files closed', 'exit 0'])
})

it('is asked again and again while it waits, and ends once', async () => {
  const { did, kept, quit } = program()
  quit()
  quit()
  quit()
  kept.resolve()
  await expect.poll(() => did.at(-1)).toBe('exit 0')
  expect(did.filter((what) => what === 'kept')).toHaveLength(1)
  expect(did.filter((what) => what === 'exit 0')).toHaveLength(1)
})

it('an update that ends the program closes windows at once', () => {
  const { quitting } = program()
  quitting.beginNow()
  expect(quitting.isQuitting()).toBe(true)
})

function speaker(id: string, listens = true) {
  const told: string[] = []
  return { id, told, tellNow: ({ type }: { readonly type: string }) => listens && told.push(type) > 0 }
}

it('a window is waited for until it has answered, is asked once, and another’s answer is not its own', async () => {
  const words = openLastWords(60_000)
  const [one, two] = [speaker('1'), speaker('2')]
  let isDone = false
  void words.ask(one).then(() => {
    isDone = true
  })
  void words.ask(one)
  words.heard(two)
  await Promise.resolve()
  expect(isDone).toBe(false)
  words.heard(one)
  await expect.poll(() => isDone).toBe(true)
  expect(one.told).toEqual(['flush'])
})

it('a window that has gone, hangs, or listens to nothing is not waited for', async () => {
  const words = openLastWords(60_000)
  const gone = speaker('1')
  const asked = words.ask(gone)
  words.gone(gone)
  await asked
  await words.ask(speaker('2', false))
  await openLastWords(1).ask(speaker('3'))
})
