// [I14] The auditor as a process of its own, beside the real server as another one: it sees a server that hangs and a
// deadline that nobody fires, while the server itself can say nothing any more.

import Database from 'better-sqlite3'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { newFolder } from '../support/faults/new-folder.ts'
import { type FaultyServer, startFaultyServer } from './faulty-server.ts'

const MAIN = resolve(import.meta.dirname, '../../server/watch/audit-main.ts')
const SOON = { timeout: 60_000, interval: 50 }

let folder: string
let server: FaultyServer
const auditors = new Set<ChildProcess>()

beforeEach(async () => {
  folder = newFolder('audit')
  server = await startFaultyServer({ folder, withDisk: false })
})
afterEach(async () => {
  for (const auditor of auditors) auditor.kill('SIGKILL')
  server.signal('SIGCONT')
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

function audit(...words: readonly string[]) {
  const auditor = spawn(process.execPath, ['--no-warnings', MAIN, ...words], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: new URL(server.url).port,
      ACCORD_DATA: server.dataFolder,
      ACCORD_AUDIT_PORT: '0',
      ACCORD_ALARM_COMMAND: `echo "$ACCORD_ALARM" >> ${join(folder, 'told')}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  auditors.add(auditor)
  let said = ''
  auditor.stdout.on('data', (text) => {
    said += String(text)
  })
  const lines = () =>
    said
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string>)
  return {
    ended: new Promise<number | null>((end) => auditor.once('exit', (code) => end(code))),
    alarms: () =>
      lines()
        .filter(({ msg }) => msg === 'alarm')
        .map(({ alarm }) => alarm),
    over: () =>
      lines()
        .filter(({ msg }) => msg === 'the alarm is over')
        .map(({ alarm }) => alarm),
    metrics: async () =>
      (await fetch(lines().find(({ msg }) => msg === 'auditing')?.['metricsUrl'] ?? '')).text(),
    said: () => said,
  }
}

it('[I14] raises an alarm for a server that hangs, and for a deadline that it does not fire, and says when it is over', async () => {
  expect(await audit('--once', '--silent', '60', '--every', '0.2').ended).toBe(0)
  const auditor = audit('--late', '1', '--silent', '2.5', '--every', '0.2')
  await expect.poll(() => auditor.said(), SOON).toContain('"auditing"')
  server.signal('SIGSTOP')
  const database = new Database(join(server.dataFolder, DATABASE_FILE))
  database
    .prepare('INSERT INTO deadline (room_id, clock_id, step, due_at) VALUES (?, ?, ?, ?)')
    .run('a room', 'CALLBACK:1', 'BREACH', '2026-01-01T00:00:00.000Z')
  database.close()
  await expect
    .poll(() => new Set(auditor.alarms()), SOON)
    .toEqual(new Set(['DEADLINE_LATE', 'ENGINE_SILENT', 'NOT_READY']))
  const told = join(folder, 'told')
  await expect.poll(() => existsSync(told) && readFileSync(told, 'utf8'), SOON).toContain('DEADLINE_LATE')
  expect(await auditor.metrics()).toContain('accord_audit_alarm{alarm="ENGINE_SILENT"} 1')
  // Codes and counts alone: neither the room nor the clock stands in an alarm.
  expect(auditor.said()).not.toMatch(/a room|CALLBACK:1/)
  server.signal('SIGCONT')
  await expect
    .poll(() => new Set(auditor.over()), SOON)
    .toEqual(new Set(['DEADLINE_LATE', 'ENGINE_SILENT', 'NOT_READY']))
  await server.kill()
  expect(await audit('--once', '--silent', '1', '--every', '0.2').ended).toBe(1)
})
