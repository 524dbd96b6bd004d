// The whole life of a Critical Issue as its people live it over the public API of a real server process, each with a
// session and a subscription of their own: every command of the table, every refusal that tells one party what only
// the other may do, and at the end two copies that agree to the byte.

import { createHash, createPublicKey, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { flattenedVerify } from 'jose'
import { toPersonId } from '../../domain/ids.ts'
import type { Party } from '../../domain/people.ts'
import { linkHash } from '../../protocol/record.ts'
import { type ApiPerson, type ClockAnswer, type Feed, signIn } from '../support/api-client.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'
import { markOf } from '../support/sealed-story.ts'
import { signerOf } from '../support/signing.ts'

const MINUTE_MS = 60_000
/** Clocks of two processes on one machine are one clock, read a moment apart. */
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString()
const SMALLEST_REASON = { reason: 'It is not over.' }

let server: RunningServer
let rani: ApiPerson
let dimas: ApiPerson
let priya: ApiPerson
let maeve: ApiPerson
let aisha: ApiPerson
let tiago: ApiPerson
let joon: ApiPerson
let customer: Feed
let agent: Feed
const room = randomUUID()

beforeAll(async () => {
  server = await startRunningServer()
  const enter = (id: string): Promise<ApiPerson> => signIn(server.url, id)
  rani = await enter('rani-wulandari')
  dimas = await enter('dimas-prakoso')
  priya = await enter('priya-nair')
  maeve = await enter('maeve-brennan')
  aisha = await enter('aisha-karim')
  tiago = await enter('tiago-lemos')
  joon = await enter('joon-park')
  customer = rani.follow()
  agent = maeve.follow()
  await customer.toHead()
  await agent.toHead()
})

afterAll(async () => {
  for (const person of [rani, dimas, priya, maeve, aisha, tiago, joon]) await person.close()
  await server.dispose()
})

/** What both sides were told of an event of the story's room, which must be the same. */
async function bothSee(type: string, body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const fits = (event: { readonly body: object }): boolean =>
    Object.entries(body).every(
      ([key, value]) => JSON.stringify(Reflect.get(event.body, key)) === JSON.stringify(value),
    )
  const [theirs, ours] = [await customer.sees(room, type, fits), await agent.sees(room, type, fits)]
  expect({ ...ours, seq: null }).toEqual(theirs)
  return theirs.id
}

async function clockOf(kind: string): Promise<ClockAnswer> {
  const clock = (await rani.room(room)).clocks.findLast((candidate) => candidate.kind === kind)
  if (clock === undefined) throw new Error(`no clock ${kind}`)
  return clock
}

const phase = async (): Promise<string> => (await rani.room(room)).phase

it('[REP-1] [REP-3] a customer reports, and both sides have the ticket at once', async () => {
  const report = {
    accountId: 'nusantara-pay',
    title: 'Receipts are late',
    description: 'Since lunch, all of them.',
  }
  expect(await rani.isRefused(room, { reportIssue: { ...report, channel: 'HOTLINE' } })).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'channel',
  })
  const { recordedAt } = await rani.does(room, { reportIssue: { ...report, channel: 'DASHBOARD' } })
  await bothSee('IssueReported', { title: report.title, channel: 'DASHBOARD' })
  expect((await customer.sees(room, 'IssueReported')).recordedAt).toBe(recordedAt)
  expect(await phase()).toBe('REPORTED')
  expect((await rani.room(room)).ticket).toBe((await joon.room(room)).ticket)
  expect(await rani.isRefused(room, { reportIssue: { ...report, channel: 'DASHBOARD' } })).toEqual({
    code: 'ALREADY_EXISTS',
  })
})

it('[INT-4] [INT-5] [INT-3] a hotline call: one outage, one room; the clock starts when the call was answered', async () => {
  const call = {
    accountId: 'nusantara-pay',
    company: 'Nusantara Pay',
    contactName: 'Rani Wulandari',
    contactPhone: '021 5550 0142',
    description: 'Receipts arrive an hour late.',
    receivedAt: ago(2),
  }
  const refused = await priya.isRefused(room, { takeIntake: call })
  expect(refused).toMatchObject({ code: 'OPEN_ROOM_EXISTS', rooms: [{ phase: 'IN_PROGRESS' }] })
  const [demo] = refused['rooms'] as readonly { readonly roomId: string; readonly title: string }[]
  expect(demo?.title).toBe('API sends return 503, SMTP injections time out')
  const separateFrom = [demo?.roomId ?? '']
  for (const [receivedAt, problem] of [
    [ago(-5), 'IN_THE_FUTURE'],
    [ago(61), 'TOO_LONG_AGO'],
  ] as const)
    expect(await priya.isRefused(room, { takeIntake: { ...call, separateFrom, receivedAt } })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'receivedAt',
      problem,
    })
  expect(await rani.isRefused(room, { takeIntake: { ...call, separateFrom } })).toEqual({
    code: 'NOT_PERMITTED',
  })

  await priya.does(room, { takeIntake: { ...call, separateFrom } })
  await bothSee('IntakeTaken', { contactPhone: '+622155500142', contactPhoneTyped: '021 5550 0142' })
  expect(await phase()).toBe('AWAITING_CALLBACK')
  expect(await clockOf('CALLBACK')).toMatchObject({
    startedAt: call.receivedAt,
    dueAt: after(call.receivedAt, 15),
    outcome: 'RUNNING',
    binding: true,
  })
})

it('[OWN-1] [CB-1] an agent takes over and reaches nobody: recorded, and the clock runs on', async () => {
  expect(await maeve.isRefused(room, { assignAgent: { agentId: aisha.id } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  await maeve.does(room, { assignAgent: { agentId: maeve.id } })
  await bothSee('AgentAssigned', { agentId: maeve.id, previousAgentId: null })
  const attempt = { number: '021 5550 0142', outcome: 'VOICEMAIL' } as const
  expect(await rani.isRefused(room, { recordCallbackAttempt: attempt })).toEqual({ code: 'NOT_PERMITTED' })
  await maeve.does(room, { recordCallbackAttempt: attempt })
  await bothSee('CallbackAttempted', { number: '+622155500142', outcome: 'VOICEMAIL' })
  expect(await clockOf('CALLBACK')).toMatchObject({ outcome: 'RUNNING', stoppedAt: null })
})

it('[CB-2] [CB-3] [CB-5] the callback stops the clock at its own time, once', async () => {
  const made = { reached: 'Rani Wulandari', information: 'All regions.' }
  expect(await maeve.isRefused(room, { recordCallback: { ...made, occurredAt: ago(4) } })).toMatchObject({
    field: 'occurredAt',
    problem: 'BEFORE_START',
  })
  const occurredAt = ago(1)
  await maeve.does(room, { recordCallback: { ...made, occurredAt } })
  await bothSee('CallbackMade', { occurredAt })
  expect(await clockOf('CALLBACK')).toMatchObject({ outcome: 'MET', stoppedAt: occurredAt })
  expect(await phase()).toBe('IN_PROGRESS')
  expect(await maeve.isRefused(room, { recordCallback: { ...made, occurredAt: ago(0) } })).toEqual({
    code: 'WRONG_PHASE',
    phase: 'IN_PROGRESS',
  })
})

it('[CLK-6] [CAD-2] [CAD-4] [CAD-5] a cadence: proposed, answered with another, agreed by the other party alone', async () => {
  expect(await clockOf('UPDATE')).toMatchObject({ binding: false })
  expect(await maeve.isRefused(room, { proposeCadence: { everyMinutes: 4 } })).toMatchObject({
    field: 'everyMinutes',
  })
  await maeve.does(room, { proposeCadence: { everyMinutes: 60 } })
  const first = await bothSee('CadenceProposed', { everyMinutes: 60 })
  expect(await maeve.isRefused(room, { agreeCadence: { proposalId: first } })).toEqual({ code: 'SAME_PARTY' })
  expect(await dimas.isRefused(room, { agreeCadence: { proposalId: first } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  await rani.does(room, { declineCadence: { proposalId: first, counterMinutes: 20 } })
  const counter = await bothSee('CadenceProposed', { everyMinutes: 20 })
  expect(await rani.isRefused(room, { agreeCadence: { proposalId: counter } })).toEqual({
    code: 'SAME_PARTY',
  })
  expect(await maeve.isRefused(room, { agreeCadence: { proposalId: first } })).toEqual({
    code: 'ALREADY_ANSWERED',
  })
  const { recordedAt } = await maeve.does(room, { agreeCadence: { proposalId: counter } })
  await bothSee('CadenceAgreed', { proposalId: counter, everyMinutes: 20 })
  expect((await rani.room(room)).cadenceMinutes).toBe(20)
  expect(await clockOf('UPDATE')).toMatchObject({
    binding: true,
    startedAt: recordedAt,
    dueAt: after(recordedAt ?? '', 20),
  })
})

it('[MSG-1] [MSG-2] [MSG-4] [COR-1] what is said to all is heard by all, a note by the provider alone', async () => {
  await rani.does(room, { postMessage: { text: 'Is it the relay again?' } })
  const question = await bothSee('MessagePosted', { text: 'Is it the relay again?' })
  await aisha.does(room, { postNote: { text: 'The relay pool is full.', replyTo: question } })
  await maeve.does(room, { postMessage: { text: 'We are looking at it.', replyTo: question } })
  const answer = await bothSee('MessagePosted', { text: 'We are looking at it.' })
  expect((await agent.sees(room, 'NotePosted')).audience).toBe('INTERNAL')
  expect(customer.events().filter(({ body }) => body.type === 'NotePosted')).toEqual([])
  expect(await rani.isRefused(room, { postNote: { text: 'A note of mine.' } })).toEqual({
    code: 'NOT_PERMITTED',
  })

  const better = 'We are looking at the relay pool.'
  expect(await rani.isRefused(room, { correct: { refersTo: answer, text: better } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  await maeve.does(room, { correct: { refersTo: answer, text: better } })
  await bothSee('Corrected', { refersTo: answer, text: better })
  expect(customer.events().find(({ id }) => id === answer)?.body).toMatchObject({
    text: 'We are looking at it.',
  })
})

it('[UPD-1] [UPD-3] [UPD-5] updates in their three shapes restart the clock; a request for one escalates once', async () => {
  const soon = ago(-90)
  const expectations = [
    { unknown: { reason: 'The cause is not known.', moreAt: soon } },
    { range: { from: soon, until: ago(-240), confidence: 'LOW' as const } },
    { time: { at: soon, confidence: 'HIGH' as const } },
  ]
  const escalations = () =>
    agent.events().filter((event) => event.roomId === room && event.body.type === 'Escalated')
  await rani.does(room, { requestUpdate: {} })
  await dimas.does(room, { requestUpdate: {} })
  await agent.sees(room, 'UpdateRequested', ({ actor }) => actor.personId === dimas.id)
  expect(escalations()).toHaveLength(1)
  for (const [index, expectation] of expectations.entries()) {
    const update = { nature: `Finding ${index + 1}`, status: 'INVESTIGATING', expectation } as const
    expect(await rani.isRefused(room, { postUpdate: update })).toEqual({ code: 'NOT_PERMITTED' })
    const { recordedAt } = await maeve.does(room, { postUpdate: update })
    await bothSee('UpdatePosted', { nature: update.nature, number: index + 1 })
    expect(await clockOf('UPDATE')).toMatchObject({
      startedAt: recordedAt,
      dueAt: after(recordedAt ?? '', 20),
    })
  }
  expect(
    await maeve.isRefused(room, {
      postUpdate: {
        nature: 'It was over yesterday.',
        status: 'MONITORING',
        expectation: { time: { at: ago(1), confidence: 'HIGH' } },
      },
    }),
  ).toMatchObject({ code: 'INVALID_INPUT', field: 'expectation.at', problem: 'IN_THE_PAST' })
})

it('[WRK-2] [WRK-3] [WRK-4] [CLK-8] workarounds: rejected, accepted, withdrawn; the clock rests meanwhile', async () => {
  const offer = async (title: string): Promise<string> => {
    await maeve.does(room, { recordWorkaround: { title, steps: 'Point receipts at the second relay.' } })
    return bothSee('WorkaroundRecorded', { title })
  }
  const first = await offer('By hand')
  expect(await dimas.isRefused(room, { acceptWorkaround: { workaroundId: first } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  expect(await maeve.isRefused(room, { acceptWorkaround: { workaroundId: first } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  await rani.does(room, { rejectWorkaround: { workaroundId: first, reason: 'Too slow for us.' } })
  await bothSee('WorkaroundRejected', { workaroundId: first, reason: 'Too slow for us.' })
  expect(await phase()).toBe('IN_PROGRESS')

  const second = await offer('Second relay')
  await rani.does(room, { acceptWorkaround: { workaroundId: second } })
  await bothSee('WorkaroundAccepted', { workaroundId: second })
  expect(await phase()).toBe('WORKAROUND_IN_PLACE')
  expect(await clockOf('UPDATE')).toMatchObject({ outcome: 'CANCELLED' })
  expect(await rani.isRefused(room, { rejectWorkaround: { workaroundId: second, reason: 'No.' } })).toEqual({
    code: 'ALREADY_ANSWERED',
  })

  const { recordedAt } = await maeve.does(room, {
    withdrawWorkaround: { workaroundId: second, reason: 'The second relay fills up too.' },
  })
  await bothSee('WorkaroundWithdrawn', { workaroundId: second })
  expect(await phase()).toBe('IN_PROGRESS')
  expect(await clockOf('UPDATE')).toMatchObject({ outcome: 'RUNNING', startedAt: recordedAt })
})

it('[ESC-1] [ESC-4] an escalation by hand reaches those it is for and is taken once', async () => {
  await rani.does(room, { escalate: { to: 'SUPERVISOR', reason: 'Nobody answers.' } })
  const escalationId = await bothSee('Escalated', { reason: 'Nobody answers.', to: ['SUPERVISOR'] })
  expect(await rani.isRefused(room, { acknowledgeEscalation: { escalationId } })).toEqual({
    code: 'NOT_PERMITTED',
  })
  await joon.does(room, { acknowledgeEscalation: { escalationId } })
  await bothSee('EscalationAcknowledged', { escalationId })
  expect(await tiago.isRefused(room, { acknowledgeEscalation: { escalationId } })).toEqual({
    code: 'ALREADY_ANSWERED',
  })
})

const sign = async (who: ApiPerson, proposalId: string, digest: string) => {
  const body = customer.events().find(({ id }) => id === proposalId)?.body
  const text = body?.type === 'ResolutionProposed' ? (body.text ?? null) : null
  const signer = { id: toPersonId(who.id), party: partyOf(who) }
  const { type: _type, ...fields } = markOf(signer, { id: proposalId, digest, text })
  return { signResolution: fields }
}

const partyOf = (who: ApiPerson): Party => ([rani, dimas].includes(who) ? 'CUSTOMER' : 'PROVIDER')

const propose = async (who: ApiPerson, statement: string): Promise<{ id: string; digest: string }> => {
  await who.does(room, { proposeResolution: { outcome: 'ENDED', statement, unavailabilityEndedAt: ago(0) } })
  const id = await bothSee('ResolutionProposed', { statement })
  const proposal = (await rani.room(room)).resolutions.find((candidate) => candidate.id === id)
  return { id, digest: proposal?.digest ?? '' }
}

it('[RES-3] [RES-4] [RES-5] [RES-6] [RES-8] signing: only what stands now, only what is genuine, only by whom it binds', async () => {
  const old = await propose(maeve, 'Receipts are on time.')
  expect(await phase()).toBe('RESOLUTION_PROPOSED')
  const current = await propose(maeve, 'Receipts are on time again since noon.')
  const stale = { code: 'STALE_PROPOSAL', current: current.id }
  expect(await rani.isRefused(room, await sign(rani, old.id, old.digest))).toEqual(stale)
  expect(
    await rani.isRefused(room, { rejectResolution: { proposalId: old.id, ...SMALLEST_REASON } }),
  ).toEqual(stale)

  expect(await rani.isRefused(room, await sign(rani, current.id, old.digest))).toEqual({
    code: 'DIGEST_MISMATCH',
  })
  const genuine = await sign(rani, current.id, current.digest)
  const forged = { ...genuine.signResolution, publicKey: signerOf('somebody else').publicKey }
  expect(await rani.isRefused(room, { signResolution: forged })).toEqual({ code: 'INVALID_SIGNATURE' })
  expect(await dimas.isRefused(room, await sign(dimas, current.id, current.digest))).toEqual({
    code: 'NOT_PERMITTED',
  })
  expect(await aisha.isRefused(room, await sign(aisha, current.id, current.digest))).toEqual({
    code: 'NOT_PERMITTED',
  })

  await maeve.does(room, await sign(maeve, current.id, current.digest))
  await bothSee('ResolutionSigned', { proposalId: current.id, party: 'PROVIDER' })
  expect(await joon.isRefused(room, await sign(joon, current.id, current.digest))).toEqual({
    code: 'ALREADY_ANSWERED',
  })
  await rani.does(room, { rejectResolution: { proposalId: current.id, ...SMALLEST_REASON } })
  await bothSee('ResolutionRejected', { proposalId: current.id, party: 'CUSTOMER' })
  expect(await phase()).toBe('IN_PROGRESS')
})

it('[RES-7] [PHA-2] both sign the same proposal: resolved, every clock ends, and the record takes remarks alone', async () => {
  const proposal = await propose(rani, 'All receipts of the morning were sent, and new ones are on time.')
  await rani.does(room, await sign(rani, proposal.id, proposal.digest))
  expect(await phase()).toBe('RESOLUTION_PROPOSED')
  await tiago.does(room, await sign(tiago, proposal.id, proposal.digest))
  await bothSee('IssueResolved', { proposalId: proposal.id, outcome: 'ENDED' })
  const seen = await maeve.room(room)
  expect(seen.phase).toBe('RESOLVED')
  expect(seen.clocks.filter(({ outcome }) => outcome === 'RUNNING')).toEqual([])
  expect(seen.resolutions.map(({ status }) => status)).toEqual(['SUPERSEDED', 'REJECTED', 'AGREED'])
  expect(seen.resolutions.at(-1)?.signatures.map(({ party, by }) => [party, by.personId])).toEqual([
    ['CUSTOMER', rani.id],
    ['PROVIDER', tiago.id],
  ])
  expect(await rani.isRefused(room, { postMessage: { text: 'One more thing.' } })).toEqual({
    code: 'WRONG_PHASE',
    phase: 'RESOLVED',
  })
  const refersTo = await bothSee('CallbackMade')
  await maeve.does(room, { annotate: { refersTo, text: 'The call took four minutes.', audience: 'SHARED' } })
  await bothSee('Annotated', { refersTo, text: 'The call took four minutes.' })
})

it('[REO-1] [REO-2] [REO-3] either party reopens, the update clock runs anew and the signatures stay', async () => {
  const { recordedAt } = await rani.does(room, { reopen: { reason: 'Receipts are late again.' } })
  await bothSee('Reopened', { reason: 'Receipts are late again.' })
  const seen = await rani.room(room)
  expect(seen.phase).toBe('IN_PROGRESS')
  expect(seen.resolutions.at(-1)?.signatures).toHaveLength(2)
  expect(await clockOf('UPDATE')).toMatchObject({
    outcome: 'RUNNING',
    binding: true,
    dueAt: after(recordedAt ?? '', 20),
  })
})

it('[RCL-1] [RCL-2] [RCL-3] both agree that another room is no Critical Issue; from then on it takes remarks alone', async () => {
  const other = randomUUID()
  const report = {
    accountId: 'nusantara-pay',
    channel: 'EMAIL',
    title: 'A template is wrong',
    description: 'One.',
  }
  await rani.does(other, { reportIssue: { ...report, channel: 'EMAIL' } })
  const why = { reason: 'One template of one sender.' }
  await maeve.does(other, { proposeReclassification: why })
  const first = (await customer.sees(other, 'ReclassificationProposed')).id
  expect(await maeve.isRefused(other, { agreeReclassification: { proposalId: first } })).toEqual({
    code: 'SAME_PARTY',
  })
  await rani.does(other, { declineReclassification: { proposalId: first, reason: 'It is our receipts.' } })
  await rani.does(other, { proposeReclassification: why })
  const second = (await agent.sees(other, 'ReclassificationProposed', ({ id }) => id !== first)).id
  await maeve.does(other, { agreeReclassification: { proposalId: second } })
  await customer.sees(other, 'Reclassified')
  expect((await rani.room(other)).phase).toBe('RECLASSIFIED')
  expect(await rani.isRefused(other, { postMessage: { text: 'Hello?' } })).toEqual({
    code: 'WRONG_PHASE',
    phase: 'RECLASSIFIED',
  })
})

it('[CB-4] [ESC-3] a call that nobody returned in time: both see the breach; entered late but made in time it is met', async () => {
  const late = randomUUID()
  const { data } = await joon.ask('{ rooms { id accountId } }')
  const live = data['rooms'] as readonly { readonly id: string; readonly accountId: string }[]
  const receivedAt = ago(20)
  await joon.does(late, {
    takeIntake: {
      accountId: 'nusantara-pay',
      company: 'Nusantara Pay',
      contactPhone: '+62 21 5550 0142',
      receivedAt,
      separateFrom: live.map(({ id }) => id),
    },
  })
  const breach = await customer.sees(late, 'ClockBreached')
  expect(breach.body).toMatchObject({ kind: 'CALLBACK', dueAt: after(receivedAt, 15) })
  expect((await customer.sees(late, 'Escalated')).body).toMatchObject({ to: ['SUPERVISOR', 'TAM'] })
  const callback = async () => (await rani.room(late)).clocks.find(({ kind }) => kind === 'CALLBACK')
  expect(await callback()).toMatchObject({ outcome: 'BREACHED', breachRecordedAt: breach.recordedAt })
  const occurredAt = after(receivedAt, 14)
  await aisha.does(late, { recordCallback: { reached: 'Rani Wulandari', occurredAt } })
  await customer.sees(late, 'CallbackMade')
  expect(await callback()).toMatchObject({
    outcome: 'MET',
    stoppedAt: occurredAt,
    breachRecordedAt: breach.recordedAt,
  })
})

it('[AUD-1] [EVT-5] the customer holds exactly the shared half of what the provider holds, whole, linked and in order', async () => {
  const shared = agent.events().filter(({ audience }) => audience === 'SHARED')
  const last = shared.at(-1)
  await customer.sees(last?.roomId ?? '', last?.body.type ?? '', ({ id }) => id === last?.id)
  expect(customer.events()).toEqual(
    shared.filter(({ accountId }) => accountId === 'nusantara-pay').map((event) => ({ ...event, seq: null })),
  )
  expect(agent.events().length).toBeGreaterThan(shared.length)
  const heads = new Map<string, { readonly sharedSeq: number; readonly hash: string }>()
  for (const event of customer.events()) {
    const before = heads.get(event.roomId) ?? { sharedSeq: 0, hash: '0'.repeat(64) }
    const linked = { ...event, actor: { ...event.actor, role: event.actor.role ?? 'SYSTEM' } }
    expect(event).toMatchObject({ sharedSeq: before.sharedSeq + 1, hash: linkHash(before.hash, linked) })
    heads.set(event.roomId, { sharedSeq: before.sharedSeq + 1, hash: event.hash ?? '' })
  }
  const { sharedSeq, chainHead } = await maeve.room(room)
  expect(heads.get(room)).toEqual({ sharedSeq, hash: chainHead })
})

it('[RES-2] [RES-11] anybody can check both signatures with the record alone: pinned head, statement, JWS', async () => {
  const resolution = (await rani.room(room)).resolutions.at(-1)
  if (resolution?.text == null) throw new Error('the story was signed')
  const { id, digest, text, signatures, ...shown } = resolution
  const head = customer.events().find((event) => event.roomId === room && event.sharedSeq === shown.sharedSeq)
  expect(head?.hash).toBe(shown.chainHead)
  expect(createHash('sha256').update(text).digest('hex')).toBe(digest)
  const { outcome, statement, sharedSeq, chainHead } = shown
  const said = { kind: 'accord.resolution/2', roomId: room, proposalId: id, provider: 'Halyard' }
  expect(JSON.parse(text)).toMatchObject({ ...said, outcome, statement, sharedSeq, chainHead })
  expect(signatures.map(({ party }) => party)).toEqual(['CUSTOMER', 'PROVIDER'])
  for (const { publicKey, signature, protected: header } of signatures) {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    const jws = { payload: Buffer.from(text).toString('base64url'), protected: header ?? '', signature }
    const { payload } = await flattenedVerify(jws, key)
    expect(Buffer.from(payload).toString()).toBe(text)
    const other = { ...jws, payload: Buffer.from(`${text} `).toString('base64url') }
    await expect(flattenedVerify(other, key)).rejects.toThrow('signature verification failed')
  }
})

it('[I7] a reader who was away goes on after the cursor and ends with the same events and digest', async () => {
  const early = customer.pages[0]
  const resumed = rani.follow({ after: early?.cursor ?? '', epoch: early?.epoch ?? '' })
  await resumed.toHead()
  expect([...(early?.events ?? []), ...resumed.events()]).toEqual(customer.events())
  expect(resumed.pages.at(-1)?.digest).toBe(customer.pages.at(-1)?.digest)
})
