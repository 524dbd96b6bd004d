// Certificates and statement signatures as others read them (jose), and everything that makes one no certificate.

import { createPublicKey } from 'node:crypto'
import { compactVerify, flattenedVerify, generalVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { DAY, epochOf, instantAt } from '../../domain/time.ts'
import { textFromBase64Url, textToBase64Url } from '../../protocol/base64url.ts'
import { readCertificate } from '../../protocol/certificate.ts'
import { crypto } from '../../protocol/crypto.ts'
import { thumbprint } from '../../protocol/jws.ts'
import { agent, signatory } from '../support/people.ts'
import { START } from '../support/given.ts'
import { openResolution } from '../../domain/incident/state.ts'
import { roomOf } from '../support/ledger.ts'
import {
  certificateOf,
  issuer,
  issuerCertificate,
  marked,
  root,
  sealed,
  SEALED_STORIES,
} from '../support/sealed-story.ts'
import { signerOf } from '../support/signing.ts'

const keyOf = (publicKey: string) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })

const open = openResolution(roomOf(sealed(SEALED_STORIES['sealed-unsigned'])))
if (open?.text == null) throw new Error('the story proposes')
const { text } = open
const mark = marked(signatory, open)
const payload = textToBase64Url(text)

describe('a certificate', () => {
  it('says whose key it is, and hangs on the root that it names', () => {
    const read = readCertificate(certificateOf(signatory))
    expect(read).toMatchObject({
      facts: { personId: signatory.id, publicKey: signerOf(signatory.id).publicKey, party: 'CUSTOMER' },
      issuer: { publicKey: issuer.publicKey, root: root.publicKey },
      rootFingerprint: thumbprint(root.publicKey),
    })
  })

  it('is a JWS to everybody else: its own signature and its issuer’s', async () => {
    const { protectedHeader } = await compactVerify(certificateOf(signatory), keyOf(issuer.publicKey))
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: thumbprint(issuer.publicKey) })
    await expect(compactVerify(issuerCertificate(), keyOf(root.publicKey))).resolves.toBeDefined()
  })

  const after = instantAt(epochOf(START) + 100 * DAY)
  const forged: readonly (readonly [string, string])[] = [
    ['signed by another key than its issuer', certificateOf(signatory, {}, { by: signerOf('somebody') })],
    [
      'of an issuer that another key than its root signed',
      withIssuer(issuerCertificate(signerOf('else')), true),
    ],
    [
      'issued before its issuer was one',
      certificateOf(signatory, {}, { chain: issuerCertificate(root, DAY) }),
    ],
    ['issued after its issuer had run out', certificateOf(signatory, { issuedAt: after })],
    ['of a customer without a company', certificateOf(signatory, { accountId: null })],
    ['of the provider with one', certificateOf(agent, { accountId: signatory.accountId })],
    ['under the name of another key', certificateOf(signatory, { kid: thumbprint(root.publicKey) })],
    ['written in another way', respelt(certificateOf(signatory))],
    ['with a part more', `${certificateOf(signatory)}.AA`],
    ['longer than any', 'a'.repeat(10_000)],
    ['of nothing', ''],
  ]
  it.each(forged)('[RES-12] %s is none', (_what, certificate) => {
    expect(readCertificate(certificate)).toBeNull()
  })

  /** A certificate under another issuer's certificate; `isForged`: whose root in the header is the true one. */
  function withIssuer(chain: string, isForged: boolean): string {
    if (!isForged) return certificateOf(signatory, {}, { chain })
    const [head = '', body = '', signature = ''] = chain.split('.')
    const claimed = JSON.parse(textFromBase64Url(head) ?? '{}') as Record<string, unknown>
    const header = textToBase64Url(
      JSON.stringify({ ...claimed, kid: thumbprint(root.publicKey), root: root.publicKey }),
    )
    return certificateOf(signatory, {}, { chain: [header, body, signature].join('.') })
  }

  /** The same content with a blank in it, signed again by the true issuer. */
  function respelt(certificate: string): string {
    const [head = '', body = ''] = certificate.split('.')
    const spaced = textToBase64Url((textFromBase64Url(body) ?? '').replace('{', '{ '))
    return `${head}.${spaced}.${issuer.signText(`${head}.${spaced}`)}`
  }
})

describe('[RES-11] a signature under a statement', () => {
  it('is a JWS to everybody else', async () => {
    const jws = { payload, protected: mark.protected ?? '', signature: mark.signature }
    const { protectedHeader } = await flattenedVerify(jws, keyOf(mark.publicKey))
    expect(protectedHeader).toMatchObject({ typ: 'incident-resolution+jws', role: 'customer' })
  })

  it('[M14] a JWS of two is valid to its library when one of them fits; ours verifies each by its own key', async () => {
    const good = { protected: mark.protected ?? '', signature: mark.signature }
    const bad = { ...good, signature: `A${mark.signature.slice(1)}` }
    await expect(
      generalVerify({ payload, signatures: [bad, good] }, keyOf(mark.publicKey)),
    ).resolves.toBeDefined()
    const { publicKey } = mark
    expect(crypto.openMark({ publicKey, ...good }, text)).not.toBeNull()
    expect(crypto.openMark({ publicKey, ...bad }, text)).toBeNull()
  })

  it('does not hold over another text, under another header, or written in another way', () => {
    const { publicKey, signature } = mark
    const header = mark.protected ?? ''
    const other = textToBase64Url((textFromBase64Url(header) ?? '').replace('customer', 'provider'))
    const spaced = textToBase64Url((textFromBase64Url(header) ?? '').replace('{', '{ '))
    expect(crypto.openMark({ publicKey, signature, protected: header }, `${text} `)).toBeNull()
    expect(crypto.openMark({ publicKey, signature, protected: other }, text)).toBeNull()
    const respelt = signerOf(signatory.id).signText(`${spaced}.${payload}`)
    expect(crypto.openMark({ publicKey, signature: respelt, protected: spaced }, text)).toBeNull()
  })
})
