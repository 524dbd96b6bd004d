// How an auditor is set: where the server is comes from the server's own settings, the rest from three variables and
// four words on the command line.

import { ConfigError, readConfig } from '../config.ts'
import type { LogLevel } from '../config.ts'
import { readOrigins } from '../config-values.ts'
import { LIMITS, type Limits } from './judge.ts'
import type { Place } from './look.ts'

export interface AuditConfig {
  readonly place: Place
  readonly logLevel: LogLevel
  readonly limits: Limits
  readonly lookEveryMs: number
  /** Looks until all is seen well, at most for as long as silence may last, and ends with 0 or 1. */
  readonly once: boolean
  /** A line for the shell that is run when an alarm is raised, or null. */
  readonly command: string | null
  /** Where the auditor's metrics are read, on the loopback alone; null: nowhere. */
  readonly metricsPort: number | null
}

const LOOK_EVERY_MS = 2_000
const SECONDS = { '--late': 'late', '--silent': 'silent', '--every': 'every' } as const

/** Throws a ConfigError for the first setting or word that is not understood. */
export function readAuditConfig(
  environment: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): AuditConfig {
  const { host, port, dataFolder, databaseUrl, logLevel } = readConfig(environment)
  const { once, seconds } = readWords(words)
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const ms = (name: keyof typeof seconds, usual: number): number => {
    const given = seconds[name]
    return given === undefined ? usual : given * 1_000
  }
  return {
    place: {
      folder: dataFolder,
      databaseUrl,
      nodes: readNodes(environment['ACCORD_AUDIT_NODES']?.trim() ?? ''),
      url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
    },
    logLevel,
    limits: { late: ms('late', LIMITS.late), silent: ms('silent', LIMITS.silent) },
    lookEveryMs: ms('every', LOOK_EVERY_MS),
    once,
    command: environment['ACCORD_ALARM_COMMAND']?.trim() || null,
    metricsPort: readMetricsPort(environment['ACCORD_AUDIT_PORT']?.trim() ?? ''),
  }
}

function readWords(words: readonly string[]) {
  const seconds: { late?: number; silent?: number; every?: number } = {}
  let once = false
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--once') {
      once = true
      continue
    }
    const name = SECONDS[word as keyof typeof SECONDS]
    const text = words[++index] ?? ''
    if (name === undefined) throw new ConfigError('audit', word, 'one of --once, --late, --silent, --every')
    if (!/^\d{1,5}(\.\d{1,3})?$/.test(text) || Number(text) === 0)
      throw new ConfigError(word, text, 'a number of seconds, such as 30')
    seconds[name] = Number(text)
  }
  return { once, seconds }
}

function readNodes(text: string): readonly string[] {
  const nodes = text === '' ? [] : readOrigins(text)
  if (nodes?.every((node) => /^https?:/.test(node))) return nodes
  throw new ConfigError(
    'ACCORD_AUDIT_NODES',
    text,
    'addresses of nodes such as http://10.0.0.5:4400, separated by commas, without path',
  )
}

function readMetricsPort(text: string): number | null {
  if (text === '') return null
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new ConfigError('ACCORD_AUDIT_PORT', text, 'a whole number from 0 to 65535')
}
