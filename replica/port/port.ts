// The message port between a window and the replica it works from, as plain data. The window's side is port-client.ts,
// the replica's side port-host.ts; between them lies a worker, and where another tab leads a channel between tabs
// (renderer/platform/), or a message port to the desktop's replica process (electron/). Nothing here depends on which.
//
//   window                          replica
//     │ ◀──────────── ready(host) ────│   a host speaks up, also when it takes over from another
//     │ ── announce, watch…, call… ──▶│   everything that is not answered, again
//     │ ◀── changed…, answer, fault ──│
//     │ ◀────────── differs… ─────────│   what changed since the last answer to a watch
//
// A message from elsewhere is not trusted to have the right shape: the parsers return null for what is none of ours.

import type { CommandId, RoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { type AccountAsk, parseAccountAsk } from '../../protocol/identity-operations.ts'
import type { EnrolAnswer, EnrolAsk } from '../../protocol/enrolment.ts'
import type { Activity } from '../../protocol/feed.ts'
import { type Fields, isFields } from '../../protocol/fields.ts'
import type { Draft, Question, Reading, Readings, Submitted } from '../api.ts'
import type { Difference } from './difference.ts'

/** Raised with every change of the shapes below: tabs with different builds must not guess each other's meaning. */
export const PORT_VERSION = 7

export type Call =
  | {
      readonly method: 'submit'
      readonly roomId: RoomId
      readonly command: PersonCommand
      readonly commandId: CommandId
    }
  | { readonly method: 'discard'; readonly commandId: CommandId }
  | { readonly method: 'read'; readonly reading: Reading }
  | { readonly method: 'account'; readonly ask: AccountAsk }
  | { readonly method: 'enrol'; readonly ask: EnrolAsk }
  | { readonly method: 'checkpoint'; readonly roomId: RoomId }
  | { readonly method: 'saveDraft'; readonly draft: Draft }
  | { readonly method: 'loadDraft'; readonly roomId: string; readonly mode: string }
  | { readonly method: 'dropDraft'; readonly roomId: string; readonly mode: string }

/** What each call is answered with. */
export interface Answers {
  readonly submit: Submitted
  readonly discard: boolean
  readonly read: Readings[keyof Readings]
  readonly account: unknown
  readonly enrol: EnrolAnswer | null
  readonly checkpoint: string | null
  readonly saveDraft: null
  readonly loadDraft: string | null
  readonly dropDraft: null
}

export type ClientMessage =
  | { readonly type: 'call'; readonly id: string; readonly call: Call }
  | { readonly type: 'watch'; readonly id: string; readonly question: Question }
  | { readonly type: 'unwatch'; readonly id: string }
  | { readonly type: 'announce'; readonly roomId: RoomId | null; readonly activity: Activity }
  | { readonly type: 'probe' }

export type HostMessage =
  /** `host` differs for every host there ever was. */
  | { readonly type: 'ready'; readonly host: string }
  | { readonly type: 'answer'; readonly id: string; readonly value: unknown }
  /** Something outside failed (a full disk, a broken file): nothing was done. */
  | { readonly type: 'fault'; readonly id: string; readonly code: string }
  /** The whole answer to a watch. `mark` names it among all answers there ever were. */
  | { readonly type: 'changed'; readonly id: string; readonly mark: string; readonly answer: unknown }
  /** The answer `mark` is the answer `since` with this difference. */
  | {
      readonly type: 'differs'
      readonly id: string
      readonly since: string
      readonly mark: string
      readonly difference: Difference
    }
  /** No replica can be opened at all, and it does not help to wait. */
  | { readonly type: 'unusable'; readonly code: string }

/** The call was not carried out, through no fault of the person. Trying again by hand may help. */
export class ReplicaFault extends Error {
  readonly code: string
  constructor(code: string) {
    super(`the local copy could not do it: ${code}`)
    this.name = 'ReplicaFault'
    this.code = code
  }
}

const ACTIVITIES: readonly string[] = ['READING', 'MESSAGE', 'UPDATE', 'NOTE', 'WORKAROUND', 'CALL']
const PLAIN_VIEWS: readonly string[] = ['board', 'pending', 'status', 'directory', 'presence']

/** The message that `value` is, or null. A command's own fields are the law's to judge. */
export function parseClientMessage(value: unknown): ClientMessage | null {
  if (!isFields(value)) return null
  switch (value['type']) {
    case 'call':
      return isText(value['id']) && isCall(value['call']) ? (value as unknown as ClientMessage) : null
    case 'watch':
      return isText(value['id']) && isQuestion(value['question']) ? (value as unknown as ClientMessage) : null
    case 'unwatch':
      return isText(value['id']) ? (value as unknown as ClientMessage) : null
    case 'announce':
      return (value['roomId'] === null || isText(value['roomId'])) && isActivity(value['activity'])
        ? (value as unknown as ClientMessage)
        : null
    case 'probe':
      return { type: 'probe' }
    default:
      return null
  }
}

/** The message that `value` is, or null. */
export function parseHostMessage(value: unknown): HostMessage | null {
  if (!isFields(value)) return null
  switch (value['type']) {
    case 'ready':
      return isText(value['host']) ? (value as unknown as HostMessage) : null
    case 'answer':
      return isText(value['id']) && 'value' in value ? (value as unknown as HostMessage) : null
    case 'fault':
      return isText(value['id']) && isText(value['code']) ? (value as unknown as HostMessage) : null
    case 'changed':
      return isText(value['id']) && isText(value['mark']) && 'answer' in value
        ? (value as unknown as HostMessage)
        : null
    case 'differs':
      return isText(value['id']) &&
        isText(value['since']) &&
        isText(value['mark']) &&
        isFields(value['difference'])
        ? (value as unknown as HostMessage)
        : null
    case 'unusable':
      return isText(value['code']) ? (value as unknown as HostMessage) : null
    default:
      return null
  }
}

function isCall(value: unknown): boolean {
  if (!isFields(value)) return false
  switch (value['method']) {
    case 'submit':
      return (
        isText(value['roomId']) &&
        isText(value['commandId']) &&
        isFields(value['command']) &&
        isText(value['command']['type'])
      )
    case 'discard':
      return isText(value['commandId'])
    case 'read':
      return isReading(value['reading'])
    case 'account':
      return parseAccountAsk(value['ask']) !== null
    case 'enrol':
      return isEnrolAsk(value['ask'])
    case 'checkpoint':
      return isText(value['roomId'])
    case 'saveDraft':
      return isFields(value['draft']) && isDraftKey(value['draft']) && isText(value['draft']['content'])
    case 'loadDraft':
    case 'dropDraft':
      return isDraftKey(value)
    default:
      return false
  }
}

function isQuestion(value: unknown): boolean {
  if (!isFields(value)) return false
  if (value['view'] === 'room') return isText(value['roomId']) && Number.isSafeInteger(value['limit'])
  return isText(value['view']) && PLAIN_VIEWS.includes(value['view'])
}

function isReading(value: unknown): boolean {
  if (!isFields(value)) return false
  if (value['read'] === 'search')
    return (
      (value['roomId'] === null || isText(value['roomId'])) &&
      isText(value['text']) &&
      Number.isSafeInteger(value['limit'])
    )
  if (!isText(value['roomId'])) return false
  switch (value['read']) {
    case 'outline':
    case 'record':
      return true
    case 'passage':
      return Array.isArray(value['positions']) && value['positions'].every(Number.isSafeInteger)
    case 'entry':
      return isText(value['eventId'])
    case 'root':
      return Number.isSafeInteger(value['sharedSeq'])
    default:
      return false
  }
}

function isEnrolAsk(value: unknown): boolean {
  if (!isFields(value)) return false
  if (value['step'] === 'CHALLENGE') return true
  const { publicKey, challenge, proof } = value
  return value['step'] === 'CERTIFY' && [publicKey, challenge, proof].every(isText)
}

const isDraftKey = (value: Fields): boolean => isText(value['roomId']) && isText(value['mode'])
const isActivity = (value: unknown): boolean => isText(value) && ACTIVITIES.includes(value)
const isText = (value: unknown): value is string => typeof value === 'string'
