// What every store of identities owes, whatever database it is on: it shares its works with the event store, keeps what
// it is told, forgets what ran out, and its audit log only grows.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PersonId, toCommandId } from '../../domain/ids.ts'
import { DAY, type Instant, MINUTE, plus } from '../../domain/time.ts'
import type { NewAuditEntry } from '../../server/auth/audit.ts'
import type { IdentityStore } from '../../server/auth/identity-store.ts'
import type { Session, SignInAttempt } from '../../server/auth/identity.ts'
import type { EventStore } from '../../server/store/event-store.ts'
import { nusantara } from '../support/accounts.ts'
import { at } from '../support/given.ts'
import { agent, contact, signatory } from '../support/people.ts'

export interface IdentityPlace {
  open(): Promise<EventStore & { readonly identity: IdentityStore }>
  discard(): Promise<void>
}

const now: Instant = at(0)

const sessionOf = (id: string, facts: Partial<Session> = {}): Session => ({
  id,
  personId: contact.id,
  lineage: 'lineage',
  refreshHash: `refresh-${id}`,
  previousRefreshHash: null,
  rotatedAt: now,
  sealedReply: 'sealed',
  refreshExpiresAt: plus(now, 30 * DAY),
  deviceName: 'Laptop',
  createdAt: now,
  lastSeenAt: now,
  method: 'EMAIL',
  authenticatedAt: now,
  endedAt: null,
  endReason: null,
  ...facts,
})

const attemptOf = (idHash: string, facts: Partial<SignInAttempt> = {}): SignInAttempt => ({
  idHash,
  personId: contact.id,
  addressHash: 'address',
  linkHash: null,
  codeHash: null,
  tries: 0,
  startedAt: now,
  expiresAt: plus(now, 10 * MINUTE),
  usedAt: null,
  ...facts,
})

const entryOf = (id: string): NewAuditEntry => ({
  id,
  at: now,
  actor: { id: agent.id, name: agent.name },
  action: 'PHONE_CODE_ISSUED',
  subject: { kind: 'PERSON', id: contact.id },
  facts: { checkedBy: 'called back' },
})

export function identityStoreContract(adapter: string, makePlace: () => Promise<IdentityPlace>): void {
  let place: IdentityPlace
  let store: Awaited<ReturnType<IdentityPlace['open']>>
  let identity: IdentityStore
  beforeEach(async () => {
    place = await makePlace()
    store = await place.open()
    identity = store.identity
    await identity.write(async (tx) => {
      await tx.saveAccount(nusantara)
      for (const person of [contact, signatory, agent]) await tx.savePerson(person)
    })
  })
  afterEach(async () => {
    await store.close()
    await place.discard()
  })
  const reopen = async (): Promise<void> => {
    await store.close()
    store = await place.open()
    identity = store.identity
  }
  const withSession = (session: Session) =>
    identity.write(async (tx) => {
      await tx.saveSession(session, now)
      await tx.saveAccessToken({
        hash: `access-${session.id}`,
        sessionId: session.id,
        authenticatedAt: session.authenticatedAt,
        expiresAt: plus(now, 15 * MINUTE),
      })
    })
  const opens = async (hash: string, when = now) => (await identity.sessionByAccess(hash, when)) !== null

  describe(`${adapter}: works`, () => {
    it('[I5] of identity and of events are one: a person, the end of sessions and the entry, or none of them', async () => {
      await withSession(sessionOf('a'))
      const broken = identity.write(async (tx) => {
        await tx.savePerson({ ...contact, role: 'SIGNATORY' })
        await tx.endSessionsOf(contact.id, 'REVOKED', now)
        await tx.audit(entryOf('one'))
        throw new Error('mine')
      })
      await expect(broken).rejects.toThrow('mine')
      expect((await store.person(contact.id))?.role).toBe('CONTACT')
      expect(await opens('access-a')).toBe(true)
      expect(await identity.auditEntries(null, 10)).toEqual([])
    })

    it('[I1] are all there after closing and opening again', async () => {
      await withSession(sessionOf('a'))
      await identity.write((tx) => tx.audit(entryOf('one')))
      await reopen()
      expect(await identity.session('a')).toEqual(sessionOf('a'))
      expect(await identity.auditEntries(null, 10)).toEqual([{ ...entryOf('one'), number: 1 }])
    })
  })

  describe(`${adapter}: a session`, () => {
    it('is found by an access token until that runs out, with the person as stored now', async () => {
      await withSession(sessionOf('a'))
      await identity.write((tx) => tx.savePerson({ ...contact, role: 'SIGNATORY' }))
      const found = await identity.sessionByAccess('access-a', plus(now, 15 * MINUTE - 1))
      expect(found).toMatchObject({
        session: sessionOf('a'),
        person: { role: 'SIGNATORY' },
        token: { sessionId: 'a' },
      })
      expect(await opens('access-a', plus(now, 15 * MINUTE))).toBe(false)
      expect(await opens('access-none')).toBe(false)
    })

    it('[I22] of many is looked at as one: those that open nothing are missing', async () => {
      for (const id of ['a', 'b']) await withSession(sessionOf(id))
      await identity.write((tx) => tx.savePerson({ ...contact, role: 'SIGNATORY' }))
      const all = ['access-a', 'access-none', 'access-b', 'access-a']
      const found = await identity.peopleByAccess(all, now)
      expect([...found.keys()].toSorted()).toEqual(['access-a', 'access-b'])
      expect(found.get('access-a')).toEqual({ ...contact, role: 'SIGNATORY' })
      await identity.write((tx) => tx.endSession('a', 'REVOKED', now))
      expect([...(await identity.peopleByAccess(all, now)).keys()]).toEqual(['access-b'])
      expect((await identity.peopleByAccess(all, plus(now, 15 * MINUTE))).size).toBe(0)
      await identity.write((tx) => tx.setDeactivated(contact.id, now))
      expect((await identity.peopleByAccess(all, now)).size).toBe(0)
      expect((await identity.peopleByAccess([], now)).size).toBe(0)
    })

    it('[I22] that ended opens nothing, keeps its first reason and gives its sealed answer up', async () => {
      await withSession(sessionOf('a'))
      await withSession(sessionOf('b'))
      await withSession(sessionOf('c', { personId: signatory.id }))
      await identity.write((tx) => tx.endSession('a', 'SIGNED_OUT', now))
      await identity.write((tx) => tx.endSessionsOf(contact.id, 'DEACTIVATED', at(1)))
      expect([await opens('access-a'), await opens('access-b'), await opens('access-c')]).toEqual([
        false,
        false,
        true,
      ])
      expect(await identity.session('a')).toMatchObject({
        endReason: 'SIGNED_OUT',
        endedAt: now,
        sealedReply: null,
      })
      expect(await identity.session('b')).toMatchObject({ endReason: 'DEACTIVATED', endedAt: at(1) })
      expect(await identity.sessionsOf(contact.id, now)).toEqual([])
    })

    it('[I22] of somebody deactivated opens nothing, and the person does not act until active again', async () => {
      await withSession(sessionOf('a'))
      await identity.write((tx) => tx.setDeactivated(contact.id, at(1)))
      expect([await opens('access-a'), await identity.deactivatedAt(contact.id)]).toEqual([false, at(1)])
      expect(await store.write((tx) => tx.actor(contact.id))).toBeNull()
      // A change of the name leaves it so.
      await identity.write((tx) => tx.savePerson({ ...contact, name: 'Dimas' }))
      expect(await identity.deactivatedAt(contact.id)).toBe(at(1))
      await identity.write((tx) => tx.setDeactivated(contact.id, null))
      expect([await opens('access-a'), await identity.deactivatedAt(contact.id)]).toEqual([true, null])
      expect((await store.write((tx) => tx.actor(contact.id)))?.name).toBe('Dimas')
    })

    it('is listed while it can be renewed, the one seen last first, and forgotten after', async () => {
      await withSession(sessionOf('a'))
      await withSession(sessionOf('b', { refreshExpiresAt: plus(now, 5) }))
      await identity.write((tx) => tx.seeSession('b', at(1)))
      const listed = async (when: Instant) =>
        (await identity.sessionsOf(contact.id, when)).map(({ id }) => id)
      expect(await listed(now)).toEqual(['b', 'a'])
      expect(await listed(plus(now, 5))).toEqual(['a'])
      await identity.write((tx) => tx.saveSession(sessionOf('c'), plus(now, 5)))
      expect([await identity.session('b'), (await identity.session('a'))?.id]).toEqual([null, 'a'])
    })
  })

  describe(`${adapter}: ways in`, () => {
    it('an address stands for one active person, whatever its case, and for nobody where two have it', async () => {
      const email = contact.email ?? ''
      expect(await identity.personByEmail(email.toUpperCase())).toEqual(contact)
      expect(await identity.personByEmail('nobody@example.test')).toBeNull()
      await identity.write((tx) => tx.savePerson({ ...signatory, email }))
      expect(await identity.personByEmail(email)).toBeNull()
      await identity.write((tx) => tx.setDeactivated(contact.id, now))
      expect((await identity.personByEmail(email))?.id).toBe(signatory.id)
    })

    it('attempts are kept as last said, and counted by address since a moment', async () => {
      await identity.write(async (tx) => {
        await tx.saveAttempt(attemptOf('a'))
        await tx.saveAttempt(attemptOf('b', { startedAt: at(5), personId: null }))
        await tx.saveAttempt(attemptOf('c', { addressHash: 'other' }))
        await tx.saveAttempt(attemptOf('a', { tries: 2, codeHash: 'code' }))
      })
      expect(await identity.attempt('a')).toEqual(attemptOf('a', { tries: 2, codeHash: 'code' }))
      expect(await identity.attemptsSince('address', plus(now, -1))).toBe(2)
      expect(await identity.attemptsSince('address', now)).toBe(1)
      await identity.write((tx) =>
        tx.saveAttempt(attemptOf('b', { startedAt: at(5), tries: 3, usedAt: at(6) })),
      )
      expect(await identity.wrongTriesSince('address', plus(now, -1))).toBe(2 + 2)
      expect(await identity.wrongTriesSince('address', now)).toBe(2)
      expect(await identity.wrongTriesSince('nobody', plus(now, -1))).toBe(0)
    })

    it('attempts of one person end together, and those that were used stay as they were', async () => {
      await identity.write(async (tx) => {
        await tx.saveAttempt(attemptOf('open'))
        await tx.saveAttempt(attemptOf('used', { usedAt: at(1) }))
        await tx.saveAttempt(attemptOf('of nobody', { personId: null }))
        const { personId } = attemptOf('open')
        if (personId !== null) await tx.endAttemptsOf(personId, at(2))
      })
      const ends = await Promise.all(['open', 'used', 'of nobody'].map((id) => identity.attempt(id)))
      expect(ends.map((attempt) => attempt?.usedAt)).toEqual([at(2), at(1), null])
    })

    it('a person has one phone code, and using an invitation uses all of that person', async () => {
      const code = {
        personId: contact.id,
        salt: 's',
        issuedBy: agent.id,
        issuedAt: now,
        expiresAt: at(10),
        tries: 0,
        usedAt: null,
      }
      const invited = { invitedBy: null, madeAt: now, expiresAt: at(99), usedAt: null }
      await identity.write(async (tx) => {
        for (const codeHash of ['one', 'two']) await tx.savePhoneCode({ ...code, codeHash })
        for (const tokenHash of ['x', 'y'])
          await tx.saveInvitation({ ...invited, tokenHash, personId: contact.id })
        await tx.saveInvitation({ ...invited, tokenHash: 'z', personId: signatory.id })
        await tx.useInvitationsOf(contact.id, at(1))
      })
      expect(await identity.phoneCode(contact.id)).toEqual({ ...code, codeHash: 'two' })
      const used = await Promise.all(
        ['x', 'y', 'z'].map(async (hash) => (await identity.invitation(hash))?.usedAt),
      )
      expect(used).toEqual([at(1), at(1), null])
    })

    it('a pending flow is taken once, in time, and by its own kind', async () => {
      const flow = { kind: 'OIDC', personId: null, json: '{"a":1}', expiresAt: at(10) } as const
      const take = (idHash: string, kind: 'OIDC' | 'PASSKEY', when: Instant) =>
        identity.write((tx) => tx.takePending(idHash, kind, when))
      await identity.write(async (tx) => {
        for (const idHash of ['a', 'b']) await tx.savePending({ ...flow, idHash })
      })
      expect(await take('a', 'PASSKEY', now)).toBeNull()
      expect(await take('a', 'OIDC', now)).toEqual({ ...flow, idHash: 'a' })
      expect(await take('a', 'OIDC', now)).toBeNull()
      expect(await take('b', 'OIDC', at(10))).toBeNull()
    })

    it('[I22] the pending flows of a person end together, and nobody else’s', async () => {
      const flow = { kind: 'HANDOVER', json: '{}', expiresAt: at(10) } as const
      const whose = { a: contact.id, b: contact.id, c: signatory.id, d: null }
      await identity.write(async (tx) => {
        for (const [idHash, personId] of Object.entries(whose))
          await tx.savePending({ ...flow, idHash, personId })
        await tx.endPendingOf(contact.id)
      })
      const left = await identity.write((tx) =>
        Promise.all(Object.keys(whose).map((idHash) => tx.takePending(idHash, 'HANDOVER', now))),
      )
      expect(left.map((taken) => taken?.idHash ?? null)).toEqual([null, null, 'c', 'd'])
    })

    it('that a person has come in is known when their sessions are long forgotten', async () => {
      expect(await identity.cameInAt(contact.id)).toBeNull()
      await withSession(sessionOf('first'))
      await withSession(sessionOf('second', { createdAt: at(60) }))
      await identity.write((tx) =>
        tx.saveSession(sessionOf('other', { personId: agent.id }), plus(now, 31 * DAY)),
      )
      expect(await identity.session('first')).toBeNull()
      await identity.write((tx) => tx.savePerson({ ...contact, title: 'Lead' }))
      expect(await identity.cameInAt(contact.id)).toBe(now)
      expect(await identity.cameInAt(signatory.id)).toBeNull()
    })

    it('an address stands for its person whatever its case, also beyond ASCII', async () => {
      await identity.write((tx) => tx.savePerson({ ...contact, email: 'Élodie@Nusantara.example' }))
      for (const typed of ['élodie@nusantara.example', 'ÉLODIE@NUSANTARA.EXAMPLE'])
        expect((await identity.personByEmail(typed))?.id).toBe(contact.id)
    })

    it('an outside identity belongs to one person for ever, and passkeys and SSO are kept as last said', async () => {
      const linked = { issuer: 'https://a.example', subject: '1', personId: contact.id, linkedAt: now }
      const key = {
        credentialId: 'k',
        personId: contact.id,
        publicKey: 'p',
        counter: 1,
        transports: ['usb'],
        name: 'Key',
        createdAt: now,
        lastUsedAt: null,
      }
      const sso = {
        accountId: nusantara.id,
        issuer: 'https://a.example',
        clientId: 'c',
        clientSecretRef: null,
        domains: ['a.example'],
      }
      await identity.write(async (tx) => {
        await tx.saveOutsideIdentity(linked)
        await tx.savePasskey(key)
        await tx.savePasskey({ ...key, counter: 2 })
        await tx.saveAccountSso(sso)
      })
      const stolen = identity.write((tx) => tx.saveOutsideIdentity({ ...linked, personId: signatory.id }))
      await expect(stolen).rejects.toThrow()
      expect(await identity.outsideIdentity(linked.issuer, '1')).toEqual(linked)
      expect(await identity.outsideIdentitiesOf(contact.id)).toEqual([linked])
      expect(await identity.passkeysOf(contact.id)).toEqual([{ ...key, counter: 2 }])
      expect([await identity.accountSso(nusantara.id), await identity.allAccountSso()]).toEqual([sso, [sso]])
      await identity.write(async (tx) => {
        await tx.removeOutsideIdentitiesOf(contact.id)
        await tx.removePasskey('k')
        await tx.removeAccountSso(nusantara.id)
      })
      expect([await identity.outsideIdentity(linked.issuer, '1'), await identity.passkey('k')]).toEqual([
        null,
        null,
      ])
      expect(await identity.accountSso(nusantara.id)).toBeNull()
    })

    it('whether somebody was invited, was seen and has acted is known of each person alone', async () => {
      const invitation = { tokenHash: 't', personId: contact.id, invitedBy: null, madeAt: now, usedAt: null }
      await identity.write(async (tx) => {
        await tx.saveInvitation({ ...invitation, expiresAt: at(2) })
        await tx.saveSession(sessionOf('a', { lastSeenAt: at(1), endedAt: at(1), endReason: 'REVOKED' }), now)
        await tx.saveReceipt({
          actorId: contact.id,
          commandId: toCommandId('c'),
          contentHash: 'h',
          answer: { id: toCommandId('c'), outcome: 'ACCEPTED', recordedAt: now },
        })
      })
      const known = async (id: PersonId) => [
        await identity.isInvited(id, at(1)),
        await identity.lastSeenAt(id),
        await identity.hasActed(id),
      ]
      expect(await known(contact.id)).toEqual([true, at(1), true])
      expect(await known(signatory.id)).toEqual([false, null, false])
      expect(await identity.isInvited(contact.id, at(2))).toBe(false)
      await identity.write((tx) => tx.useInvitationsOf(contact.id, at(1)))
      expect(await identity.isInvited(contact.id, at(1))).toBe(false)
    })

    it('mails come due in order, and are there until they are removed', async () => {
      const mail = { kind: 'SIGN_IN', recipient: null, about: 'a', tries: 0, expiresAt: at(99) } as const
      await identity.write(async (tx) => {
        await tx.saveMail({ ...mail, id: 'late', nextTryAt: at(2) })
        await tx.saveMail({ ...mail, id: 'early', nextTryAt: at(1) })
      })
      const due = async (when: Instant) => (await identity.dueMails(when, 9)).map(({ id }) => id)
      expect([await due(now), await due(at(1)), await due(at(2))]).toEqual([[], ['early'], ['early', 'late']])
      await identity.write((tx) => tx.removeMail('early'))
      expect(await due(at(2))).toEqual(['late'])
      expect([await identity.mail('early'), (await identity.mail('late'))?.nextTryAt]).toEqual([null, at(2)])
    })
  })

  describe(`${adapter}: the audit log`, () => {
    it('counts from 1 without a gap, also past works that failed, and is read newest first in pages', async () => {
      for (const id of ['one', 'two']) await identity.write((tx) => tx.audit(entryOf(id)))
      await identity
        .write(async (tx) => {
          await tx.audit(entryOf('lost'))
          throw new Error('mine')
        })
        .catch(() => undefined)
      await identity.write((tx) => tx.audit(entryOf('three')))
      const page = async (before: number | null) =>
        (await identity.auditEntries(before, 2)).map(({ number, id }) => [number, id])
      expect(await page(null)).toEqual([
        [3, 'three'],
        [2, 'two'],
      ])
      expect(await page(2)).toEqual([[1, 'one']])
    })
  })
}
