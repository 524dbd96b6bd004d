// What somebody does to a record who knows its format, and where the verifier finds it. Each attack is made twice where
// that differs: as an edit alone, which the chain shows, and with the chain linked anew, which only the signatures show.

import { describe, expect, it } from 'vitest'
import { signedContent } from '../../domain/incident/resolution-statement.ts'
import { toEventId, toRoomId } from '../../domain/ids.ts'
import { crypto } from '../../protocol/crypto.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { edited, exportOfStory, type Forged, relinked } from '../support/record-story.ts'
import { signerOf } from '../support/signing.ts'

const signed = exportOfStory('signed')
const reopened = exportOfStory('sent-back-and-reopened')
const [PROPOSED, BY_CUSTOMER, BY_PROVIDER, RESOLVED] = [4, 5, 6, 7] as const

type Body = Record<string, string | number | null>
const eventAt = (record: Forged, index: number): Record<string, unknown> => {
  const entry = record.entries[index]
  if (entry === undefined) throw new Error(`no entry ${index}`)
  return entry.event
}
const bodyAt = (record: Forged, index: number): Body => eventAt(record, index)['body'] as Body
const actorAt = (record: Forged, index: number): Body => eventAt(record, index)['actor'] as Body

/** Verdict, code and place of a text's first fault. */
function fault(text: string): string {
  const { verdict, fault: found } = verifyRecord(text)
  return found === null ? verdict : `${verdict} ${found.code} ${found.path}`
}

/** As `decidePropose` would: the digest of what now stands there. */
function redigested(record: Forged): string {
  const event = eventAt(record, PROPOSED)
  const body = bodyAt(record, PROPOSED)
  const content = { ...body, proposalId: toEventId(String(event['id'])) }
  body['digest'] = crypto.digest(
    signedContent(
      toRoomId(String(event['roomId'])),
      content as unknown as Parameters<typeof signedContent>[1],
    ),
  )
  return body['digest']
}

describe('an entry of the record', () => {
  const attacks: readonly (readonly [string, (record: Forged) => void, string])[] = [
    [
      'edited',
      (record) => (bodyAt(record, 0)['title'] = 'A few calls time out'),
      'BROKEN LINK entries[0].hash',
    ],
    ['dropped', (record) => record.entries.splice(2, 1), 'BROKEN SEQUENCE entries[2].event.sharedSeq'],
    ['dropped at the end', (record) => record.entries.splice(RESOLVED, 1), 'BROKEN HEAD head.sharedSeq'],
    ['renamed at the end', (record) => (record.head.hash = '0'.repeat(64)), 'BROKEN HEAD head.hash'],
    [
      'swapped with the next',
      (record) => record.entries.splice(1, 2, ...record.entries.slice(1, 3).toReversed()),
      'BROKEN SEQUENCE entries[1].event.sharedSeq',
    ],
    [
      'there twice',
      (record) => record.entries.splice(3, 0, ...record.entries.slice(2, 3)),
      'BROKEN SEQUENCE entries[3].event.sharedSeq',
    ],
    [
      'of another room',
      (record) => (eventAt(record, 3)['roomId'] = 'room-2'),
      'BROKEN OTHER_ROOM entries[3].event.roomId',
    ],
    [
      'of another account',
      (record) => (eventAt(record, 3)['accountId'] = 'account-tagus'),
      'BROKEN OTHER_ROOM entries[3].event.accountId',
    ],
    [
      'internal',
      (record) => (eventAt(record, 3)['audience'] = 'INTERNAL'),
      'BROKEN AUDIENCE entries[3].event.audience',
    ],
    [
      'with a field more',
      (record) => (eventAt(record, 3)['seq'] = 9),
      'UNREADABLE WRONG_SHAPE entries[3].event.seq',
    ],
    [
      'with a field less',
      (record) => delete eventAt(record, 3)['causedBy'],
      'UNREADABLE WRONG_SHAPE entries[3].event.causedBy',
    ],
    [
      'numbered in words',
      (record) => (eventAt(record, 3)['sharedSeq'] = '4'),
      'UNREADABLE WRONG_SHAPE entries[3].event.sharedSeq',
    ],
    [
      'stamped on a day that is none',
      (record) => (eventAt(record, 3)['recordedAt'] = '2026-02-30T09:00:00.000Z'),
      'UNREADABLE WRONG_SHAPE entries[3].event.recordedAt',
    ],
  ]
  it.each(attacks)('[I17] [EVT-5] %s is found at its place', (_what, attack, place) => {
    expect(fault(edited(signed, attack))).toBe(place)
  })

  it('[EVT-5] all of them gone is no record', () => {
    expect(fault(relinked(signed, (record) => record.entries.splice(0)))).toBe('BROKEN FIRST_ENTRY entries')
  })

  const linkedAnew: readonly (readonly [string, (record: Forged) => void, string])[] = [
    [
      'edited before the pin',
      (record) => (bodyAt(record, 0)['title'] = 'A few calls time out'),
      'BROKEN PIN_HEAD entries[4].event.body.chainHead',
    ],
    [
      'dropped before the pin',
      (record) => record.entries.splice(2, 1),
      'BROKEN PIN_POSITION entries[3].event.body.sharedSeq',
    ],
    [
      'inserted before the pin',
      (record) => {
        const copy = structuredClone(record.entries[2])
        if (copy !== undefined) record.entries.splice(3, 0, { ...copy, event: { ...copy.event, id: 'new' } })
      },
      'BROKEN PIN_POSITION entries[5].event.body.sharedSeq',
    ],
    [
      'there twice',
      (record) => record.entries.splice(3, 0, ...structuredClone(record.entries.slice(2, 3))),
      'BROKEN REPEATED_ID entries[3].event.id',
    ],
    [
      'stamped before the one before',
      (record) => (eventAt(record, 3)['recordedAt'] = '2026-11-23T08:00:00.000Z'),
      'BROKEN STAMP entries[3].event.recordedAt',
    ],
    [
      'the report, dropped',
      (record) => record.entries.splice(0, 1),
      'BROKEN FIRST_ENTRY entries[0].event.body.type',
    ],
  ]
  it.each(linkedAnew)(
    '[I17] [RES-2] %s and the chain linked anew is found by the pin',
    (_what, attack, place) => {
      expect(fault(relinked(signed, attack))).toBe(place)
    },
  )
})

describe('what was signed', () => {
  it('[RES-2] is not another statement with the old digest', () => {
    const forged = relinked(signed, (record) => (bodyAt(record, PROPOSED)['statement'] = 'Nothing happened.'))
    expect(fault(forged)).toBe('BROKEN DIGEST entries[4].event.body.digest')
  })

  it('[RES-4] is not another statement whose digest was made anew', () => {
    const forged = (sameInSignatures: boolean) =>
      relinked(signed, (record) => {
        bodyAt(record, PROPOSED)['statement'] = 'Nothing happened.'
        const digest = redigested(record)
        if (!sameInSignatures) return
        for (const index of [BY_CUSTOMER, BY_PROVIDER]) bodyAt(record, index)['digest'] = digest
      })
    expect(fault(forged(false))).toBe('BROKEN SIGNED_DIGEST entries[5].event.body.digest')
    expect(fault(forged(true))).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
  })

  it('[RES-2] is no proposal to which something was added', () => {
    const forged = relinked(signed, (record) => (bodyAt(record, PROPOSED)['note'] = 'No claims.'))
    expect(fault(forged)).toBe('BROKEN BODY entries[4].event.body.note')
  })

  it('[RES-2] is numbered in order and proposed by the party that says so', () => {
    const version = relinked(signed, (record) => (bodyAt(record, PROPOSED)['version'] = 2))
    expect(fault(version)).toBe('BROKEN PROPOSAL_VERSION entries[4].event.body.version')
    const party = relinked(signed, (record) => (bodyAt(record, PROPOSED)['party'] = 'CUSTOMER'))
    expect(fault(party)).toBe('BROKEN PROPOSAL_PARTY entries[4].event.body.party')
  })
})

describe('a signature', () => {
  const copy = (record: Forged, names: readonly string[]) => {
    for (const name of names) bodyAt(record, BY_PROVIDER)[name] = bodyAt(record, BY_CUSTOMER)[name] ?? null
  }

  it('[RES-4] of one party does not count for the other', () => {
    expect(fault(relinked(signed, (record) => copy(record, ['signature'])))).toBe(
      'BROKEN SIGNATURE entries[6].event.body.signature',
    )
    expect(fault(relinked(signed, (record) => copy(record, ['signature', 'publicKey'])))).toBe(
      'BROKEN KEY_OF_ANOTHER entries[6].event.body.publicKey',
    )
  })

  it('[RES-4] under another key does not count', () => {
    const { publicKey } = signerOf('somebody else')
    const forged = relinked(signed, (record) => (bodyAt(record, BY_CUSTOMER)['publicKey'] = publicKey))
    expect(fault(forged)).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
  })

  it('[RES-4] by no key, by a key of small order and in another spelling does not count', () => {
    const identity = `${'A'.repeat(42)}Q`
    const keys = ['', 'A'.repeat(43), `AQ${'A'.repeat(41)}`, identity]
    for (const publicKey of keys) {
      const forged = relinked(signed, (record) => (bodyAt(record, BY_CUSTOMER)['publicKey'] = publicKey))
      expect(fault(forged)).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
    }
    const padded = relinked(signed, (record) => {
      bodyAt(record, BY_CUSTOMER)['signature'] = `${bodyAt(record, BY_CUSTOMER)['signature']}==`
    })
    expect(fault(padded)).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
  })

  it('[RES-6] by the same person for both parties does not count, with another key neither', () => {
    const forged = relinked(signed, (record) => {
      const other = signerOf('a second key')
      const body = bodyAt(record, BY_PROVIDER)
      actorAt(record, BY_PROVIDER)['personId'] = actorAt(record, BY_CUSTOMER)['personId'] ?? null
      actorAt(record, BY_PROVIDER)['role'] = 'SUPERVISOR'
      body['publicKey'] = other.publicKey
      body['signature'] = other.sign(String(body['digest']))
    })
    expect(fault(forged)).toBe('BROKEN SAME_PERSON entries[6].event.actor.personId')
  })

  it('[RES-6] of a party that has signed already does not count', () => {
    const forged = relinked(signed, (record) => {
      const second = structuredClone(record.entries[BY_CUSTOMER])
      if (second !== undefined)
        record.entries[BY_PROVIDER] = { ...second, event: { ...second.event, id: 'two' } }
    })
    // The stamp of the copy is as old as the first's, which is not before it.
    expect(fault(forged)).toBe('BROKEN PARTY_SIGNED_TWICE entries[6].event.body.party')
  })

  it('[RES-5] by somebody who may not sign does not count', () => {
    const contact = relinked(signed, (record) => (actorAt(record, BY_CUSTOMER)['role'] = 'CONTACT'))
    expect(fault(contact)).toBe('BROKEN SIGNER_ROLE entries[5].event.actor.role')
    const notOwner = relinked(signed, (record) => (actorAt(record, BY_PROVIDER)['personId'] = 'person-else'))
    expect(fault(notOwner)).toBe('BROKEN SIGNER_ROLE entries[6].event.actor.role')
    const system = relinked(signed, (record) => (actorAt(record, BY_PROVIDER)['personId'] = null))
    expect(fault(system)).toBe('BROKEN SIGNER_ROLE entries[6].event.actor.role')
    const party = relinked(signed, (record) => (bodyAt(record, BY_PROVIDER)['party'] = 'CUSTOMER'))
    expect(fault(party)).toBe('BROKEN SIGNER_PARTY entries[6].event.body.party')
  })

  it('[RES-3] [RES-8] of a proposal that was sent back does not count for the next', () => {
    const stale = relinked(reopened, (record) => {
      const [first, next] = record.entries.flatMap(({ event }) =>
        (event['body'] as Body)['type'] === 'ResolutionSigned' ? [event['body'] as Body] : [],
      )
      if (first === undefined || next === undefined) throw new Error('two signatures')
      next['proposalId'] = first['proposalId'] ?? null
    })
    expect(fault(stale)).toBe('BROKEN PROPOSAL_NOT_OPEN entries[8].event.body.proposalId')
    const nowhere = relinked(signed, (record) => (bodyAt(record, BY_CUSTOMER)['proposalId'] = 'nowhere'))
    expect(fault(nowhere)).toBe('BROKEN NO_SUCH_PROPOSAL entries[5].event.body.proposalId')
  })
})

describe('a resolution', () => {
  it('[RES-7] follows two signatures at once, and nothing else', () => {
    const second = (record: Forged) => {
      const copy = structuredClone(record.entries[RESOLVED])
      if (copy !== undefined) record.entries.push({ ...copy, event: { ...copy.event, id: 'again' } })
    }
    expect(fault(relinked(signed, second))).toBe('BROKEN RESOLVED_UNSIGNED entries[8].event.body.type')
    const without = (record: Forged) => record.entries.splice(BY_PROVIDER, 1)
    expect(fault(relinked(signed, without))).toBe('BROKEN RESOLVED_UNSIGNED entries[6].event.body.type')
    const cut = (record: Forged) => record.entries.splice(RESOLVED, 1)
    expect(fault(relinked(signed, cut))).toBe('BROKEN NOT_RESOLVED_YET entries[6]')
    const between = (record: Forged) => {
      const copy = structuredClone(record.entries[3])
      const at = eventAt(record, BY_PROVIDER)['recordedAt']
      if (copy !== undefined)
        record.entries.splice(RESOLVED, 0, {
          ...copy,
          event: { ...copy.event, id: 'between', recordedAt: at },
        })
    }
    expect(fault(relinked(signed, between))).toBe('BROKEN NOT_RESOLVED entries[7].event.body.type')
  })

  it('[RES-7] names the proposal that was signed, its outcome, and the command of the second signature', () => {
    const other = relinked(signed, (record) => (bodyAt(record, RESOLVED)['proposalId'] = 'another'))
    expect(fault(other)).toBe('BROKEN RESOLVED_OTHERWISE entries[7].event.body.proposalId')
    const outcome = relinked(signed, (record) => (bodyAt(record, RESOLVED)['outcome'] = 'WORKAROUND'))
    expect(fault(outcome)).toBe('BROKEN RESOLVED_OTHERWISE entries[7].event.body.outcome')
    const command = relinked(signed, (record) => (eventAt(record, RESOLVED)['causedBy'] = 'command-99'))
    expect(fault(command)).toBe('BROKEN RESOLVED_OTHERWISE entries[7].event.causedBy')
  })

  it('[RES-7] was recorded with the second signature: by the same person, at the same time', () => {
    const later = relinked(
      signed,
      (record) => (eventAt(record, RESOLVED)['recordedAt'] = '2027-01-01T00:00:00.000Z'),
    )
    expect(fault(later)).toBe('BROKEN RESOLVED_OTHERWISE entries[7].event.recordedAt')
    const renamed = relinked(signed, (record) => {
      const event = eventAt(record, RESOLVED)
      event['actor'] = { ...(event['actor'] as object), name: 'Somebody Else' }
    })
    expect(fault(renamed)).toBe('BROKEN RESOLVED_OTHERWISE entries[7].event.actor')
  })

  it('[PHA-2] [REO-1] ends what can be signed, until the room is opened again', () => {
    const late = relinked(signed, (record) => {
      const proposal = structuredClone(record.entries[PROPOSED])
      const at = eventAt(record, RESOLVED)['recordedAt']
      if (proposal !== undefined)
        record.entries.push({ ...proposal, event: { ...proposal.event, id: 'late', recordedAt: at } })
    })
    expect(fault(late)).toBe('BROKEN AFTER_THE_END entries[8].event.body.type')
    const unresolved = relinked(reopened, (record) => {
      const last = record.entries.at(-1)
      if (last !== undefined) record.entries.push({ ...last, event: { ...last.event, id: 'again' } })
    })
    expect(fault(unresolved)).toMatch(/^BROKEN AFTER_THE_END entries\[\d+\]\.event\.body\.type$/)
  })
})
