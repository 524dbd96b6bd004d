// [I14] Where an alarm goes: log, metrics and the operator's command; once when it is raised, again while it lasts, and
// a word when it is over.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLog } from '../../../server/observe/log.ts'
import { openAlarmDesk, SAID_AGAIN_AFTER } from '../../../server/watch/alarm.ts'
import type { Alarm } from '../../../server/watch/judge.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-alarm-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const silent: Alarm = { code: 'ENGINE_SILENT', forMs: 31_000, facts: {} }
const late: Alarm = { code: 'DEADLINE_LATE', forMs: 11_000, facts: { steps: 3 } }

function listening(command: string | null) {
  const lines: string[] = []
  const destination = new Writable({
    write(line, _encoding, done) {
      const { alarm, msg } = JSON.parse(String(line)) as { alarm?: string; msg: string }
      lines.push([msg, alarm].filter(Boolean).join(' '))
      done()
    },
  })
  return { desk: openAlarmDesk({ log: openLog('info', destination), command }), lines }
}

it('[I14] says what is raised once, again after ten minutes, and when it is over', () => {
  const { desk, lines } = listening(null)
  desk.tell([silent], 0)
  desk.tell([silent], 2_000)
  desk.tell([silent, late], 4_000)
  desk.tell([silent], SAID_AGAIN_AFTER)
  desk.tell([], SAID_AGAIN_AFTER + 2_000)
  expect(lines).toEqual([
    'alarm ENGINE_SILENT',
    'alarm DEADLINE_LATE',
    'alarm ENGINE_SILENT',
    'the alarm is over DEADLINE_LATE',
    'the alarm is over ENGINE_SILENT',
  ])
})

it('[I14] has a metric that is not zero while an alarm stands', async () => {
  const { desk } = listening(null)
  desk.tell([late], 0)
  expect(await desk.read()).toContain('accord_audit_alarm{alarm="DEADLINE_LATE"} 1')
  desk.tell([], 2_000)
  const after = await desk.read()
  expect(after).toContain('accord_audit_alarm{alarm="DEADLINE_LATE"} 0')
  expect(after).toContain('accord_audit_alarms_total{alarm="DEADLINE_LATE"} 1')
})

it("[I14] runs the operator's command with the alarm's name, once for one alarm", async () => {
  const file = join(folder, 'told')
  const { desk } = listening(`echo "$ACCORD_ALARM" >> ${file}`)
  desk.tell([silent, late], 0)
  desk.tell([silent, late], 2_000)
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe('ENGINE_SILENT DEADLINE_LATE\n')
})

it('goes on when the command fails, and says so', async () => {
  const { desk, lines } = listening('exit 3')
  desk.tell([silent], 0)
  await expect.poll(() => lines).toContain('the alarm command failed')
})
