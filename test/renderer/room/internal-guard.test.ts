// Internal words do not slip to the customer: what is asked, how often, and where the text is afterwards.

import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { parseInstant, type Instant } from '../../../domain/time.ts'
import { people } from '../../../renderer/gallery/scripted-people.ts'
import { tell } from '../../../renderer/gallery/scripted-stories.ts'
import { scriptedView } from '../../../renderer/gallery/scripted-view.ts'
import type { Composer, TextFields } from '../../../renderer/room/composer/create-composer.ts'
import { createInternalGuard, type InternalGuard } from '../../../renderer/room/composer/internal-guard.ts'
import type { ComposerMode, RoomScope } from '../../../renderer/room/room-scope.ts'

interface World {
  readonly guard: InternalGuard
  readonly mode: () => ComposerMode
  readonly message: () => string
  readonly note: () => string
}

const NOTE = 'Edge certificate on ap-se-2 expired 07:04'

/** A composer as far as the guard knows it, in a room that holds an internal note. */
function composing(note: string, message: string, run: (world: World) => void): void {
  createRoot((dispose) => {
    const [mode, setMode] = createSignal<ComposerMode>('note')
    const form = (initial: string) => {
      const [text, setText] = createSignal(initial)
      return {
        text,
        fields: (): TextFields => ({ text: text(), replyTo: '' }),
        set: (changes: Partial<TextFields>) => setText(changes.text ?? text()),
        drop: () => setText(''),
      }
    }
    const notes = form(note)
    const messages = form(message)
    const view = scriptedView(
      tell('working', parseInstant('2025-11-18T08:05:26Z') as Instant),
      people.maeve,
      [],
      Number.MAX_SAFE_INTEGER,
    )
    const composer = { mode, setMode, note: notes, message: messages } as unknown as Composer
    const guard = createInternalGuard(
      { record: { read: () => view.entries.map(({ event }) => event) } } as unknown as RoomScope,
      composer,
    )
    run({ guard, mode, message: messages.text, note: notes.text })
    dispose()
  })
}

const paste = (text: string) => {
  const pasted = { prevented: false }
  const event = {
    clipboardData: { getData: () => text },
    preventDefault: () => {
      pasted.prevented = true
    },
  } as unknown as ClipboardEvent
  return { event, pasted }
}

test('[AUD-2] leaving a typed note for a public mode asks first; no keeps it a note', () => {
  composing('Pool saturated', '', ({ guard, mode, message, note }) => {
    guard.switchTo('message')
    expect(guard.asked()).toEqual({ kind: 'switch', text: 'Pool saturated' })
    guard.answer(false)
    expect([mode(), message(), note(), guard.asked()]).toEqual(['note', '', 'Pool saturated', null])
  })
})

test('yes adds the note to what is typed there, and it is no note any more', () => {
  composing('Pool saturated', 'We know more:', ({ guard, mode, message, note }) => {
    guard.switchTo('message')
    guard.answer(true)
    expect([mode(), message(), note()]).toEqual(['message', 'We know more:\nPool saturated', ''])
  })
})

test('the same note is asked about once, and an empty one never', () => {
  composing('Pool saturated', '', ({ guard }) => {
    guard.switchTo('message')
    guard.switchTo('note')
    guard.switchTo('message')
    expect(guard.asked()).toBeNull()
  })
  composing('  ', '', ({ guard }) => {
    guard.switchTo('update')
    expect(guard.asked()).toBeNull()
  })
})

test('pasting words of an internal entry into a public mode asks; pasted into a note they pass', () => {
  composing('', '', ({ guard, message }) => {
    const intoNote = paste(NOTE)
    guard.onPaste(intoNote.event)
    expect([intoNote.pasted.prevented, guard.asked()]).toEqual([false, null])
    guard.switchTo('message')
    const intoMessage = paste(NOTE)
    guard.onPaste(intoMessage.event)
    expect([intoMessage.pasted.prevented, guard.asked()?.kind, message()]).toEqual([true, 'paste', ''])
    guard.answer(true)
    expect(message()).toBe(NOTE)
  })
})

test('words that no internal entry holds are pasted without a question', () => {
  composing('', '', ({ guard }) => {
    guard.switchTo('message')
    const harmless = paste('API traffic is recovering on our side.')
    guard.onPaste(harmless.event)
    expect([harmless.pasted.prevented, guard.asked()]).toEqual([false, null])
  })
})
