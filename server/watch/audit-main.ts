// The auditor: a process of its own beside a server, which watches that no deadline is late, that the engine gives signs
// of life and that the server is ready, and raises an alarm when not (I14). It reads alone, shares nothing with the
// server but the disk and the network, and goes on while that one hangs.
//
// Exit code 0 when it was asked to end or, with --once, all was seen well; 1 when --once saw something wrong or it could
// not begin; 2 for a setting that was not understood.

import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigError } from '../config.ts'
import { openLog } from '../observe/log.ts'
import { openMetricsPort } from '../observe/metrics-port.ts'
import { StartError } from '../start-error.ts'
import { openAlarmDesk } from './alarm.ts'
import { type AuditConfig, readAuditConfig } from './audit-config.ts'
import { firstWatch, isWell, judge, type Watched } from './judge.ts'
import { lookAt } from './look.ts'

async function audit(config: AuditConfig): Promise<void> {
  const { place, limits, lookEveryMs } = config
  const log = openLog(config.logLevel)
  const desk = openAlarmDesk({ log, command: config.once ? null : config.command })
  const metrics = await openMetricsPort(config.metricsPort, desk)
  log.info(
    { pid: process.pid, url: place.url, nodes: place.nodes, metricsUrl: metrics.url, ...limits },
    'auditing',
  )
  const first = await lookAt(place)
  let watched: Watched = firstWatch(first)
  for (;;) {
    await pause(lookEveryMs)
    const look = await lookAt(place)
    const verdict = judge(watched, look, limits)
    watched = verdict.watched
    desk.tell(verdict.alarms, look.at)
    if (!config.once) continue
    if (verdict.alarms.length > 0) process.exit(1)
    if (isWell(first, look)) process.exit(0)
  }
}

function endOnRequest(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
  // Started beside a server: when the process that started both is gone, nobody would end this one.
  if (process.connected) process.on('disconnect', () => process.exit(0))
}

endOnRequest()
try {
  await audit(readAuditConfig(process.env, process.argv.slice(2)))
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof StartError
  if (!isExpected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
