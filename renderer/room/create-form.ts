// A small form of a room: its fields are kept as a draft on every key stroke and survive everything but being sent;
// what the rules say stands at the field it is about, or at the foot. One form, one command.

import { createMemo, createSignal } from 'solid-js'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { InputProblem, Rejection } from '../../domain/result.ts'
import { createDraft } from '../live/create-draft.ts'
import { createSubmit } from '../live/create-submit.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { formText } from '../text/room.ts'
import { useRoom } from './room-scope.ts'

export type Fields = Readonly<Record<string, string>>

export interface Form<Of extends Fields> {
  readonly fields: () => Of
  readonly set: (changes: Partial<Of>) => void
  /** What is wrong with a field, or undefined. */
  readonly errorAt: (field: keyof Of & string) => string | undefined
  /** What is wrong that belongs to no field of this form, or undefined. */
  readonly problem: () => string | undefined
  readonly busy: () => boolean
  /** Whether anything was typed that is not sent. */
  readonly isDirty: () => boolean
  /** Refuses here what no command can be made of, e.g. a time that is not valid. */
  readonly fail: (field: keyof Of & string, problem: InputProblem) => void
  /** Hands the command in; true once it is on disk, and the draft is gone. */
  readonly send: (command: PersonCommand) => Promise<boolean>
  readonly drop: () => void
}

/** `name` is the draft's, unique in the room; `blank` what the fields hold before anything is typed. */
export function createForm<Of extends Fields>(name: string, blank: () => Of): Form<Of> {
  const { replica, roomId } = useRoom('createForm')
  const draft = createDraft(
    replica,
    () => roomId,
    () => name,
  )
  const submission = createSubmit(replica)
  const [local, setLocal] = createSignal<Rejection | null>(null)
  const fields = createMemo((): Of => ({ ...blank(), ...parsed(draft.content()) }))
  const rejection = () => local() ?? submission.rejection()
  const at = (said: Rejection | null): string | null =>
    said?.code === 'INVALID_INPUT' ? lastWord(said.field) : null
  const has = (field: string | null) => field !== null && field in blank()

  return {
    fields,
    set: (changes) => {
      setLocal(null)
      submission.clear()
      draft.set(JSON.stringify({ ...fields(), ...changes }))
    },
    errorAt: (field) => {
      const said = rejection()
      return said !== null && at(said) === field ? rejectionSentence(said) : undefined
    },
    problem: () => {
      const said = rejection()
      if (said !== null) return has(at(said)) ? undefined : rejectionSentence(said)
      return submission.failed() ? formText.notSaved : undefined
    },
    busy: submission.busy,
    isDirty: () => draft.content() !== null,
    fail: (field, problem) => setLocal({ code: 'INVALID_INPUT', field, problem, limit: null }),
    send: async (command) => {
      setLocal(null)
      const id = await submission.submit(roomId, command)
      if (id !== null) draft.drop()
      return id !== null
    },
    drop: () => {
      setLocal(null)
      submission.clear()
      draft.drop()
    },
  }
}

/** "expectation.at" is the field "at". */
const lastWord = (field: string): string => field.split('.').at(-1) ?? field

function parsed(content: string | null): Record<string, string> {
  if (content === null) return {}
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    return {}
  }
}
