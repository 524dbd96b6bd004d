// What every certifier does, whoever has the key: the server's own process, or a signer behind a socket. One suite on
// real folders of keys and a real socket.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toAccountId, toRoomId } from '../../../domain/ids.ts'
import { DAY, epochOf, type Instant, instantAt } from '../../../domain/time.ts'
import { readCertificate } from '../../../protocol/certificate.ts'
import { readCheckpoint } from '../../../protocol/checkpoint.ts'
import { thumbprint } from '../../../protocol/jws.ts'
import { SILENT } from '../../../server/core-log.ts'
import { type Certifier, KEY_LIFE, openCertifier } from '../../../server/keys/certifier.ts'
import { ISSUER_LIFE, KeysError, makeIssuer, makeRoot } from '../../../server/keys/key-folder.ts'
import { startSigner } from '../../../server/keys/signer.ts'
import { openSignerClient } from '../../../server/keys/signer-client.ts'
import { aboutSignatory } from '../../support/certified.ts'
import { at } from '../../support/given.ts'

let base: string
let folder: string
let now: Instant
let close: () => Promise<void>

const inServer = async (): Promise<Certifier> => openCertifier(folder)
const bySigner = async (): Promise<Certifier> => {
  const socket = join(base, 'signer', 'socket')
  const signer = await startSigner({ folder, socket, now: () => now, log: SILENT })
  close = () => signer.close()
  return openSignerClient(socket, SILENT)
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'accord-certifier-'))
  folder = join(base, 'keys')
  now = at(0)
  close = async () => {}
})
afterEach(async () => {
  await close()
  rmSync(base, { recursive: true, force: true })
})

const HEAD = {
  accountId: toAccountId('account'),
  roomId: toRoomId('room'),
  sharedSeq: 7,
  hash: 'a'.repeat(64),
  root: 'b'.repeat(64),
}

describe.each([
  ['the server itself', inServer],
  ['a signer', bySigner],
])('[SES-3] [RES-12] a key is certified by %s', (_who, open) => {
  it('for a year, in the words it was asked for, under the root that it names', async () => {
    const certifier = await open()
    expect(certifier.rootFingerprint()).toBeNull()
    const { facts, certificate } = await certifier.certify(aboutSignatory, now)
    const { publicKey } = aboutSignatory
    const notAfter = instantAt(epochOf(now) + KEY_LIFE)
    expect(facts).toEqual({ ...aboutSignatory, kid: thumbprint(publicKey), issuedAt: now, notAfter })
    const read = readCertificate(certificate)
    expect(read?.facts).toEqual(facts)
    expect(certifier.rootFingerprint()).toBe(read?.rootFingerprint)
  })

  it('and so is a checkpoint, under the same root', async () => {
    const certifier = await open()
    const checkpoint = readCheckpoint(await certifier.checkpoint(HEAD, now))
    const { accountId, roomId, hash, root } = HEAD
    expect(checkpoint).toMatchObject({ said: { accountId, roomId, hash, root }, sharedSeq: 7, issuedAt: now })
    expect(certifier.rootFingerprint()).toBe(checkpoint?.rootFingerprint)
  })

  it('with the issuing key of now: one that was rotated counts at once', async () => {
    const safe = join(base, 'safe')
    const root = thumbprint(makeRoot(safe).publicKey)
    const first = await makeIssuer(folder, safe, now)
    const certifier = await open()
    expect(certifier.rootFingerprint()).toBe(root)
    const issuerOf = async () =>
      readCertificate((await certifier.certify(aboutSignatory, now)).certificate)?.issuer.publicKey
    expect(await issuerOf()).toBe(first.publicKey)
    const second = await makeIssuer(folder, safe, now)
    expect(await issuerOf()).toBe(second.publicKey)
  })

  it('and by nobody once the issuing key has run out and the root lies elsewhere', async () => {
    const safe = join(base, 'safe')
    makeRoot(safe)
    await makeIssuer(folder, safe, now)
    const certifier = await open()
    now = instantAt(epochOf(now) + ISSUER_LIFE + DAY)
    const refused = certifier.certify(aboutSignatory, now)
    await expect(refused).rejects.toBeInstanceOf(KeysError)
    await expect(refused).rejects.toThrow('npm run keys -- rotate')
    await expect(certifier.checkpoint(HEAD, now)).rejects.toBeInstanceOf(KeysError)
  })
})
