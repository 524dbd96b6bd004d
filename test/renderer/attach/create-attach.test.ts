// From choosing a file to the command in the outbox: what is sent to whom, what is said when something is wrong, and
// that nothing is attached that was not chosen, sent and confirmed.

import { createRoot } from 'solid-js'
import { expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import type { Link } from '../../../replica/api.ts'
import { type Attach, createAttach } from '../../../renderer/attach/create-attach.ts'
import type { RoomFiles, SendOptions, Sent } from '../../../renderer/attach/room-files.ts'
import { RecordedReplica } from '../live/recorded-replica.ts'

const ROOM = toRoomId('room')
const STORED: Sent = { outcome: 'STORED', sha256: 'a'.repeat(64), size: 5 }
const LOG = 'time,channel,result\n2026-11-23T12:00:00Z,API,503\n2026-11-23T12:00:01Z,SMTP,250\n'

interface Scene {
  readonly attach: Attach
  readonly replica: RecordedReplica
  /** Every file that left, by name. */
  readonly sent: string[]
  link: Link
  end(): void
}

function scene(send: (options: SendOptions) => Promise<Sent> = async () => STORED): Scene {
  const replica = new RecordedReplica()
  const sent: string[] = []
  const sendFile: RoomFiles['send'] = (_roomId, file, options) => {
    sent.push(file instanceof File ? file.name : '')
    return send(options)
  }
  return createRoot((end) => {
    const scene: Scene = {
      attach: createAttach({
        replica,
        files: { send: sendFile },
        roomId: ROOM,
        link: () => scene.link,
      }),
      replica,
      sent,
      link: 'LIVE',
      end,
    }
    return scene
  })
}

const file = (name = 'a.txt', content: BlobPart = 'hello', type = 'text/plain') =>
  new File([content], name, { type })
const stepOf = ({ attach }: Scene) => attach.state().step
const wordsOf = ({ attach }: Scene) => {
  const state = attach.state()
  return state.step === 'PROBLEM' ? state.words() : null
}

it('[MSG-3] sends a chosen file, then attaches what the server says it has', async () => {
  const one = scene()
  await one.attach.choose('FILE', file('trace\u202Etxt.log'), false)
  expect([stepOf(one), one.sent]).toEqual(['CHOSEN', []])
  await one.attach.attach()
  expect(one.replica.submitted).toEqual([
    {
      type: 'attachFile',
      audience: 'SHARED',
      name: 'tracetxt.log',
      mediaType: 'text/plain',
      size: 5,
      sha256: 'a'.repeat(64),
    },
  ])
  expect(stepOf(one)).toBe('IDLE')
})

it('[UNA-5] judges an attempt log and attaches the verdict with the log’s fingerprint, for both parties', async () => {
  const one = scene()
  await one.attach.choose('EVIDENCE', file('log.csv', LOG), true)
  expect(stepOf(one)).toBe('CHOSEN')
  await one.attach.attach()
  expect(one.replica.submitted).toEqual([
    {
      type: 'attachEvidence',
      fileName: 'log.csv',
      size: 5,
      sha256: 'a'.repeat(64),
      channels: [
        {
          channel: 'API',
          unavailableSeconds: 1,
          intervals: [{ from: '2026-11-23T12:00:00.000Z', until: '2026-11-23T12:00:01.000Z' }],
        },
        { channel: 'SMTP', unavailableSeconds: 0, intervals: [] },
      ],
      eitherSeconds: 1,
    },
  ])
})

it('[AUD-1] a file chosen while writing a note is internal until somebody says otherwise', async () => {
  const one = scene()
  await one.attach.choose('FILE', file(), true)
  await one.attach.attach()
  await one.attach.choose('FILE', file(), true)
  one.attach.setAudience('SHARED')
  await one.attach.attach()
  expect(one.replica.submitted).toMatchObject([{ audience: 'INTERNAL' }, { audience: 'SHARED' }])
})

it('offline: says that files need the connection, sends and keeps nothing', async () => {
  const one = scene()
  one.link = 'OFFLINE'
  expect(one.attach.begin()).toBe(false)
  expect(wordsOf(one)).toMatch(/need the connection.*Nothing was kept/)
  await one.attach.choose('FILE', file(), false)
  await one.attach.attach()
  expect(wordsOf(one)).toMatch(/need the connection/)
  expect([one.sent, one.replica.submitted]).toEqual([[], []])
})

it('a file that is too large, or no log, is told at once and never sent', async () => {
  const one = scene()
  await one.attach.choose('FILE', file('big.bin', new Uint8Array(FILE_BYTES_MAX + 1)), false)
  expect(wordsOf(one)).toBe('big.bin has 25 MB: 25 MB is the most.')
  await one.attach.choose('EVIDENCE', file('log.csv', `${LOG}2026-11-23T12:00:02Z,FTP,250\n`), false)
  expect(wordsOf(one)).toBe('log.csv, line 4: “FTP” is no channel. Write API or SMTP.')
  expect([one.sent, one.replica.submitted]).toEqual([[], []])
})

it('what could not be sent is attached to nothing, and may be tried again as it is', async () => {
  const answers: Sent[] = [{ outcome: 'UNREACHABLE' }, { outcome: 'SIGNED_OUT' }, STORED]
  const one = scene(async () => answers.shift() ?? STORED)
  await one.attach.choose('FILE', file(), false)
  await one.attach.attach()
  expect(wordsOf(one)).toMatch(/connection broke, and a.txt was not attached/)
  await one.attach.attach()
  expect(wordsOf(one)).toMatch(/signed out/)
  expect(one.replica.submitted).toEqual([])
  await one.attach.attach()
  expect([one.sent.length, one.replica.submitted.length, stepOf(one)]).toEqual([3, 1, 'IDLE'])
})

it('says what the law says, with the file still chosen', async () => {
  const one = scene()
  one.replica.answerSubmit = async () => ({
    outcome: 'REJECTED',
    rejection: { code: 'WRONG_PHASE', phase: 'RESOLVED' },
  })
  await one.attach.choose('FILE', file(), false)
  await one.attach.attach()
  expect(wordsOf(one)).toMatch(/moved on: resolved/)
  expect(one.attach.state()).toMatchObject({ chosen: { name: 'a.txt' } })
})

it('given up while it is sent, or left with the room, it is not attached', async () => {
  for (const leave of [(one: Scene) => one.attach.cancel(), (one: Scene) => one.end()]) {
    let options: SendOptions | undefined
    let arrive: (sent: Sent) => void = () => {}
    const one = scene((given) => {
      options = given
      return new Promise((done) => (arrive = done))
    })
    await one.attach.choose('FILE', file(), false)
    const attaching = one.attach.attach()
    options?.onShare(0.5)
    expect(one.attach.state()).toMatchObject({ step: 'SENDING', share: 0.5 })
    leave(one)
    arrive(STORED)
    await attaching
    expect([options?.signal.aborted, stepOf(one), one.replica.submitted]).toEqual([true, 'IDLE', []])
  }
})

it('one press is one attachment', async () => {
  let arrive: (sent: Sent) => void = () => {}
  const one = scene(() => new Promise((done) => (arrive = done)))
  await one.attach.choose('FILE', file(), false)
  const first = one.attach.attach()
  const second = one.attach.attach()
  arrive(STORED)
  await Promise.all([first, second])
  expect([one.sent.length, one.replica.submitted.length]).toEqual([1, 1])
})
