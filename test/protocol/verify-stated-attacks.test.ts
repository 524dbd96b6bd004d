// Records whose signatures are real and whose words are not: names that nobody is shown in a statement that both
// signed, half a character in it, and a role that the signer's certificate does not give.

import { expect, it } from 'vitest'
import { sha256Hex } from '../../protocol/crypto.ts'
import { agreementsIn } from '../../protocol/record-agreements.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { parseCanonicalJson } from '../../protocol/verify-record-json.ts'
import { agent, contact, signatory } from '../support/people.ts'
import { type Forged, relinked } from '../support/record-story.ts'
import { certificateOf, exportOfSealed, marked } from '../support/sealed-story.ts'

const signed = exportOfSealed('sealed-signed')
/** Where in it the proposal and the two signatures are. */
const [PROPOSAL, CUSTOMERS, PROVIDERS] = [4, 5, 6] as const

const resealed = (edit: (record: Forged) => void): string =>
  relinked(signed, (record) => {
    edit(record)
    Object.assign(record, { agreements: agreementsIn(record.entries as never) })
  })
const eventAt = (record: Forged, index: number): Record<string, unknown> => record.entries[index]?.event ?? {}
const bodyAt = (record: Forged, index: number) => eventAt(record, index)['body'] as Record<string, string>
const proposalIn = (record: Forged) => {
  const { digest = '', text = '' } = bodyAt(record, PROPOSAL)
  return { id: String(eventAt(record, PROPOSAL)['id']), digest, text }
}
function signAnew(record: Forged, index: number, mark: ReturnType<typeof marked>): void {
  const { type: _type, ...signature } = mark
  Object.assign(bodyAt(record, index), signature)
}

/** Another statement, signed by both as it is. */
const restated = (textOf: (text: string) => string): string =>
  resealed((record) => {
    const body = bodyAt(record, PROPOSAL)
    const text = textOf(body['text'] ?? '')
    Object.assign(body, { text, digest: sha256Hex(text) })
    for (const [index, who] of [
      [CUSTOMERS, signatory],
      [PROVIDERS, agent],
    ] as const)
      signAnew(record, index, marked(who, proposalIn(record)))
  })
const verdictOf = (text: string) => {
  const { verdict, fault } = verifyRecord(text)
  return [verdict, fault?.code]
}

it('[I17] the same statement, signed anew, is whole: what follows differs in one thing alone', () => {
  expect(verdictOf(restated((text) => text))).toEqual(['VALID', undefined])
})

it.each([
  ['a time of another name', '"times":{', '"times":{"a note":"The customer waives all claims.",'],
  ['a prototype among its times', '"times":{', '"times":{"__proto__":{"a":1},'],
  ['levels without end', '"times":{', `"times":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)},`],
  ['half a character', /"provider":"[^"]*"/, '"provider":"\\ud800"'],
  ['its provider twice', '"provider":', '"provider":"x","provider":'],
])('[I17] a statement with %s is none, though both have signed it', (_what, before, after) => {
  expect(verdictOf(restated((text) => text.replace(before, after)))).toEqual(['BROKEN', 'STATEMENT'])
})

it('[I17] [RES-12] a role that the certificate does not give is no role to sign in', () => {
  const asSignatory = resealed((record) => {
    const promoted = { ...contact, accountId: signatory.accountId }
    const certificate = certificateOf(promoted)
    signAnew(record, CUSTOMERS, marked(promoted, proposalIn(record), { certificate }))
    const { id: personId, name } = contact
    const event = eventAt(record, CUSTOMERS)
    event['actor'] = { ...(event['actor'] as object), personId, name, role: 'SIGNATORY' }
  })
  expect(verdictOf(asSignatory)).toEqual(['BROKEN', 'CERTIFICATE_OF_ANOTHER'])
})

it('[I25] more values than any record has are not held in memory', () => {
  const parsed = parseCanonicalJson(`[${'0,'.repeat(3_000_000)}0]`)
  expect(parsed).toMatchObject({ ok: false, fault: { code: 'TOO_LARGE' } })
})
