// The signer under attack and in trouble: what it is asked that it must not sign, that nothing leaves it unwritten, and
// a real process of it that is killed, stopped and started again beside a server that goes on.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCertificate } from '../../../protocol/certificate.ts'
import { enrolmentInput } from '../../../protocol/enrolment.ts'
import { thumbprint } from '../../../protocol/jws.ts'
import { toPersonId } from '../../../domain/ids.ts'
import { instantAt } from '../../../domain/time.ts'
import { SILENT } from '../../../server/core-log.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { openCertifier } from '../../../server/keys/certifier.ts'
import { makeIssuer, makeRoot } from '../../../server/keys/key-folder.ts'
import { CERTIFICATE_PACE, type Signer, startSigner } from '../../../server/keys/signer.ts'
import { openSignerClient, SignerFault } from '../../../server/keys/signer-client.ts'
import { readSignerConfig } from '../../../server/keys/signer-config.ts'
import { StartError } from '../../../server/start-error.ts'
import { aboutSignatory } from '../../support/certified.ts'
import { signerOf } from '../../support/signing.ts'
import { startTestServer } from '../support/running-server.ts'

const MAIN = resolve(import.meta.dirname, '../../../server/keys/signer-main.ts')

let base: string
let folder: string
let socket: string
let issued: string
const running: Signer[] = []
const processes: ChildProcess[] = []

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'accord-signer-'))
  folder = join(base, 'keys')
  socket = join(base, 'run', 'socket')
  issued = join(folder, 'issued.jsonl')
})
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  for (const signer of running.splice(0)) await signer.close()
  rmSync(base, { recursive: true, force: true })
})

const now = () => instantAt(Date.now())

async function started(options: Partial<Parameters<typeof startSigner>[0]> = {}) {
  const signer = await startSigner({ folder, socket, now, log: SILENT, ...options })
  running.push(signer)
  return openSignerClient(socket, SILENT)
}

const lines = (): readonly Record<string, unknown>[] =>
  readFileSync(issued, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Says anything to the signer, as a server that was taken over may. */
async function say(path: string, body: string, method = 'POST') {
  const { promise, resolve: answered, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const headers = { 'content-type': 'application/json' }
  const asking = request({ socketPath: socket, path, method, headers, agent: false }, (response) => {
    let text = ''
    response.on('data', (part: Buffer) => (text += part.toString()))
    response.on('end', () => answered({ status: response.statusCode ?? 0, text }))
  })
  asking.on('error', reject)
  asking.end(body)
  return promise
}

describe('[RES-12] a signer', () => {
  it.each<[string, object, string]>([
    ['a date of the asker’s', { ...aboutSignatory, issuedAt: '2020-01-01T00:00:00.000Z' }, 'issuedAt'],
    ['a third party', { ...aboutSignatory, party: 'BOTH' }, 'party'],
    ['half a key', { ...aboutSignatory, publicKey: 'AAAA' }, 'publicKey'],
    ['nobody', { ...aboutSignatory, personId: '' }, 'personId'],
    ['a name without end', { ...aboutSignatory, name: 'a'.repeat(401) }, 'name'],
    ['a sign-in at no time', { ...aboutSignatory, authTime: 'now' }, 'authTime'],
    ['a list', [], 'publicKey'],
  ])('does not certify %s, and names the field', async (_what, about, field) => {
    await started()
    const { status, text } = await say('/certify', JSON.stringify(about))
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({
      root: null,
      problem: `What was asked to be signed does not fit: ${field}.`,
    })
    expect(readFileSync(issued, 'utf8')).toBe('')
  })

  it('answers what is no question with a sentence, and goes on', async () => {
    const client = await started()
    for (const [path, body, method] of [
      ['/certify', '{', 'POST'],
      ['/certify', '"'.padEnd(20_000, 'a'), 'POST'],
      ['/checkpoint', '{}', 'POST'],
      ['/certify', '{"__proto__":{"party":"CUSTOMER"}}', 'POST'],
      ['/../root.key', '', 'GET'],
      ['/certify', '', 'DELETE'],
    ] as const) {
      const { status, text } = await say(path, body, method)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(/PRIVATE|stack|node_modules/)
    }
    await client.certify(aboutSignatory, now())
  })

  it('writes down whom it certified before it hands anything out, for its own user alone', async () => {
    const client = await started()
    const { facts } = await client.certify(aboutSignatory, now())
    expect(lines()).toEqual([{ signed: 'certificate', ...facts }])
    expect(statSync(issued).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(socket).mode & 0o777).toBe(0o660)
  })

  it('hands nothing out that it could not write down', async () => {
    mkdirSync(folder)
    symlinkSync('/dev/full', issued)
    const client = await started()
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow(SignerFault)
    const { status, text } = await say('/certify', JSON.stringify(aboutSignatory))
    expect(status).toBe(500)
    expect(text).not.toContain('eyJ')
  })

  it('goes on behind a line that a cut of power tore', async () => {
    mkdirSync(folder)
    writeFileSync(issued, '{"signed":"certif')
    const client = await started()
    await client.certify(aboutSignatory, now())
    const [torn, whole] = readFileSync(issued, 'utf8').split('\n')
    expect(torn).toBe('{"signed":"certif')
    expect(JSON.parse(whole ?? '')).toMatchObject({ signed: 'certificate' })
  })

  it('certifies at the pace of people, and its log says when it is asked for more', async () => {
    const said: string[] = []
    const log = { ...SILENT, error: (_about: object, sentence: string) => void said.push(sentence) }
    const client = await started({ pace: { holds: 2, perSecond: 0.001 }, log })
    for (let count = 0; count < 2; count++) await client.certify(aboutSignatory, now())
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow('Too much was signed at once')
    expect(said).toHaveLength(1)
    expect(lines()).toHaveLength(2)
    expect(CERTIFICATE_PACE.holds).toBeGreaterThan(100)
  })

  it('is alone at its socket', async () => {
    await started()
    await expect(started()).rejects.toThrow(StartError)
    await expect(started()).rejects.toThrow('listens on')
  })

  it('is not believed when it certifies somebody else, or under no root', async () => {
    const other = await openCertifier(folder).certify(
      { ...aboutSignatory, personId: toPersonId('somebody else') },
      now(),
    )
    const answers = [other.certificate, `${other.certificate}x`, '', undefined]
    mkdirSync(join(base, 'run'))
    const liar = createServer((_asked, reply) =>
      reply.end(JSON.stringify({ root: 'r', signed: answers.shift() })),
    )
    liar.listen(socket)
    await once(liar, 'listening')
    const client = await openSignerClient(socket, SILENT)
    answers.unshift(other.certificate)
    for (let count = 0; count < 4; count++)
      await expect(client.certify(aboutSignatory, now())).rejects.toThrow(SignerFault)
    liar.close()
  })

  it('is not believed once it is under another root than it was', async () => {
    const client = await started()
    await client.certify(aboutSignatory, now())
    const root = client.rootFingerprint()
    for (const signer of running.splice(0)) await signer.close()
    const another = join(base, 'keys of somebody else')
    running.push(await startSigner({ folder: another, socket, now, log: SILENT }))
    await openCertifier(another).certify(aboutSignatory, now())
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow('another root')
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow(SignerFault)
    expect(client.rootFingerprint()).toBe(root)
  })

  it('says which setting is missing', () => {
    expect(() => readSignerConfig({ ACCORD_SIGNER: socket })).toThrow('ACCORD_KEYS')
    expect(() => readSignerConfig({ ACCORD_KEYS: folder })).toThrow('ACCORD_SIGNER')
    expect(readSignerConfig({ ACCORD_KEYS: folder, ACCORD_SIGNER: socket })).toMatchObject({ folder, socket })
  })
})

describe('[RES-12] a signer as a process', () => {
  async function launched(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--no-warnings', MAIN], {
      env: { PATH: process.env['PATH'], ACCORD_KEYS: folder, ACCORD_SIGNER: socket },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    processes.push(child)
    for await (const part of child.stdout ?? []) if (String(part).includes('"signing"')) break
    child.stdout?.resume()
    return child
  }

  it('that is killed or stands still is a fault that passes, and the one after it signs under the same root', async () => {
    const first = await launched()
    const client = await openSignerClient(socket, SILENT)
    const { certificate } = await client.certify(aboutSignatory, now())
    first.kill('SIGSTOP')
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow(SignerFault)
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(existsSync(socket)).toBe(true)
    await expect(client.certify(aboutSignatory, now())).rejects.toThrow(SignerFault)
    const second = await launched()
    const again = await client.certify(aboutSignatory, now())
    expect(readCertificate(again.certificate)?.rootFingerprint).toBe(
      readCertificate(certificate)?.rootFingerprint,
    )
    second.kill('SIGTERM')
    expect((await once(second, 'exit'))[0]).toBe(0)
    expect(existsSync(socket)).toBe(false)
  })

  it('has the keys, and the server beside it has none: it enrols while the signer is there, and goes on without', async () => {
    const safe = join(base, 'safe')
    const root = thumbprint(makeRoot(safe).publicKey)
    await makeIssuer(folder, safe, now())
    let desk: Desk | undefined
    const config = { dataFolder: join(base, 'data'), keysFolder: null, signer: socket }
    const server = await startTestServer({ config, onDesk: (opened) => void (desk = opened) })
    const person = await desk?.core.person(toPersonId('sari-hartono'))
    if (desk === undefined || person == null) throw new Error('there is no demo')
    const asker = { person, sessionId: 's' as never, method: 'PASSKEY' as const, authenticatedAt: desk.now() }
    const { keys } = desk
    const enrol = async () => {
      const signer = signerOf('device')
      const { publicKey } = signer
      const challenge = keys.challenge(asker)
      return keys.enrol(asker, publicKey, challenge, signer.signText(enrolmentInput(publicKey, challenge)))
    }
    try {
      expect(await enrol()).toEqual({ outcome: 'UNAVAILABLE', certificate: null })
      await launched()
      const { outcome, certificate } = await enrol()
      expect(outcome).toBe('ENROLLED')
      expect(readCertificate(certificate ?? '')?.rootFingerprint).toBe(root)
      const info = (await (await fetch(`${server.url}/info`)).json()) as { rootFingerprint: string }
      expect(info.rootFingerprint).toBe(root)
      expect(existsSync(`${server.dataFolder}-keys`)).toBe(false)
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    } finally {
      await server.stop()
    }
  })
})
