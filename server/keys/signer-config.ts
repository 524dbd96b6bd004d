// How a signer is set: where its keys are and where its socket is. Both must be said, since a signer beside the server's
// data, or one that nobody finds, is worse than none.

import { ConfigError, type LogLevel, readSetting, SETTINGS } from '../config.ts'

export interface SignerConfig {
  readonly folder: string
  readonly socket: string
  readonly logLevel: LogLevel
}

/** Throws a ConfigError for the first setting that is missing or not understood. */
export function readSignerConfig(environment: Readonly<Record<string, string | undefined>>): SignerConfig {
  const { keysFolder, signer, logLevel } = SETTINGS
  const folder = readSetting(keysFolder, environment, false)
  if (folder === null) throw new ConfigError(keysFolder.variable, '', keysFolder.allowed)
  const socket = readSetting(signer, environment, false)
  if (socket === null) throw new ConfigError(signer.variable, '', signer.allowed)
  return { folder, socket, logLevel: readSetting(logLevel, environment, false) }
}
