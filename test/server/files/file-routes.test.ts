// Files of a room over real HTTP: what comes in, who gets it out, under which name and headers, and what a person who
// may not have it is told: the same as of what was never there.

import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import { QUOTA } from '../../../server/files/quota.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
/** The room's own customer, the provider, and another customer. */
let rani: string
let maeve: string
let sari: string
let room: string

beforeAll(async () => {
  server = await startTestServer()
  rani = await server.signIn('rani-wulandari')
  maeve = await server.signIn('maeve-brennan')
  sari = await server.signIn('sari-hartono')
  room = await demoRoom(server, maeve)
})

afterAll(() => server.stop())

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
const bearer = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` }

const upload = (token: string | null, roomId: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/rooms/${roomId}/files`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/octet-stream', ...headers },
    body,
    duplex: 'half',
  } as RequestInit)

const download = (token: string | null, roomId: string, eventId: string) =>
  fetch(`${server.url}/rooms/${roomId}/files/${eventId}`, { headers: bearer(token) })

/** Everything of an answer but when it was made. */
async function whole(response: Response) {
  const { date: _date, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, text: await response.text() }
}

/** Every kept or half received file, as paths from the folder of files. */
const filesOnDisk = (): readonly string[] =>
  readdirSync(join(server.dataFolder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(server.dataFolder.length))
    .sort()

const EVENTS = 'query ($id: ID!) { room(id: $id) { events(limit: 200) { id audience body } } }'

async function lastEvent(type: string): Promise<{ readonly id: string; readonly audience: string }> {
  const { data } = await server.ask(maeve, EVENTS, { id: room })
  const { events } = data['room'] as unknown as {
    events: { id: string; audience: string; body: { type: string } }[]
  }
  const found = events.findLast(({ body }) => body.type === type)
  if (found === undefined) throw new Error(`no ${type} in the room`)
  return found
}

interface FileClaim {
  readonly name: string
  readonly mediaType?: string
  readonly audience?: string
}

/** Uploads and refers to it, as a client does; resolves to the entry's id. */
async function attach(
  token: string,
  content: string,
  { name, mediaType = 'text/plain', audience = 'SHARED' }: FileClaim,
) {
  const stored = (await (await upload(token, room, content)).json()) as { sha256: string; size: number }
  const answer = await server.submit(token, room, { attachFile: { audience, name, mediaType, ...stored } })
  expect(answer).toMatchObject({ outcome: 'ACCEPTED' })
  return (await lastEvent('FileAttached')).id
}

describe('bringing a file in', () => {
  it('[MSG-3] answers with the fingerprint and size of the very bytes', async () => {
    const content = new Uint8Array(3_000_000).map((_, index) => (index * 31) % 251)
    const response = await upload(rani, room, content)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ sha256: sha256(content), size: content.length })
    expect(filesOnDisk()).toContain(`/files/nusantara-pay/customer/${sha256(content)}`)
  })

  it('takes the most that a file may have, and an empty one', async () => {
    for (const size of [FILE_BYTES_MAX, 0]) {
      const response = await upload(rani, room, new Uint8Array(size))
      expect([response.status, await response.json()]).toEqual([
        200,
        { sha256: sha256(new Uint8Array(size)), size },
      ])
    }
  })

  it.each([
    ['one byte more', new Uint8Array(FILE_BYTES_MAX + 1) as BodyInit, 413, 'TOO_LARGE'],
    ['what does not say its size', new Blob(['a file']).stream() as BodyInit, 411, 'BAD_REQUEST'],
  ])('[I28] refuses %s, and keeps nothing of it', async (_what, body, status, code) => {
    const before = filesOnDisk()
    const response = await upload(rani, room, body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
    expect(filesOnDisk()).toEqual(before)
  })

  it('[I25] takes no more than a day’s share, and says how long to wait; nothing of the rest is kept', async () => {
    const fileQuota = { ...QUOTA, ofPerson: { holds: 25, perSecond: 0.01 } }
    const small = await startTestServer({ pace: { fileQuota } })
    const token = await small.signIn('rani-wulandari')
    const roomId = await demoRoom(small, await small.signIn('maeve-brennan'))
    const bring = (body: BodyInit) =>
      fetch(`${small.url}/rooms/${roomId}/files`, {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
        body,
      })
    expect((await bring(new Uint8Array(24 * 1024 * 1024 + 1))).status).toBe(200)
    const refused = await bring('two')
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({
      errors: [{ message: expect.stringMatching(/Wait \d+ min/), extensions: { code: 'TOO_MANY' } }],
    })
    const kept = readdirSync(join(small.dataFolder, 'files'), { recursive: true }).map(String)
    expect(kept.some((path) => path.endsWith(sha256('two')))).toBe(false)
    await small.stop()
  })

  it.each([
    ['no token', null],
    ['a token of nobody', 'x'.repeat(43)],
  ])('[I22] takes nothing with %s', async (_which, token) => {
    const response = await upload(token, room, 'hello')
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('[I24] takes nothing from another page', async () => {
    const response = await upload(rani, room, 'hello', { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
  })

  it('[I19] takes nothing for a foreign room, and says the same as of a missing one, byte for byte', async () => {
    const before = filesOnDisk()
    const [foreign, missing] = await Promise.all(
      [room, randomUUID()].map(async (id) => whole(await upload(sari, id, 'hello'))),
    )
    expect(foreign).toEqual(missing)
    expect(foreign).toMatchObject({ status: 404, text: expect.stringContaining('NOT_FOUND') })
    expect(filesOnDisk()).toEqual(before)
  })

  it('[I5] keeps nothing of a body that breaks off', async () => {
    const before = filesOnDisk()
    await new Promise<void>((done) => {
      const sending = request(`${server.url}/rooms/${room}/files`, {
        method: 'POST',
        headers: { ...bearer(rani), 'content-type': 'application/octet-stream', 'content-length': 1_000_000 },
      })
      sending.on('error', () => done())
      sending.write(Buffer.alloc(300_000))
      const folder = join(server.dataFolder, 'files', '.incoming')
      const whenBegun = setInterval(() => {
        if (!existsSync(folder) || readdirSync(folder).length === 0) return
        clearInterval(whenBegun)
        sending.destroy()
      }, 5)
    })
    await expect.poll(filesOnDisk).toEqual(before)
  })
})

it('[I28] takes twenty files a minute from one person, and more from the next', async () => {
  const joon = await server.signIn('joon-park')
  const statuses: number[] = []
  for (let count = 0; count < 21; count += 1)
    statuses.push((await upload(joon, room, `file ${count}`)).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429])
  expect((await upload(await server.signIn('aisha-karim'), room, 'another')).status).toBe(200)
})

describe('an entry that refers to a file', () => {
  it('[MSG-3] is refused for content that was never brought in, or that has another size', async () => {
    const { sha256: known, size } = (await (await upload(rani, room, 'known')).json()) as {
      sha256: string
      size: number
    }
    const claim = { name: 'a.txt', mediaType: 'text/plain' }
    for (const claimed of [
      { sha256: sha256('never'), size: 5 },
      { sha256: known, size: size + 1 },
    ])
      expect(await server.submit(rani, room, { attachFile: { ...claim, ...claimed } })).toMatchObject({
        outcome: 'REJECTED',
        rejection: { code: 'INVALID_INPUT', facts: { field: 'sha256', problem: 'NOT_FOUND' } },
      })
  })

  it('[UNA-5] is refused for evidence whose log was never brought in', async () => {
    const evidence = { fileName: 'a.csv', size: 5, sha256: sha256('never'), channels: [], eitherSeconds: 0 }
    expect(await server.submit(rani, room, { attachEvidence: evidence })).toMatchObject({
      outcome: 'REJECTED',
    })
  })

  it('[I20] cannot refer to what only the other side brought in: that would tell that it is there', async () => {
    const stored = (await (await upload(maeve, room, 'the provider has this')).json()) as { sha256: string }
    const claim = { attachFile: { name: 'a.txt', mediaType: 'text/plain', size: 21, sha256: stored.sha256 } }
    const never = { attachFile: { ...claim.attachFile, sha256: sha256('never') } }
    const [present, absent] = [await server.submit(rani, room, claim), await server.submit(rani, room, never)]
    expect({ ...present, id: '' }).toEqual({ ...absent, id: '' })
    expect(present.outcome).toBe('REJECTED')
  })
})

describe('fetching a file', () => {
  it('gives both parties a shared one, as it was brought', async () => {
    const id = await attach(rani, 'time;what\n12:00;all fails\n', { name: 'notes.txt' })
    for (const token of [rani, maeve]) {
      const response = await download(token, room, id)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('time;what\n12:00;all fails\n')
    }
  })

  it('[UNA-5] gives the log that evidence was judged from, with the fingerprint that the entry names', async () => {
    const { data } = await server.ask(rani, EVENTS, { id: room })
    const { events } = data['room'] as unknown as { events: { id: string; body: Record<string, unknown> }[] }
    const evidence = events.find(({ body }) => body['type'] === 'EvidenceAttached')
    const response = await download(rani, room, evidence?.id ?? '')
    const log = new Uint8Array(await response.arrayBuffer())
    expect([sha256(log), log.length]).toEqual([evidence?.body['sha256'], evidence?.body['size']])
    expect(response.headers.get('content-disposition')).toContain('sending-monitor.csv')
  })

  it('[I20] answers for an internal one to the customer as for an entry that is not there, byte for byte', async () => {
    const id = await attach(maeve, 'what we think', { name: 'cause.txt', audience: 'INTERNAL' })
    expect((await download(maeve, room, id)).status).toBe(200)
    const [hidden, missing] = await Promise.all(
      [id, randomUUID()].map(async (one) => whole(await download(rani, room, one))),
    )
    expect(hidden).toEqual(missing)
    expect(hidden?.status).toBe(404)
  })

  it('[I19] answers in a foreign room as in a missing one, and for an entry without a file as for none', async () => {
    const id = await attach(rani, 'ours', { name: 'ours.txt' })
    const { id: message } = await lastEvent('MessagePosted')
    const answers = [
      await whole(await download(sari, room, id)),
      await whole(await download(sari, randomUUID(), id)),
      await whole(await download(rani, room, message)),
      await whole(await download(rani, randomUUID(), id)),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  })

  it('[I22] asks who is there', async () => {
    expect((await download(null, room, randomUUID())).status).toBe(401)
  })

  it('[I28] is a download that no browser runs, shows, guesses at or keeps', async () => {
    const id = await attach(rani, '<script>alert(1)</script>', {
      name: '../../rm -rf \u202Egnp.exe\r\nx: y".html',
      mediaType: 'text/html',
    })
    const { headers } = await download(rani, room, id)
    expect({
      type: headers.get('content-type'),
      disposition: headers.get('content-disposition'),
      policy: headers.get('content-security-policy'),
      sniffing: headers.get('x-content-type-options'),
      keeping: headers.get('cache-control'),
    }).toEqual({
      type: 'application/octet-stream',
      disposition:
        'attachment; filename="_.._rm -rf gnp.exex_ y_.html"; filename*=UTF-8\'\'_.._rm%20-rf%20gnp.exex_%20y_.html',
      policy: "default-src 'none'; sandbox",
      sniffing: 'nosniff',
      keeping: 'no-store',
    })
  })
})

it('[I19] a closed room takes no more files, and says no more than a missing one', async () => {
  const other = randomUUID()
  const opened = await server.submit(sari, other, {
    reportIssue: { accountId: 'kirana-air', channel: 'DASHBOARD', title: 'Slow', description: 'It is slow.' },
  })
  expect(opened.outcome).toBe('ACCEPTED')
  expect((await upload(sari, other, 'hello')).status).toBe(200)
  await server.submit(sari, other, { proposeReclassification: { reason: 'no outage' } })
  const { data } = await server.ask(maeve, EVENTS, { id: other })
  const { events } = data['room'] as unknown as { events: { id: string; body: { type: string } }[] }
  const proposalId = events.find(({ body }) => body.type === 'ReclassificationProposed')?.id
  const agreed = await server.submit(maeve, other, { agreeReclassification: { proposalId } })
  expect(agreed).toMatchObject({ outcome: 'ACCEPTED' })
  expect(await whole(await upload(sari, other, 'hello'))).toEqual(
    await whole(await upload(sari, randomUUID(), 'hello')),
  )
})
