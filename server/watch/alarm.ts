// Where an alarm goes: into the auditor's log, into its metrics, and to the operator's own command. A command that hangs
// is ended and never runs twice at a time, so that the auditor goes on looking whatever becomes of it.

import { spawn } from 'node:child_process'
import { Counter, Gauge, Registry } from 'prom-client'
import type { Millis } from '../../domain/time.ts'
import type { Log } from '../observe/log.ts'
import { type Alarm, type AlarmCode, ALARMS } from './judge.ts'

export interface AlarmDesk {
  /** Told after each look; says what is new, what lasts, and what is over. */
  tell(alarms: readonly Alarm[], at: number): void
  readonly contentType: string
  read(): Promise<string>
}

export interface AlarmDeskOptions {
  readonly log: Log
  /** A line for the system's shell, or null. It is given ACCORD_ALARM in its environment. */
  readonly command: string | null
}

/** What lasts is said again after this long. */
export const SAID_AGAIN_AFTER: Millis = 10 * 60_000
const COMMAND_WITHIN: Millis = 30_000

export function openAlarmDesk({ log, command }: AlarmDeskOptions): AlarmDesk {
  const registry = new Registry()
  const { standing, raised, lookedAt } = instrumentsOn(registry)
  const saidAt = new Map<AlarmCode, number>()
  const run = commandRunner(command, log)
  return {
    tell(alarms, at) {
      lookedAt.setToCurrentTime()
      const fresh = alarms.filter(
        ({ code }) => at - (saidAt.get(code) ?? -SAID_AGAIN_AFTER) >= SAID_AGAIN_AFTER,
      )
      for (const { code, forMs, facts } of fresh) {
        if (!saidAt.has(code)) raised.inc({ alarm: code })
        saidAt.set(code, at)
        log.error({ alarm: code, forMs: Math.round(forMs), ...facts }, 'alarm')
      }
      if (fresh.length > 0) run(fresh.map(({ code }) => code))
      for (const code of ALARMS) {
        const stands = alarms.some((alarm) => alarm.code === code)
        standing.set({ alarm: code }, stands ? 1 : 0)
        if (!stands && saidAt.delete(code)) log.warn({ alarm: code }, 'the alarm is over')
      }
    },
    contentType: registry.contentType,
    read: () => registry.metrics(),
  }
}

function instrumentsOn(registry: Registry) {
  const registers = [registry]
  const standing = new Gauge({
    name: 'accord_audit_alarm',
    help: '1 while this alarm stands',
    labelNames: ['alarm'],
    registers,
  })
  const raised = new Counter({
    name: 'accord_audit_alarms_total',
    help: 'Alarms that were raised',
    labelNames: ['alarm'],
    registers,
  })
  const lookedAt = new Gauge({
    name: 'accord_audit_look_timestamp_seconds',
    help: 'When the auditor last looked; silence for a minute is an alarm about the auditor',
    registers,
  })
  return { standing, raised, lookedAt }
}

function commandRunner(command: string | null, log: Log): (codes: readonly AlarmCode[]) => void {
  let isRunning = false
  return (codes) => {
    if (command === null || isRunning) return
    isRunning = true
    const child = spawn(command, {
      shell: true,
      stdio: 'ignore',
      timeout: COMMAND_WITHIN,
      killSignal: 'SIGKILL',
      env: { ...process.env, ACCORD_ALARM: codes.join(' ') },
    })
    const ended = (how: Readonly<Record<string, unknown>>, isGood: boolean): void => {
      if (!isRunning) return
      isRunning = false
      if (!isGood) log.error(how, 'the alarm command failed')
    }
    child.on('error', (error) => ended({ err: error }, false))
    child.on('exit', (code, signal) => ended({ code, signal }, code === 0))
  }
}
