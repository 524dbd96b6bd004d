// Signing keys on a real core and a real folder of keys: who gets a certificate, what a signature with one needs to
// count, and that rotating the issuing key breaks nothing that was certified before.

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openResolution } from '../../../domain/incident/state.ts'
import type { Person } from '../../../domain/people.ts'
import { DAY, epochOf, instantAt, MINUTE } from '../../../domain/time.ts'
import { readCertificate } from '../../../protocol/certificate.ts'
import { enrolmentInput } from '../../../protocol/enrolment.ts'
import { thumbprint } from '../../../protocol/jws.ts'
import { internalBundle } from '../../../server/keys/bundle.ts'
import { openCertifier } from '../../../server/keys/certifier.ts'
import { openEnrolment } from '../../../server/keys/enrolment.ts'
import {
  ISSUER_LIFE,
  issuerIn,
  issuersIn,
  KeysError,
  makeIssuer,
  makeRoot,
} from '../../../server/keys/key-folder.ts'
import { recordContent, recordFile } from '../../../protocol/exported-record.ts'
import { verifyRecord } from '../../../protocol/verify-record.ts'
import { auditInternal } from '../../../protocol/verify-record-internal.ts'
import { at } from '../../support/given.ts'
import { agent, contact, people, representative, signatory } from '../../support/people.ts'
import { accounts } from '../../support/accounts.ts'
import { marked, markOf } from '../../support/sealed-story.ts'
import { signerOf } from '../../support/signing.ts'
import { callback, report, resolution, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'

let test: TestCore
let folder: string
const quiet = { warn: () => undefined, error: () => undefined }

beforeEach(async () => {
  test = await openTestCore()
  folder = mkdtempSync(join(tmpdir(), 'accord-keys-'))
})
afterEach(async () => {
  await test.discard()
  rmSync(folder, { recursive: true, force: true })
})

const keys = () =>
  openEnrolment({ store: test.store, certifier: openCertifier(folder), now: () => test.now(), log: quiet })

/** Somebody who signed in `ago` minutes before, as a session of mail's way. */
const asker = (person: Person, ago = 1) => ({
  person,
  sessionId: `session of ${person.id}` as never,
  method: 'PASSKEY' as const,
  authenticatedAt: instantAt(epochOf(test.now()) - ago * MINUTE),
})

async function enrolled(person: Person, seed = person.id as string): Promise<string> {
  const signer = signerOf(seed)
  const { publicKey } = signer
  const challenge = keys().challenge(asker(person))
  const proof = signer.signText(enrolmentInput(publicKey, challenge))
  const { outcome, certificate } = await keys().enrol(asker(person), publicKey, challenge, proof)
  if (certificate === null) throw new Error(outcome)
  return certificate
}

async function proposal() {
  await test.must(contact, report())
  test.setMinute(2)
  await test.must(representative, takeIntake())
  await test.must(agent, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
  test.setMinute(7)
  await test.must(agent, callback())
  await test.must(agent, { type: 'postNote', text: 'The pool was full.', replyTo: null })
  test.setMinute(30)
  await test.must(agent, resolution())
  const room = await test.core.room(signatory, roomOf('one'))
  const open = room === null ? null : openResolution(room)
  if (open === null) throw new Error('nothing was proposed')
  return open
}

/** What the header repeats of a certificate. */
function signedWith(person: Person, open: Awaited<ReturnType<typeof proposal>>, certificate: string) {
  const facts = readCertificate(certificate)?.facts
  if (facts === undefined) throw new Error('no certificate')
  return marked(person, open, { certificate, header: { authTime: facts.authTime, amr: facts.amr } })
}

describe('[RES-12] a key is certified', () => {
  it('with an entry in the audit log, and with one when its owner closes it', async () => {
    await enrolled(signatory)
    const [key] = await keys().keysOf(signatory)
    const kid = key?.kid ?? ''
    for (let time = 0; time < 2; time++) expect(await keys().close(signatory, kid)).toBe(true)
    expect(await keys().close(contact, kid)).toBe(false)
    const entries = await test.store.identity.auditEntries(null, 10)
    const subject = { kind: 'KEY', id: kid }
    const by = { actor: { id: signatory.id }, subject, facts: { personId: signatory.id } }
    expect(entries).toMatchObject([
      { ...by, action: 'SIGNING_KEY_REVOKED' },
      { ...by, action: 'SIGNING_KEY_ENROLLED' },
    ])
  })

  it('for who shows to hold it after a fresh sign-in: name, company, how and when they signed in', async () => {
    const read = readCertificate(await enrolled(signatory))
    expect(read?.facts).toMatchObject({
      personId: signatory.id,
      name: signatory.name,
      party: 'CUSTOMER',
      accountId: signatory.accountId,
      amr: ['passkey'],
      publicKey: signerOf(signatory.id).publicKey,
    })
    expect(read?.rootFingerprint).toBe(keys().rootFingerprint())
    expect(await keys().keysOf(signatory)).toHaveLength(1)
    for (const name of ['root.key', 'issuer.key']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('for nobody else, and never by a stale sign-in, an old challenge or a proof of something else', async () => {
    const signer = signerOf(signatory.id)
    const { publicKey } = signer
    const challenge = keys().challenge(asker(signatory))
    const proof = signer.signText(enrolmentInput(publicKey, challenge))
    const ask = async (who = asker(signatory), given = challenge, shown = proof) =>
      (await keys().enrol(who, publicKey, given, shown)).outcome
    expect(await ask(asker(signatory, 16))).toBe('SIGN_IN_AGAIN')
    expect(await ask(asker(agent))).toBe('STALE_CHALLENGE')
    expect(await ask({ ...asker(signatory), sessionId: 'another' as never })).toBe('STALE_CHALLENGE')
    expect(await ask(asker(signatory), `${challenge}A`)).toBe('STALE_CHALLENGE')
    expect(await ask(asker(signatory), challenge, signer.signText(challenge))).toBe('WRONG_PROOF')
    expect(await ask()).toBe('ENROLLED')
    test.setMinute(11)
    expect(await ask()).toBe('STALE_CHALLENGE')
    expect(await keys().keysOf(signatory)).toHaveLength(1)
  })

  it('once for one person: another cannot have it, and a closed one is never opened again', async () => {
    await enrolled(signatory, 'shared')
    await expect(enrolled(agent, 'shared')).rejects.toThrow('KEY_OF_ANOTHER')
    const [key] = await keys().keysOf(signatory)
    expect(await keys().close(agent, key?.kid ?? '')).toBe(false)
    expect(await keys().close(signatory, key?.kid ?? '')).toBe(true)
    await expect(enrolled(signatory, 'shared')).rejects.toThrow('KEY_CLOSED')
  })
})

describe('[RES-12] a signature with a certificate', () => {
  it('[I16] counts while the key is open, and the record says so to anybody; the notes are those that were pinned', async () => {
    const open = await proposal()
    await test.must(signatory, signedWith(signatory, open, await enrolled(signatory)))
    await test.must(agent, signedWith(agent, open, await enrolled(agent)))
    const events = await test.core.roomEvents(signatory, roomOf('one'), 0, 200)
    const content = recordContent(events, { accounts, people })
    if (content === null) throw new Error('no record')
    const { id, name, party } = signatory
    const file = recordFile(content, {
      exportedAt: at(60),
      exportedBy: { id, name, party },
      provider: 'Halyard',
    })
    const { verdict, facts } = verifyRecord(file)
    expect(verdict).toBe('VALID')
    expect(facts?.resolutions[0]?.signatures.map(({ assurance }) => assurance)).toEqual([
      'DEVICE_KEY',
      'DEVICE_KEY',
    ])
    if (facts === null) throw new Error('no facts')
    const room = await test.core.room(agent, roomOf('one'))
    const bundle = await internalBundle(test.folder, room?.ticket ?? '')
    expect(auditInternal(facts, bundle)).toMatchObject({ ok: true, versions: [1] })
    await expect(internalBundle(test.folder, 'AC-NOBODY')).rejects.toThrow(KeysError)
  })

  it('is refused for another person, a certificate of another server, a closed key and one that ran out', async () => {
    const open = await proposal()
    const certificate = await enrolled(signatory)
    const refused = async (who: Person, command: Parameters<TestCore['ask']>[1]) => {
      const answer = await test.ask(who, command)
      return answer.outcome === 'REJECTED' ? answer.rejection : answer.outcome
    }
    const problem = (name: string) => ({ code: 'CERTIFICATE_REFUSED', problem: name })
    const theirs = { ...signedWith(agent, open, certificate) }
    expect(await refused(agent, theirs)).toEqual(problem('UNKNOWN'))
    const elsewhere = marked(signatory, open)
    expect(await refused(signatory, elsewhere)).toEqual(problem('UNKNOWN'))
    const otherKey = { ...marked(signatory, open, { certificate, signer: signerOf('second') }) }
    expect(await refused(signatory, otherKey)).toEqual(problem('UNKNOWN'))
    const [key] = await keys().keysOf(signatory)
    await keys().close(signatory, key?.kid ?? '')
    expect(await refused(signatory, signedWith(signatory, open, certificate))).toEqual(problem('REVOKED'))
    test.setMinute(366 * 24 * 60)
    await test.store.write((tx) => tx.saveSigningKey({ ...key, revokedAt: null } as never))
    expect(await refused(signatory, signedWith(signatory, open, certificate))).toEqual(problem('EXPIRED'))
  })

  it('is not asked for: without one the session alone vouches; a bare signature over the digest counts no more', async () => {
    const open = await proposal()
    const signer = signerOf(signatory.id)
    const { publicKey } = signer
    const bare = { type: 'signResolution', proposalId: open.id, digest: open.digest, publicKey } as const
    expect(await test.ask(signatory, { ...bare, signature: signer.sign(open.digest) })).toMatchObject({
      rejection: { code: 'INVALID_SIGNATURE' },
    })
    await test.must(signatory, markOf(signatory, open))
  })
})

describe('the issuing key', () => {
  it('is made anew by the root alone, and what the one before issued goes on to count', async () => {
    const safe = join(folder, 'safe')
    const kept = join(folder, 'server')
    mkdirSync(kept)
    const root = makeRoot(safe)
    const first = await makeIssuer(kept, safe, test.now())
    expect(() => makeRoot(safe)).toThrow(KeysError)
    const certifier = openCertifier(kept)
    expect(certifier.rootFingerprint()).toBe(thumbprint(root.publicKey))
    const about = { ...asked(signatory), publicKey: signerOf(signatory.id).publicKey }
    const { certificate } = await certifier.certify(about, test.now())
    const second = await makeIssuer(kept, safe, instantAt(epochOf(test.now()) + DAY))
    expect(second.publicKey).not.toBe(first.publicKey)
    expect(issuersIn(kept)).toHaveLength(2)
    expect(readCertificate(certificate)?.rootFingerprint).toBe(thumbprint(root.publicKey))
    const late = instantAt(epochOf(test.now()) + ISSUER_LIFE + 2 * DAY)
    await expect(certifier.certify(about, late)).rejects.toThrow(/has run out: run `npm run keys -- rotate/)
    const other = join(folder, 'other')
    makeRoot(other)
    await expect(makeIssuer(kept, other, test.now())).rejects.toThrow(KeysError)
    expect(issuerIn(kept)?.publicKey).toBe(second.publicKey)
  })

  const asked = (person: Person) => ({
    personId: person.id,
    name: person.name,
    email: person.email,
    party: person.party,
    role: person.role,
    accountId: person.accountId,
    accountName: 'Nusantara Pay',
    amr: ['passkey'],
    authTime: test.now(),
  })
})

it('holds twenty keys of a person, of which those that have run out are none', async () => {
  for (let device = 1; device <= 20; device++) await enrolled(signatory, `device ${device}`)
  await expect(enrolled(signatory, 'one more')).rejects.toThrow('TOO_MANY_KEYS')
  test.setMinute((366 * DAY) / MINUTE)
  await expect(enrolled(signatory, 'one more')).resolves.toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
})
