// What a composer holds: a form for each mode, so that no mode switch loses a word; which mode is shown; and how a
// mode's fields become a command. Typing is announced to the others in the room, never what is typed.

import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { toEventId } from '../../../domain/ids.ts'
import type { Activity } from '../../../protocol/feed.ts'
import { createForm, type Form } from '../create-form.ts'
import { COMPOSER_MODES, type ComposerMode, MODE_COMMANDS, type RoomScope } from '../room-scope.ts'
import { blankUpdate, updateCommand } from './update-form.ts'
import { blankWorkaround, workaroundCommand } from './workaround-form.ts'

export type TextFields = { readonly text: string; readonly replyTo: string }

export interface Composer {
  readonly mode: () => ComposerMode
  readonly setMode: (mode: ComposerMode) => void
  readonly modes: () => readonly ComposerMode[]
  readonly message: Form<TextFields>
  readonly note: Form<TextFields>
  readonly update: Form<ReturnType<typeof blankUpdate>>
  readonly workaround: Form<ReturnType<typeof blankWorkaround>>
  /** The form of the present mode, for what all of them have. */
  readonly shown: () => Pick<Form<Readonly<Record<string, string>>>, 'problem' | 'busy' | 'isDirty'>
  /** Call it on every key stroke. */
  readonly typed: () => void
  readonly send: () => Promise<boolean>
}

const ACTIVITY: Readonly<Record<ComposerMode, Activity>> = {
  message: 'MESSAGE',
  update: 'UPDATE',
  note: 'NOTE',
  workaround: 'WORKAROUND',
}
const IDLE_AFTER_MS = 8_000

/** Needs an owner. `focus` puts the caret into the composer once a request has set it up. */
export function createComposer(scope: RoomScope, focus: () => void): Composer {
  const { me, now, can, phase } = scope
  const message = createForm('message', (): TextFields => ({ text: '', replyTo: '' }))
  const note = createForm('note', (): TextFields => ({ text: '', replyTo: '' }))
  const update = createForm('update', blankUpdate)
  const workaround = createForm('workaround', blankWorkaround)
  const modes = () => COMPOSER_MODES.filter((mode) => can(MODE_COMMANDS[mode]))
  const isWorked = phase() === 'IN_PROGRESS' || phase() === 'WORKAROUND_IN_PLACE'
  const [chosen, setChosen] = createSignal<ComposerMode>(isWorked && can('postUpdate') ? 'update' : 'message')
  const mode = () => (modes().includes(chosen()) ? chosen() : 'message')
  const forms = { message, note, update, workaround }

  let idle: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(idle))
  const rest = () => {
    clearTimeout(idle)
    scope.announce('READING')
  }

  createEffect(
    on(
      scope.composeRequest,
      (request) => {
        if (request === null) return
        setChosen(request.mode)
        const fields = {
          ...request.fields,
          ...(request.replyTo === undefined ? {} : { replyTo: request.replyTo }),
        }
        if (Object.keys(fields).length > 0) forms[request.mode].set(fields)
        queueMicrotask(focus)
      },
      { defer: true },
    ),
  )

  const sendText = (form: Form<TextFields>, type: 'postMessage' | 'postNote') => {
    const { text, replyTo } = form.fields()
    return form.send({ type, text, replyTo: replyTo === '' ? null : toEventId(replyTo) })
  }
  const sendUpdate = async () => {
    const made = updateCommand(update.fields(), me.timeZone, now())
    if (made.ok) return update.send(made.command)
    update.fail(made.field, update.fields()[made.field].trim() === '' ? 'REQUIRED' : 'NOT_A_TIME')
    return false
  }
  const sendWorkaround = async () => {
    const made = workaroundCommand(workaround.fields(), me.timeZone, now())
    if (made !== null) return workaround.send(made)
    workaround.fail('validUntil', 'NOT_A_TIME')
    return false
  }
  const senders: Readonly<Record<ComposerMode, () => Promise<boolean>>> = {
    message: () => sendText(message, 'postMessage'),
    note: () => sendText(note, 'postNote'),
    update: sendUpdate,
    workaround: sendWorkaround,
  }

  return {
    mode,
    setMode: setChosen,
    modes,
    message,
    note,
    update,
    workaround,
    shown: () => forms[mode()],
    typed: () => {
      clearTimeout(idle)
      scope.announce(ACTIVITY[mode()])
      idle = setTimeout(() => scope.announce('READING'), IDLE_AFTER_MS)
    },
    send: async () => {
      const sent = await senders[mode()]()
      if (sent) rest()
      return sent
    },
  }
}
