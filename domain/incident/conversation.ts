// The conversation: messages for everybody, notes for the provider alone, files, annotations, and corrections,
// which never hide what was first said. Rules MSG-n, AUD-n, COR-n.

import type { EventId } from '../ids.ts'
import { firstOf, invalid, NAME_MAX, requireRange, requireText, TEXT_MAX } from '../input.ts'
import type { Audience } from '../people.ts'
import { accept, type Decision, reject, type Rejection } from '../result.ts'
import type { Context } from './context.ts'

export interface PostMessage {
  readonly type: 'postMessage'
  readonly text: string
  /** The entry this answers. */
  readonly replyTo: EventId | null
}

export interface PostNote {
  readonly type: 'postNote'
  readonly text: string
  readonly replyTo: EventId | null
}

export interface AttachFile {
  readonly type: 'attachFile'
  readonly audience: Audience
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** SHA-256 of the content, in hex. */
  readonly sha256: string
}

export interface Annotate {
  readonly type: 'annotate'
  readonly audience: Audience
  readonly refersTo: EventId
  readonly text: string
}

export interface Correct {
  readonly type: 'correct'
  readonly refersTo: EventId
  readonly text: string
}

export interface MessagePosted {
  readonly type: 'MessagePosted'
  readonly text: string
  readonly replyTo: EventId | null
}

export interface NotePosted {
  readonly type: 'NotePosted'
  readonly text: string
  readonly replyTo: EventId | null
  /** Whether it came with a change of owner. */
  readonly handOver: boolean
}

export interface FileAttached {
  readonly type: 'FileAttached'
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

export interface Annotated {
  readonly type: 'Annotated'
  readonly refersTo: EventId
  readonly text: string
}

/** The text that now stands for the entry; the first one stays in the record. */
export interface Corrected {
  readonly type: 'Corrected'
  readonly refersTo: EventId
  readonly text: string
}

export const FILE_BYTES_MAX = 25 * 1024 * 1024
const CORRECTABLE: readonly string[] = ['MessagePosted', 'NotePosted', 'UpdatePosted']

export function decideMessage(command: PostMessage, ctx: Context): Decision<MessagePosted> {
  const wrong = firstOf(
    requireText('text', command.text, TEXT_MAX),
    checkReply(command.replyTo, 'SHARED', ctx),
  )
  if (wrong !== null) return reject(wrong)
  const body: MessagePosted = { type: 'MessagePosted', text: command.text.trim(), replyTo: command.replyTo }
  return accept({ audience: 'SHARED', body })
}

export function decideNote(command: PostNote, ctx: Context): Decision<NotePosted> {
  const wrong = firstOf(
    requireText('text', command.text, TEXT_MAX),
    checkReply(command.replyTo, 'INTERNAL', ctx),
  )
  if (wrong !== null) return reject(wrong)
  const { replyTo } = command
  return accept({
    audience: 'INTERNAL',
    body: { type: 'NotePosted', text: command.text.trim(), replyTo, handOver: false },
  })
}

/** The provider chooses who sees a file; what a customer attaches is always shared. */
export function decideFile(command: AttachFile, ctx: Context): Decision<FileAttached> {
  if (command.audience === 'INTERNAL' && ctx.actor?.party !== 'PROVIDER')
    return reject({ code: 'NOT_PERMITTED' })
  const wrong = firstOf(
    requireText('name', command.name, NAME_MAX),
    requireText('mediaType', command.mediaType, 127),
    requireRange('size', command.size, 0, FILE_BYTES_MAX),
    /^[0-9a-f]{64}$/.test(command.sha256) ? null : invalid('sha256', 'OUT_OF_RANGE', 64),
  )
  if (wrong !== null) return reject(wrong)
  const { name, mediaType, size, sha256 } = command
  return accept({ audience: command.audience, body: { type: 'FileAttached', name, mediaType, size, sha256 } })
}

export function decideAnnotate(command: Annotate, ctx: Context): Decision<Annotated> {
  if (command.audience === 'INTERNAL' && ctx.actor?.party !== 'PROVIDER')
    return reject({ code: 'NOT_PERMITTED' })
  const wrong = firstOf(requireText('text', command.text, TEXT_MAX), checkReference(command.audience, ctx))
  if (wrong !== null) return reject(wrong)
  const { refersTo, text } = command
  return accept({ audience: command.audience, body: { type: 'Annotated', refersTo, text: text.trim() } })
}

/** Only the author corrects, only a message, note or update; the audience stays that of the entry (COR-1). */
export function decideCorrect(command: Correct, ctx: Context): Decision<Corrected> {
  const wrong = firstOf(requireText('text', command.text, TEXT_MAX), checkVisible(ctx))
  if (wrong !== null) return reject(wrong)
  const { referenced } = ctx
  if (referenced === null || !CORRECTABLE.includes(referenced.type))
    return reject(invalid('refersTo', 'NOT_ALLOWED'))
  if (referenced.authorId === null || referenced.authorId !== ctx.actor?.id)
    return reject({ code: 'NOT_PERMITTED' })
  const { refersTo, text } = command
  return accept({ audience: referenced.audience, body: { type: 'Corrected', refersTo, text: text.trim() } })
}

/** To a customer an internal entry is as one that is not there (AUD-3). */
function checkVisible(ctx: Context): Rejection | null {
  const { referenced, actor } = ctx
  const visible = referenced !== null && (referenced.audience === 'SHARED' || actor?.party === 'PROVIDER')
  return visible ? null : invalid('refersTo', 'NOT_FOUND')
}

/** A shared entry never points at an internal one: the pointer would tell that it exists (AUD-2). */
function checkReference(audience: Audience, ctx: Context): Rejection | null {
  const hidden = checkVisible(ctx)
  if (hidden !== null) return hidden
  return audience === 'SHARED' && ctx.referenced?.audience === 'INTERNAL'
    ? invalid('refersTo', 'NOT_ALLOWED')
    : null
}

function checkReply(replyTo: EventId | null, audience: Audience, ctx: Context): Rejection | null {
  if (replyTo === null) return null
  const wrong = checkReference(audience, ctx)
  return wrong?.code === 'INVALID_INPUT' ? { ...wrong, field: 'replyTo' } : wrong
}
