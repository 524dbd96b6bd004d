// The log: one JSON line for each thing an operator should know. It never holds what people wrote nor what opens a
// session: callers log ids, counts and codes, and fields that could carry a secret are blanked besides.

import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { LogLevel } from '../config.ts'
import { isTemporary } from '../store/store-fault.ts'

export type Log = Logger

const SECRETS = [
  'authorization',
  'cookie',
  'token',
  'tokenHash',
  'accessToken',
  'refreshToken',
  'password',
  'secret',
  'attempt',
  'invitation',
  'handover',
  'verifier',
  'proof',
]

/** `destination` is the standard output unless a test listens. */
export function openLog(level: LogLevel, destination?: DestinationStream): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[withheld]' },
    serializers: { err: told, error: told },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * A store that is away for a while is no bug: what it says is told, its causes' words with it, but not where in the
 * program it was noticed, which would be most of the log of a database's restart.
 */
function told(error: Error): unknown {
  const whole = stdSerializers.err(error)
  if (!isTemporary(error)) return whole
  const { type, message, code } = whole
  return { type, message, code }
}
