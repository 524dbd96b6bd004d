// Keeps internal words from slipping to the customer: leaving a typed internal note for a public mode, or pasting words
// of an internal entry into one, asks first, once, in place.

import { createSignal } from 'solid-js'
import type { ComposerMode, RoomScope } from '../room-scope.ts'
import type { Composer } from './create-composer.ts'

export interface InternalGuard {
  /** What is asked about now; null when nothing is. */
  readonly asked: () => { readonly kind: 'switch' | 'paste'; readonly text: string } | null
  /** Yes: the text goes into the public mode. No: it stays where it is. */
  readonly answer: (yes: boolean) => void
  readonly switchTo: (mode: ComposerMode) => void
  readonly onPaste: (event: ClipboardEvent) => void
}

/** Shorter pieces say nothing by themselves. */
const TELLING_LENGTH = 12

export function createInternalGuard(scope: RoomScope, composer: Composer): InternalGuard {
  const [asked, setAsked] = createSignal<{ readonly kind: 'switch' | 'paste'; readonly text: string } | null>(
    null,
  )
  let lastAsked = ''

  const isInternal = (text: string): boolean =>
    scope.record.read().some(({ body, audience }) => {
      return (
        audience === 'INTERNAL' && 'text' in body && (body.text.includes(text) || text.includes(body.text))
      )
    })

  /** Adds to what is there: nothing typed is ever replaced. */
  const put = (text: string) => {
    const joined = (before: string) => (before === '' ? text : `${before}\n${text}`)
    const mode = composer.mode()
    if (mode === 'update') composer.update.set({ nature: joined(composer.update.fields().nature) })
    else if (mode === 'workaround')
      composer.workaround.set({ steps: joined(composer.workaround.fields().steps) })
    else composer.message.set({ text: joined(composer.message.fields().text) })
  }

  return {
    asked,
    answer: (yes) => {
      const question = asked()
      setAsked(null)
      if (question === null) return
      if (yes) {
        put(question.text)
        if (question.kind === 'switch') composer.note.drop()
      } else if (question.kind === 'switch') composer.setMode('note')
    },
    switchTo: (mode) => {
      const text = composer.note.fields().text.trim()
      const isLeaving = composer.mode() === 'note' && mode !== 'note' && text !== '' && text !== lastAsked
      composer.setMode(mode)
      setAsked(isLeaving ? { kind: 'switch', text } : null)
      if (isLeaving) lastAsked = text
    },
    onPaste: (event) => {
      if (composer.mode() === 'note') return
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (text.length < TELLING_LENGTH || !isInternal(text)) return
      event.preventDefault()
      setAsked({ kind: 'paste', text })
    },
  }
}
