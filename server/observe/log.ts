// The log: one JSON line for each thing an operator should know. It never holds what people wrote nor what opens a
// session: callers log ids, counts and codes, and fields that could carry a secret are blanked besides.

import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { LogLevel } from '../config.ts'

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
  const { err } = stdSerializers
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[withheld]' },
    serializers: { err, error: err },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
