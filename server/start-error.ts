// Why a server could not start, in one sentence that says what to do: for the operator who just tried.

import type { Config } from './config.ts'

export class StartError extends Error {
  constructor(sentence: string, cause: unknown) {
    super(sentence, { cause })
    this.name = 'StartError'
  }
}

/** The sentence for what listening failed with. */
export function listenError(error: unknown, { host, port }: Config): StartError {
  const code = codeOf(error)
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} on ${host} is in use already: stop the program that has it, or choose another one with PORT.`,
      error,
    )
  if (code === 'EACCES')
    return new StartError(
      `Port ${port} may not be opened by this user: choose one above 1023 with PORT.`,
      error,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new StartError(`HOST is ${host}, which is no address of this machine.`, error)
  return new StartError(`The server cannot listen on ${host}, port ${port}: ${messageOf(error)}.`, error)
}

/** The sentence for what opening the data failed with. */
export function storeError(error: unknown, { dataFolder }: Config): StartError {
  const code = codeOf(error)
  const unusable = [
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOTDIR',
    'EEXIST',
    'ENOENT',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
  ]
  if (code !== null && unusable.some((start) => code.startsWith(start)))
    return new StartError(
      `The data folder ${dataFolder} cannot be written to: make it a folder of this user, or choose another one with ACCORD_DATA.`,
      error,
    )
  const message = messageOf(error)
  return new StartError(
    /[.!]$/.test(message) ? message : `The data folder ${dataFolder} cannot be used: ${message}.`,
    error,
  )
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}
