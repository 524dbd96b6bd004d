// [I11] A planned restart under many clients: each is sent away with the time over which to come back, what was under
// way is answered, and all have missed nothing soon after the next server is there.

import { rmSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { spreadOf } from '../../protocol/restart.ts'
import { newFolder } from '../support/faults/new-folder.ts'
import { drainUnder } from './drain.ts'
import { startFaultyServer } from './faulty-server.ts'

const CLIENTS = 200

it(`[I11] ${CLIENTS} clients are sent away, come back over a spread of time, and have missed nothing`, async () => {
  const folder = newFolder('drain')
  const server = await startFaultyServer({ folder, withDisk: false })
  onTestFinished(async () => {
    if (server.isUp()) await server.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const { goodbyes, wrong, answeredWhileDraining } = await drainUnder(server, CLIENTS)
  expect(wrong).toEqual([])
  expect(answeredWhileDraining).toBeGreaterThan(0)
  expect(new Set(goodbyes.map(({ code }) => code))).toEqual(new Set([1012]))
  expect(Math.min(...goodbyes.map(({ reason }) => spreadOf(reason)))).toBeGreaterThanOrEqual(CLIENTS * 10)
})
