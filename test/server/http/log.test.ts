// The log: it never holds what opens a session nor what people wrote, at the most talkative level either.

import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { openLog } from '../../../server/observe/log.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import { follow } from '../support/feed-reader.ts'
import { demoRoom, startTestServer } from '../support/running-server.ts'

const listen = () => {
  let logged = ''
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += String(line)
      done()
    },
  })
  return { log: openLog('trace', destination), text: () => logged }
}

it('holds neither tokens nor texts after a session full of both', async () => {
  const { log, text } = listen()
  const server = await startTestServer({ log })
  const token = await server.signIn('maeve-brennan')
  const room = await demoRoom(server, token)
  await follow(await server.socket({ token }), 'f').toHead()
  await server.submit(token, room, { postMessage: { text: 'the certificate ran out' } })
  await server.submit(token, room, { postMessage: { text: 'x'.repeat(9_000) } })
  await server.ask(token, '{ nothing(secret: "the certificate ran out") }')
  await server.ask(`${token}x`, '{ serverTime }')
  await server.stop()
  expect(text()).toContain('"msg":"stopped"')
  expect([token, 'certificate', 'xxxx'].filter((secret) => text().includes(secret))).toEqual([])
})

it('blanks fields that could carry a secret, wherever they are put', () => {
  const { log, text } = listen()
  log.info(
    {
      token: 'hunter2',
      session: { tokenHash: 'hunter2', refreshToken: 'hunter2' },
      a: { b: { authorization: 'hunter2', verifier: 'hunter2' } },
    },
    'x',
  )
  expect(text()).not.toContain('hunter2')
  expect(text()).toContain('[withheld]')
})

it('tells of a store that is away in words, and of anything else with the place where it happened', () => {
  const { log, text } = listen()
  const cause = new Error('connect ECONNREFUSED')
  log.warn({ err: new StoreFault('TEMPORARY', 'the database cannot be reached', { cause }) }, 'away')
  log.warn({ error: new StoreFault('UNANSWERED', 'no answer to a commit') }, 'away')
  expect(text()).toContain('the database cannot be reached: connect ECONNREFUSED')
  expect(text()).toContain('"code":"UNANSWERED"')
  expect(text()).not.toContain('.ts:')
  log.error({ error: new StoreFault('UNKNOWN', 'whether it was stored is not known') }, 'stops')
  expect(text()).toContain('log.test.ts:')
})
