// What somebody does to a record of version 2 who knows its format and links, numbers and seals it anew, with keys of
// their own where that helps: signatures, certificates and statements show it, each at its place.

import { describe, expect, it } from 'vitest'
import { DAY, epochOf, instantAt } from '../../domain/time.ts'
import { textFromBase64Url, textToBase64Url } from '../../protocol/base64url.ts'
import { sha256Hex } from '../../protocol/crypto.ts'
import { agreementsIn } from '../../protocol/record-agreements.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { START } from '../support/given.ts'
import { agent, people, signatory } from '../support/people.ts'
import { edited, exportOf, type Forged, relinked } from '../support/record-story.ts'
import {
  certificateOf,
  exportOfSealed,
  issuerCertificate,
  marked,
  root,
  SEALED_STORIES,
  sealed,
} from '../support/sealed-story.ts'
import { signerOf } from '../support/signing.ts'

const signed = exportOfSealed('sealed-signed')
const [PROPOSED, BY_CUSTOMER, BY_PROVIDER] = [4, 5, 6] as const

type Body = Record<string, string | number | null>
const bodyAt = (record: Forged, index: number): Body =>
  record.entries[index]?.event['body'] as unknown as Body

/** Links and seals anew, and makes what stands beside the entries follow from them again. */
const resealed = (edit: (record: Forged) => void): string =>
  relinked(signed, (record) => {
    edit(record)
    record.agreements = agreementsIn(record.entries as never) as never
  })

function fault(text: string): string {
  const { verdict, fault: found } = verifyRecord(text)
  return found === null ? verdict : `${verdict} ${found.code} ${found.path}`
}

const proposalIn = (record: Forged) => ({
  id: String(record.entries[PROPOSED]?.event['id']),
  digest: String(bodyAt(record, PROPOSED)['digest']),
  text: String(bodyAt(record, PROPOSED)['text']),
})

/** The customer's signature made again by a forger who has the key, but not everything else. */
const customerSigns = (how: Parameters<typeof marked>[2]) =>
  resealed((record) => {
    const { type: _type, ...mark } = marked(signatory, proposalIn(record), how)
    const body = bodyAt(record, BY_CUSTOMER)
    delete body['certificate']
    Object.assign(body, mark)
  })

it('[I17] a record that is sealed anew without a change still holds', () => {
  expect(fault(resealed(() => undefined))).toBe('VALID')
})

describe('[RES-11] a statement', () => {
  const rewritten = (edit: (said: Record<string, unknown>) => void) =>
    resealed((record) => {
      const body = bodyAt(record, PROPOSED)
      const said = JSON.parse(String(body['text'])) as Record<string, unknown>
      edit(said)
      body['text'] = JSON.stringify(said)
      const digest = sha256Hex(body['text'])
      for (const index of [PROPOSED, BY_CUSTOMER, BY_PROVIDER]) bodyAt(record, index)['digest'] = digest
    })

  it('says what its entry says: terms, room, account, ticket, pin, and what was agreed before', () => {
    const place = 'BROKEN STATEMENT entries[4].event.body.text'
    for (const name of ['statement', 'ticket', 'roomId', 'accountId', 'accountName', 'consent', 'chainHead'])
      expect(fault(rewritten((said) => (said[name] = 'else')))).toBe(place)
    expect(fault(rewritten((said) => (said['previous'] = 'ab'.repeat(32))))).toBe(place)
    expect(fault(rewritten((said) => (said['note'] = 'No claims.')))).toBe(place)
    const root_ = rewritten((said) => (said['root'] = 'ab'.repeat(32)))
    expect(fault(root_)).toBe('BROKEN PIN_ROOT entries[4].event.body.text')
  })

  it('cannot be rewritten under the signatures, not even where nobody else says what it states', () => {
    const place = 'BROKEN SIGNATURE entries[5].event.body.signature'
    expect(fault(rewritten((said) => (said['provider'] = 'Else')))).toBe(place)
    expect(fault(rewritten((said) => (said['internalCommitment'] = 'ab'.repeat(32))))).toBe(place)
  })

  it('cannot be left out: then the signatures are over nothing', () => {
    const without = resealed((record) => delete bodyAt(record, PROPOSED)['text'])
    expect(fault(without)).toBe('BROKEN DIGEST entries[4].event.body.digest')
  })
})

describe('[RES-4] [RES-6] a signature', () => {
  it('[M14] of one party twice, and one that fits beside one that does not, are refused', () => {
    const twice = edited(signed, ({ agreements }) => {
      const [one] = agreements?.[0]?.signatures ?? []
      if (one !== undefined) agreements?.[0]?.signatures.splice(1, 1, one)
    })
    expect(fault(twice)).toBe('BROKEN AGREEMENT agreements[0]')
    const third = edited(signed, ({ agreements }) => {
      const [one] = agreements?.[0]?.signatures ?? []
      if (one !== undefined) agreements?.[0]?.signatures.push(one)
    })
    expect(fault(third)).toBe('BROKEN AGREEMENT agreements[0]')
    const bad = resealed((record) => (bodyAt(record, BY_PROVIDER)['signature'] = 'A'.repeat(86)))
    expect(fault(bad)).toBe('BROKEN SIGNATURE entries[6].event.body.signature')
    const none = edited(signed, (record) => (record.agreements = []))
    expect(fault(none)).toBe('BROKEN AGREEMENT agreements[0]')
  })

  it('of one party does not count for the other, with header and certificate neither', () => {
    const copied = (names: readonly string[]) =>
      resealed((record) => {
        for (const name of names)
          bodyAt(record, BY_PROVIDER)[name] = bodyAt(record, BY_CUSTOMER)[name] ?? null
      })
    expect(fault(copied(['signature', 'protected']))).toBe('BROKEN SIGNATURE entries[6].event.body.signature')
    expect(fault(copied(['signature', 'protected', 'publicKey', 'certificate']))).toBe(
      'BROKEN KEY_OF_ANOTHER entries[6].event.body.publicKey',
    )
  })

  it('is made by whom its entry names, as the party that it names, with the key that it names', () => {
    const place = 'BROKEN SIGNED_HEADER entries[5].event.body.protected'
    expect(fault(customerSigns({ header: { signer: agent.id } }))).toBe(place)
    expect(fault(customerSigns({ header: { role: 'provider' } }))).toBe(place)
    expect(fault(customerSigns({ header: { kid: 'another' } }))).toBe(place)
    expect(fault(customerSigns({ header: { amr: ['password'] } }))).toBe(place)
    expect(fault(customerSigns({ header: { authTime: null } }))).toBe(place)
  })

  it('is over the very text: over its digest, as before there were statements, it does not count', () => {
    const bare = resealed((record) => {
      const body = bodyAt(record, BY_CUSTOMER)
      delete body['protected']
      delete body['certificate']
      body['signature'] = signerOf(signatory.id).sign(String(body['digest']))
    })
    expect(fault(bare)).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
  })

  it('of another room, of the same people and words, does not count', () => {
    const other = sealed(SEALED_STORIES['sealed-signed'], 'room-2')
    const theirs = JSON.parse(exportOf(other.log)) as Forged
    expect(verifyRecord(exportOf(other.log)).verdict).toBe('VALID')
    const borrowed = resealed((record) => {
      const { signature, protected: header } = bodyAt(theirs, BY_CUSTOMER)
      Object.assign(bodyAt(record, BY_CUSTOMER), { signature, protected: header })
    })
    expect(fault(borrowed)).toBe('BROKEN SIGNATURE entries[5].event.body.signature')
  })
})

describe('[RES-12] a certificate', () => {
  const after = (days: number) => instantAt(epochOf(START) + days * DAY)
  const place = (code: string) => `BROKEN ${code} entries[5].event.body.certificate`
  const dimas = people.find(({ party, id }) => party === 'CUSTOMER' && id !== signatory.id) ?? signatory
  const { publicKey } = signerOf(signatory.id)
  const forged = certificateOf(signatory, {}, { by: signerOf('somebody') })
  const cases: readonly (readonly [string, string, string])[] = [
    ['that somebody else signed', forged, 'CERTIFICATE'],
    ['that is no certificate', 'a.b.c', 'CERTIFICATE'],
    ['of another person', certificateOf(dimas, { publicKey }), 'CERTIFICATE_OF_ANOTHER'],
    ['of another key', certificateOf(signatory, { publicKey: root.publicKey }), 'CERTIFICATE_OF_ANOTHER'],
    [
      'of another company',
      certificateOf(signatory, { accountId: 'tagus' as never }),
      'CERTIFICATE_OF_ANOTHER',
    ],
    [
      'of the other party',
      certificateOf(signatory, { party: 'PROVIDER', accountId: null }),
      'CERTIFICATE_OF_ANOTHER',
    ],
    [
      'that had run out',
      certificateOf(signatory, { notAfter: instantAt(epochOf(START) + 1) }),
      'CERTIFICATE_EXPIRED',
    ],
    ['that came later', certificateOf(signatory, { issuedAt: after(1) }), 'CERTIFICATE_EXPIRED'],
    [
      'of an issuer that was none yet',
      certificateOf(signatory, {}, { chain: issuerCertificate(root, DAY) }),
      'CERTIFICATE',
    ],
  ]
  it.each(cases)('%s does not count', (_what, certificate, code) => {
    expect(fault(customerSigns({ certificate }))).toBe(place(code))
  })

  it('of a root of somebody’s own holds, and says which root it is', () => {
    const own = signerOf('a root of their own')
    const certificate = certificateOf(signatory, {}, { chain: issuerCertificate(own) })
    const { facts } = verifyRecord(customerSigns({ certificate }))
    const roots = facts?.resolutions[0]?.signatures.map((mark) => mark.certificate?.rootFingerprint)
    expect(new Set(roots).size).toBe(2)
  })

  it('cannot be taken away unseen: the signature says how its maker had signed in', () => {
    const without = resealed((record) => delete bodyAt(record, BY_CUSTOMER)['certificate'])
    expect(fault(without)).toBe('BROKEN SIGNED_HEADER entries[5].event.body.protected')
  })
})

describe('[I18] a salt', () => {
  it('that was changed shows in the chain, and linked anew in the pin', () => {
    const other = (record: Forged) => {
      const event = record.entries[2]?.event
      if (event !== undefined) event['salt'] = 'A'.repeat(22)
    }
    expect(fault(edited(signed, other))).toBe('BROKEN LINK entries[2].hash')
    expect(fault(resealed(other))).toBe('BROKEN PIN_HEAD entries[4].event.body.chainHead')
  })

  it('has one spelling', () => {
    const spelt = edited(signed, (record) => {
      const event = record.entries[2]?.event
      if (event !== undefined) event['salt'] = `${'A'.repeat(21)}B`
    })
    expect(fault(spelt)).toBe('UNREADABLE WRONG_SHAPE entries[2].event.salt')
  })
})

it('a record called version 1 may have nothing of version 2, and the other way round', () => {
  expect(fault(signed.replace('accord.record/2', 'accord.record/1'))).toMatch(/^UNREADABLE WRONG_SHAPE/)
  const stripped = edited(signed, (record) => {
    record.format = 'accord.record/1'
    delete record.agreements
    delete record.head.root
  })
  expect(fault(stripped)).toMatch(/^UNREADABLE WRONG_SHAPE entries\[0\]\.event\.salt/)
  expect(textFromBase64Url(textToBase64Url(signed))).toBe(signed)
})
