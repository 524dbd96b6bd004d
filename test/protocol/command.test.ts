// Commands on the wire: the domain's shape and the API's input say the same, and the schema accepts exactly what
// the domain knows, so that the two cannot drift apart.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  buildSchema,
  coerceInputValue,
  type GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Channel } from '../../domain/incident/availability.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Failing } from '../../domain/incident/intake.ts'
import type {
  AttemptOutcome,
  ClockKind,
  Clock,
  Confidence,
  EscalationTarget,
  Phase,
  ReportChannel,
  ResolutionOutcome,
  UpdateStatus,
} from '../../domain/incident/state.ts'
import { toCommandId, toRoomId } from '../../domain/ids.ts'
import type { Actor, Audience, Party, Role } from '../../domain/people.ts'
import { type CommandEnvelope, contentHash, fromInput, toInput } from '../../protocol/command.ts'
import type { Activity } from '../../protocol/feed.ts'
import { COMMAND_TYPES, SAMPLES } from '../support/sample-commands.ts'

const schema = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'))
const samples: readonly PersonCommand[] = Object.values(SAMPLES).flat()
const named = samples.map((command, index) => [`${command.type} (${index})`, command] as const)

function inputType(name: string): GraphQLInputObjectType {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) throw new Error(`${name} is no input type`)
  return type
}

/** What a server gets of an input after the schema has judged it; throws what the schema says against it. */
const coerced = (input: Record<string, unknown>) =>
  coerceInputValue(input, inputType('CommandInput'), (path, _value, error) => {
    throw new Error(`${path.join('.')}: ${error.message}`)
  }) as Record<string, unknown>

describe('there and back', () => {
  it.each(named)('%s', (_name, command) => {
    expect(fromInput(toInput(command))).toStrictEqual(command)
  })

  it.each(named)('%s over JSON and through the schema', (_name, command) => {
    const sent = JSON.parse(JSON.stringify(toInput(command))) as Record<string, unknown>
    expect(fromInput(coerced(sent))).toEqual(command)
  })

  it('takes an input with the other fields null, as some clients send it', () => {
    const input = { postNote: null, postMessage: { text: 'Hello', replyTo: null } }
    expect(fromInput(input)).toEqual({ type: 'postMessage', text: 'Hello', replyTo: null })
  })

  it('refuses an input without a field', () => {
    expect(() => fromInput({})).toThrow(TypeError)
    expect(() => fromInput({ postUpdate: { expectation: {} } })).toThrow(TypeError)
  })
})

describe('the schema', () => {
  it('has exactly the domain’s commands', () => {
    expect(Object.keys(inputType('CommandInput').getFields()).sort()).toEqual([...COMMAND_TYPES].sort())
  })

  it.each(COMMAND_TYPES)('%s has exactly the domain’s fields', (type) => {
    const field = inputType('CommandInput').getFields()[type]
    const fields = inputType(String(field?.type)).getFields()
    const ours = new Set(
      (SAMPLES[type] as readonly PersonCommand[]).flatMap((command) =>
        Object.keys(toInput(command)[type] ?? {}),
      ),
    )
    expect(Object.keys(fields).sort()).toEqual([...ours].sort())
  })

  it('fills in what a client leaves out', () => {
    expect(fromInput(coerced({ postMessage: { text: 'Hello' } }))).toEqual({
      type: 'postMessage',
      text: 'Hello',
      replyTo: null,
    })
    expect(fromInput(coerced({ requestUpdate: {} }))).toEqual({ type: 'requestUpdate' })
  })

  it.each([
    ['two commands at once', { postMessage: { text: 'a' }, postNote: { text: 'b' } }],
    ['no command', {}],
    ['an unknown command', { deleteRoom: {} }],
    ['the engine’s command', { fireClock: { clockId: 'CALLBACK:1', step: 'BREACH' } }],
    ['an unknown field', { postMessage: { text: 'a', audience: 'INTERNAL' } }],
    ['a missing field', { postMessage: {} }],
    ['an unknown value', { escalate: { to: 'CEO', reason: 'x' } }],
    ['a fraction of a minute', { proposeCadence: { everyMinutes: 7.5 } }],
    ['a text for a number', { proposeCadence: { everyMinutes: '30' } }],
  ])('refuses %s', (_case, input) => {
    expect(() => coerced(input)).toThrow()
  })
})

describe('values', () => {
  // Each table is complete by the compiler; the schema must name the same values.
  const values: Record<string, Readonly<Record<string, true>>> = {
    Party: { CUSTOMER: true, PROVIDER: true } satisfies Record<Party, true>,
    ActorParty: { CUSTOMER: true, PROVIDER: true, SYSTEM: true } satisfies Record<Actor['party'], true>,
    Role: {
      CONTACT: true,
      SIGNATORY: true,
      REPRESENTATIVE: true,
      AGENT: true,
      TAM: true,
      SUPERVISOR: true,
      ADMIN: true,
    } satisfies Record<Role, true>,
    Audience: { SHARED: true, INTERNAL: true } satisfies Record<Audience, true>,
    Phase: {
      REPORTED: true,
      AWAITING_CALLBACK: true,
      IN_PROGRESS: true,
      WORKAROUND_IN_PLACE: true,
      RESOLUTION_PROPOSED: true,
      RESOLVED: true,
      RECLASSIFIED: true,
    } satisfies Record<Phase, true>,
    ReportChannel: { DASHBOARD: true, EMAIL: true, HOTLINE: true } satisfies Record<ReportChannel, true>,
    ClockKind: { CALLBACK: true, UPDATE: true, SIGN_OFF: true } satisfies Record<ClockKind, true>,
    ClockOutcome: {
      RUNNING: true,
      MET: true,
      BREACHED: true,
      CANCELLED: true,
    } satisfies Record<Clock['outcome'], true>,
    UpdateStatus: {
      INVESTIGATING: true,
      IDENTIFIED: true,
      MITIGATING: true,
      MONITORING: true,
    } satisfies Record<UpdateStatus, true>,
    Confidence: { LOW: true, MEDIUM: true, HIGH: true } satisfies Record<Confidence, true>,
    AttemptOutcome: { NO_ANSWER: true, BUSY: true, VOICEMAIL: true } satisfies Record<AttemptOutcome, true>,
    ResolutionOutcome: { ENDED: true, WORKAROUND: true } satisfies Record<ResolutionOutcome, true>,
    EscalationTarget: { OWNER: true, ON_DUTY: true, SUPERVISOR: true, TAM: true } satisfies Record<
      EscalationTarget,
      true
    >,
    Failing: { API: true, SMTP: true, SOME: true } satisfies Record<Failing, true>,
    Channel: { API: true, SMTP: true } satisfies Record<Channel, true>,
    Activity: {
      READING: true,
      MESSAGE: true,
      UPDATE: true,
      NOTE: true,
      WORKAROUND: true,
      CALL: true,
    } satisfies Record<Activity, true>,
  }

  it.each(Object.keys(values))('%s are the domain’s', (name) => {
    const type = schema.getType(name)
    if (!isEnumType(type)) throw new Error(`${name} is no enum`)
    expect(
      type
        .getValues()
        .map((value) => value.name)
        .sort(),
    ).toEqual(Object.keys(values[name] ?? {}).sort())
  })
})

describe('the fingerprint of a command', () => {
  const envelope: CommandEnvelope = {
    id: toCommandId('command-1'),
    roomId: toRoomId('room-1'),
    command: { type: 'postMessage', text: 'Hello', replyTo: null },
  }

  it('is that of room and content, whatever the order of the fields', () => {
    const reordered = { replyTo: null, text: 'Hello', type: 'postMessage' } as const
    expect(contentHash({ ...envelope, command: reordered })).toBe(contentHash(envelope))
    expect(contentHash({ ...envelope, id: toCommandId('command-2') })).toBe(contentHash(envelope))
    expect(contentHash({ ...envelope, roomId: toRoomId('room-2') })).not.toBe(contentHash(envelope))
    expect(contentHash({ ...envelope, command: { ...reordered, text: 'Hello!' } })).not.toBe(
      contentHash(envelope),
    )
  })

  it.each(named)('is the same on both sides of the wire: %s', (_name, command) => {
    const arrived = fromInput(
      coerced(JSON.parse(JSON.stringify(toInput(command))) as Record<string, unknown>),
    )
    expect(contentHash({ ...envelope, command: arrived })).toBe(contentHash({ ...envelope, command }))
  })
})
