// The conversation: what is said to whom, what refers to what, and corrections that hide nothing.

import { describe, expect, it } from 'vitest'
import { type EventId, toEventId } from '../../../domain/ids.ts'
import { NAME_MAX, TEXT_MAX } from '../../../domain/input.ts'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import type { Audience } from '../../../domain/people.ts'
import { by, given } from '../../support/given.ts'
import { lastOf, type Ledger } from '../../support/ledger.ts'
import { agent, contact, insiders, otherAgent, representative, signatory, tam } from '../../support/people.ts'
import { type CommandOf, inProgress, reported, resolved, update } from '../../support/story.ts'

const message = (text = 'Any news?', replyTo: EventId | null = null) =>
  ({ type: 'postMessage', text, replyTo }) as const
const note = (text = 'Router team is on it.', replyTo: EventId | null = null) =>
  ({ type: 'postNote', text, replyTo }) as const
const file = (changes: Partial<CommandOf<'attachFile'>> = {}) =>
  ({
    type: 'attachFile',
    audience: 'SHARED',
    name: 'trace.log',
    mediaType: 'text/plain',
    size: 12,
    sha256: 'a'.repeat(64),
    ...changes,
  }) as const
const annotate = (refersTo: EventId, audience: Audience = 'SHARED', text = 'See the trace.') =>
  ({ type: 'annotate', audience, refersTo, text }) as const
const correct = (refersTo: EventId, text = 'I meant the second region.') =>
  ({ type: 'correct', refersTo, text }) as const

/** A log with a shared message and an internal note in it. */
const talk = [...inProgress, by(contact, message()), by(agent, note())]
const theMessage = (ledger: Ledger) => lastOf(ledger, 'MessagePosted')
const theNote = (ledger: Ledger) => lastOf(ledger, 'NotePosted')

describe('messages and notes', () => {
  it.each(insiders)('[MSG-1] anyone in the room posts a message to all: $role $name', (person) => {
    const after = given(reported).as(person).when(message(' Any news? '))
    after.thenFor(['SHARED', { type: 'MessagePosted', text: 'Any news?', replyTo: null }])
  })

  it('[MSG-1] [MSG-2] has 1 to 8,000 characters', () => {
    for (const said of [message, note]) {
      given(reported).as(agent).when(said(' ')).thenInvalid('text', 'REQUIRED')
      given(reported)
        .as(agent)
        .when(said('x'.repeat(TEXT_MAX + 1)))
        .thenInvalid('text', 'TOO_LONG', TEXT_MAX)
      expect(
        given(reported)
          .as(agent)
          .when(said('x'.repeat(TEXT_MAX))).events,
      ).toHaveLength(1)
    }
  })

  it('[MSG-2] a note is internal, and no customer writes one', () => {
    const after = given(reported).as(representative).when(note(' Router team is on it. '))
    after.thenFor([
      'INTERNAL',
      { type: 'NotePosted', text: 'Router team is on it.', replyTo: null, handOver: false },
    ])
    given(reported).as(contact).when(note()).thenRejected({ code: 'NOT_PERMITTED' })
    given(reported).as(signatory).when(note()).thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[MSG-4] a reply names an entry that its readers can read', () => {
    const { ledger } = given(...talk)
    expect(
      given(...talk)
        .as(agent)
        .when(message('Yes.', theMessage(ledger))).events,
    ).toHaveLength(1)
    expect(
      given(...talk)
        .as(agent)
        .when(note('Hm.', theMessage(ledger))).events,
    ).toHaveLength(1)
    expect(
      given(...talk)
        .as(agent)
        .when(note('Hm.', theNote(ledger))).events,
    ).toHaveLength(1)
    given(...talk)
      .as(agent)
      .when(message('Yes.', toEventId('none')))
      .thenInvalid('replyTo', 'NOT_FOUND')
  })

  it('[AUD-2] a shared reply to a note is refused: it would tell that the note exists', () => {
    given(...talk)
      .as(agent)
      .when((ledger) => message('Yes.', theNote(ledger)))
      .thenInvalid('replyTo', 'NOT_ALLOWED')
  })

  it('[AUD-3] to a customer a note is as an entry that is not there', () => {
    const { ledger } = given(...talk)
    for (const refersTo of [theNote(ledger), toEventId('none')]) {
      given(...talk)
        .as(contact)
        .when(message('?', refersTo))
        .thenInvalid('replyTo', 'NOT_FOUND')
      given(...talk)
        .as(contact)
        .when(annotate(refersTo))
        .thenInvalid('refersTo', 'NOT_FOUND')
      given(...talk)
        .as(contact)
        .when(correct(refersTo))
        .thenInvalid('refersTo', 'NOT_FOUND')
    }
  })
})

describe('files', () => {
  it('[MSG-3] are recorded by their fingerprint, for those the provider chooses', () => {
    const body = {
      type: 'FileAttached',
      name: 'trace.log',
      mediaType: 'text/plain',
      size: 12,
      sha256: 'a'.repeat(64),
    } as const
    given(reported)
      .as(agent)
      .when(file({ audience: 'INTERNAL' }))
      .thenFor(['INTERNAL', body])
    given(reported).as(agent).when(file()).thenFor(['SHARED', body])
    given(reported).as(contact).when(file()).thenFor(['SHARED', body])
    given(reported)
      .as(contact)
      .when(file({ audience: 'INTERNAL' }))
      .thenRejected({ code: 'NOT_PERMITTED' })
  })

  it.each([
    ['name', 'REQUIRED', { name: '' }],
    ['name', 'TOO_LONG', { name: 'x'.repeat(NAME_MAX + 1) }],
    ['mediaType', 'REQUIRED', { mediaType: '' }],
    ['mediaType', 'TOO_LONG', { mediaType: 'x'.repeat(128) }],
    ['size', 'OUT_OF_RANGE', { size: -1 }],
    ['size', 'OUT_OF_RANGE', { size: 0.5 }],
    ['size', 'OUT_OF_RANGE', { size: FILE_BYTES_MAX + 1 }],
    ['sha256', 'OUT_OF_RANGE', { sha256: 'A'.repeat(64) }],
    ['sha256', 'OUT_OF_RANGE', { sha256: 'a'.repeat(63) }],
  ])('[MSG-3] %s is refused as %s', (field, problem, changes) => {
    given(reported).as(agent).when(file(changes)).thenInvalid(field, problem)
  })

  it('[MSG-3] of 25 MiB are the largest', () => {
    expect(
      given(reported)
        .as(contact)
        .when(file({ size: FILE_BYTES_MAX })).events,
    ).toHaveLength(1)
  })
})

describe('annotations', () => {
  it('[MSG-5] refer to an entry and change no state, also after the end', () => {
    const before = given(...resolved)
    const after = before
      .as(contact)
      .when((ledger) => annotate(lastOf(ledger, 'ResolutionProposed'), 'SHARED', ' Yes. '))
    const refersTo = lastOf(before.ledger, 'ResolutionProposed')
    after.thenFor(['SHARED', { type: 'Annotated', refersTo, text: 'Yes.' }])
    expect(after.room).toEqual({
      ...before.room,
      head: after.room.head,
      lastSharedAt: after.room.lastSharedAt,
    })
  })

  it('[MSG-5] of the provider may be internal, also to a shared entry', () => {
    const internal = given(...talk)
      .as(tam)
      .when((ledger) => annotate(theMessage(ledger), 'INTERNAL'))
    expect(internal.events[0]?.audience).toBe('INTERNAL')
    const asCustomer = given(...talk)
      .as(contact)
      .when((ledger) => annotate(theMessage(ledger), 'INTERNAL'))
    asCustomer.thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[MSG-5] need a text and an entry', () => {
    given(...talk)
      .as(agent)
      .when((ledger) => annotate(theMessage(ledger), 'SHARED', ''))
      .thenInvalid('text', 'REQUIRED')
    const long = 'x'.repeat(TEXT_MAX + 1)
    given(...talk)
      .as(agent)
      .when((ledger) => annotate(theMessage(ledger), 'SHARED', long))
      .thenInvalid('text', 'TOO_LONG')
    given(...talk)
      .as(agent)
      .when(annotate(toEventId('none')))
      .thenInvalid('refersTo', 'NOT_FOUND')
  })

  it('[AUD-2] a shared annotation never refers to an internal entry', () => {
    const shared = given(...talk)
      .as(agent)
      .when((ledger) => annotate(theNote(ledger)))
    shared.thenInvalid('refersTo', 'NOT_ALLOWED')
    expect(
      given(...talk)
        .as(agent)
        .when((ledger) => annotate(theNote(ledger), 'INTERNAL')).events,
    ).toHaveLength(1)
  })
})

describe('corrections', () => {
  it('[COR-1] the author corrects a message, a note, an update, for those who read the first version', () => {
    const said = [
      ['SHARED', by(agent, message())],
      ['INTERNAL', by(agent, note())],
      ['SHARED', by(agent, update())],
    ] as const
    for (const [audience, step] of said) {
      const before = given(...inProgress, step)
      const refersTo = before.ledger.log.at(-1)?.id ?? toEventId('none')
      const after = before.as(agent).when(correct(refersTo, ' I meant the second region. '))
      after.thenFor([audience, { type: 'Corrected', refersTo, text: 'I meant the second region.' }])
    }
  })

  it('[COR-1] nobody corrects what somebody else said', () => {
    given(...talk)
      .as(otherAgent)
      .when((ledger) => correct(theNote(ledger)))
      .thenRejected({ code: 'NOT_PERMITTED' })
    given(...talk)
      .as(signatory)
      .when((ledger) => correct(theMessage(ledger)))
      .thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[COR-1] nothing else is corrected', () => {
    for (const type of ['CallbackMade', 'AgentAssigned'] as const)
      given(...talk)
        .as(agent)
        .when((ledger) => correct(lastOf(ledger, type)))
        .thenInvalid('refersTo', 'NOT_ALLOWED')
  })

  it('[COR-1] needs a text and an entry', () => {
    given(...talk)
      .as(contact)
      .when((ledger) => correct(theMessage(ledger), ''))
      .thenInvalid('text', 'REQUIRED')
    given(...talk)
      .as(agent)
      .when(correct(toEventId('none')))
      .thenInvalid('refersTo', 'NOT_FOUND')
  })

  it('[COR-2] the first version stays in the record as it was', () => {
    const before = given(...talk)
    const after = before.as(contact).when((ledger) => correct(theMessage(ledger)))
    expect(after.ledger.log.slice(0, -1)).toEqual(before.ledger.log)
    expect(after.ledger.log.at(-1)?.sharedSeq).toBe(before.room.head.sharedSeq + 1)
    expect(after.room.updates).toEqual(before.room.updates)
  })

  it('[COR-3] in a closed room nothing is corrected', () => {
    const closed = given(...resolved.slice(0, 4), by(contact, message()), ...resolved.slice(4))
    const late = closed.as(contact).when((ledger) => correct(theMessage(ledger)))
    late.thenRejected({ code: 'WRONG_PHASE', phase: 'RESOLVED' })
  })
})
