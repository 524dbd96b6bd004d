// A command as it travels: the envelope a device makes once per intent, and the shape of the API's input.
// In the domain a command is `{ type, …fields }`; in the API it is a @oneOf input with one field per command,
// so that a client cannot send nonsense. These two functions are each other's inverse.

import type { PersonCommand } from '../domain/incident/commands.ts'
import type { Expectation } from '../domain/incident/state.ts'
import type { CommandId, RoomId } from '../domain/ids.ts'
import type { Rejection } from '../domain/result.ts'
import type { Instant } from '../domain/time.ts'
import { canonicalJson, type Sha256, sha256Hex } from './crypto.ts'

/** One intent of one person, made once and sent until answered (I3). */
export interface CommandEnvelope {
  readonly id: CommandId
  readonly roomId: RoomId
  readonly command: PersonCommand
}

/**
 * What became of a command. RETRY: nothing was stored, send it again later. HELD: nothing was stored, send it again once
 * its person has shown anew who they are (step-up).
 */
export type CommandAnswer =
  | { readonly outcome: 'ACCEPTED'; readonly id: CommandId; readonly recordedAt: Instant }
  | { readonly outcome: 'REJECTED'; readonly id: CommandId; readonly rejection: Rejection }
  | { readonly outcome: 'RETRY' | 'HELD'; readonly id: CommandId }

/** A device sends at most this many commands in one request. */
export const COMMANDS_PER_REQUEST = 20

/** Fingerprint of a command's content: the same id with another one is COMMAND_ID_REUSED. */
export const contentHash = (envelope: CommandEnvelope, sha256: Sha256 = sha256Hex): string =>
  sha256(canonicalJson([envelope.roomId, envelope.command]))

/** `{ type: 'postMessage', … }` → `{ postMessage: { … } }`. */
export function toInput(command: PersonCommand): Record<string, unknown> {
  const { type, ...fields } = command
  if (type === 'postUpdate')
    return { [type]: { ...fields, expectation: toExpectationInput(command.expectation) } }
  // A command without fields still needs one in GraphQL: an input type cannot be empty.
  return { [type]: type === 'requestUpdate' ? { confirm: true } : fields }
}

/** The inverse of `toInput`, for input the schema has already validated. */
export function fromInput(input: Readonly<Record<string, unknown>>): PersonCommand {
  const entry = Object.entries(input).find(([, fields]) => fields != null)
  if (entry === undefined) throw new TypeError('a command input has exactly one field')
  const [type, fields] = entry as [PersonCommand['type'], Record<string, unknown>]
  if (type === 'requestUpdate') return { type }
  if (type !== 'postUpdate') return { ...fields, type } as PersonCommand
  const expectation = fromExpectationInput(fields['expectation'] as Record<string, unknown>)
  return { ...fields, type, expectation } as PersonCommand
}

const toExpectationInput = ({ kind, ...fields }: Expectation): Record<string, unknown> => ({
  [kind.toLowerCase()]: fields,
})

function fromExpectationInput(input: Record<string, unknown>): Expectation {
  const entry = Object.entries(input).find(([, fields]) => fields != null)
  if (entry === undefined) throw new TypeError('an expectation input has exactly one field')
  return { kind: entry[0].toUpperCase(), ...(entry[1] as object) } as Expectation
}
