// Why a server could not start, in one sentence that says what to do: for the operator who just tried.

import type { Config } from './config.ts'
import { StoreFault } from './store/store-fault.ts'

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
export const storeError = (error: unknown, { dataFolder }: Pick<Config, 'dataFolder'>): StartError =>
  folderError(error, 'data folder', dataFolder, 'ACCORD_DATA')

/** The sentence for a folder that cannot be used, and the variable that names another. */
export function folderError(error: unknown, what: string, folder: string, variable: string): StartError {
  if (error instanceof StartError) return error
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
      `The ${what} ${folder} cannot be written to: make it a folder of this user, or choose another one with ${variable}.`,
      error,
    )
  const message = messageOf(error)
  return new StartError(
    /[.!]$/.test(message) ? message : `The ${what} ${folder} cannot be used: ${message}.`,
    error,
  )
}

/** By the code of PostgreSQL, of the system or of TLS: what an operator does about it. */
const DATABASE_TROUBLE: readonly (readonly [
  codes: readonly string[],
  sentence: (at: DatabaseAddress) => string,
])[] = [
  [
    ['28'],
    ({ user, server }) =>
      `PostgreSQL at ${server} does not let ${user} in: look at user and password in ACCORD_DATABASE_URL, and at pg_hba.conf there.`,
  ],
  [
    ['3D000'],
    ({ name, user, server }) =>
      `PostgreSQL at ${server} has no database ${name}: make it with CREATE DATABASE "${name}" OWNER "${user}", or correct ACCORD_DATABASE_URL.`,
  ],
  [
    ['42501'],
    ({ name, user }) =>
      `${user} may not make tables in the database ${name}: make it the owner of the database.`,
  ],
  [
    ['25006'],
    ({ server }) =>
      `PostgreSQL at ${server} takes no writes, as a standby does: name the primary in ACCORD_DATABASE_URL.`,
  ],
  [
    ['53300'],
    ({ server }) =>
      `PostgreSQL at ${server} has no connection left: raise max_connections, or stop another program.`,
  ],
  [['42704'], ({ server }) => `PostgreSQL at ${server} is too old: Accord needs 15 or later.`],
  [
    ['ERR_TLS', 'DEPTH_ZERO', 'SELF_SIGNED', 'UNABLE_TO', 'CERT_'],
    ({ server }) =>
      `The certificate of PostgreSQL at ${server} is not trusted: name its authority with sslrootcert=/path in ACCORD_DATABASE_URL.`,
  ],
]

interface DatabaseAddress {
  readonly server: string
  readonly name: string
  readonly user: string
}

/**
 * The sentence for what opening the database failed with; never with the password, and without its cause: the driver's
 * errors may carry what they were called with.
 */
export function databaseError(error: unknown, databaseUrl: string): StartError {
  const address = addressOf(databaseUrl)
  const codes = [...causesOf(error)].flatMap((cause) =>
    cause instanceof StoreFault ? [] : (codeOf(cause) ?? []),
  )
  for (const [starts, sentence] of DATABASE_TROUBLE)
    if (codes.some((code) => starts.some((start) => code.startsWith(start))))
      return new StartError(sentence(address), null)
  const own = messageOf(error)
  if (/[.!]$/.test(own)) return new StartError(withoutPassword(own, databaseUrl), null)
  const [code = 'no answer'] = codes
  return new StartError(
    `PostgreSQL cannot be reached at ${address.server} (${code}): start it, or correct ACCORD_DATABASE_URL.`,
    null,
  )
}

/** Where a database is, as a person may read it: without its password. */
export const placeOfDatabase = (databaseUrl: string): string => {
  const { server, name } = addressOf(databaseUrl)
  return `${server}/${name}`
}

function addressOf(databaseUrl: string): DatabaseAddress {
  const { hostname, port, pathname, username } = new URL(databaseUrl)
  return {
    server: `${decodeURIComponent(hostname)}:${port === '' ? '5432' : port}`,
    name: decodeURIComponent(pathname.slice(1)),
    user: username === '' ? 'this user' : decodeURIComponent(username),
  }
}

function withoutPassword(text: string, databaseUrl: string): string {
  const { password } = new URL(databaseUrl)
  const shown = [databaseUrl, password, decodeURIComponent(password)].filter((secret) => secret !== '')
  return shown.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}

function* causesOf(error: unknown): Generator<unknown> {
  for (
    let depth = 0, current = error;
    depth < 5 && current instanceof Error;
    depth++, current = current.cause
  ) {
    yield current
    // An address with several numbers fails with one error for each.
    if (current instanceof AggregateError) yield* current.errors
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}
