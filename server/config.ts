// What can be set from outside, as one table: the server reads it, refuses a wrong value by it, and README.md repeats
// it (a test compares them). A value that is not understood is never replaced by a default: the start is refused with
// one sentence that names the variable, the value and what is allowed.

import { resolve } from 'node:path'
import { toE164 } from '../domain/input.ts'
import { isVersion } from '../protocol/version.ts'
import {
  readDatabaseUrl,
  readDomains,
  readNetworks,
  readOrigin,
  readOrigins,
  readPort,
  readSecret,
  readSmtpUrl,
} from './config-values.ts'
import { isOwnMachine } from './http/own-machine.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface Config {
  /** 0 takes any free one. */
  readonly port: number
  readonly host: string
  /** Absolute path of the folder of the embedded store. */
  readonly dataFolder: string
  /** The PostgreSQL that several nodes share; null: the embedded store in the data folder. Holds a password. */
  readonly databaseUrl: string | null
  /** Absolute path of the folder of attached files; null: in the data folder. Nodes of one server share one. */
  readonly filesFolder: string | null
  /** Absolute path of the folder of the keys that certify signing keys; null: beside the data folder. */
  readonly keysFolder: string | null
  /** Absolute path of the socket of the signer that has those keys instead; null: this process reads them itself. */
  readonly signer: string | null
  readonly logLevel: LogLevel
  /** Demo people, who sign in by choosing themselves. */
  readonly demo: boolean
  /** Programs of others may send documents of their own; else the server answers our clients' documents alone. */
  readonly freeQueries: boolean
  /** Origins under which its pages are reached besides its own, as browsers send them; pages of others get no CORS. */
  readonly origins: readonly string[]
  /** Addresses of proxies, whose word for where a request comes from is taken: tries are counted by that. */
  readonly proxies: readonly string[]
  /** The provider's name as people read it. */
  readonly provider: string
  /** The Severity 1 Hotline's number as people read it; null where there is none. */
  readonly hotline: string | null
  /** The oldest version of our clients that may go on; older ones tell their people so. Null: any. */
  readonly oldestClient: string | null
  /** Where metrics are read from, on this machine's loopback alone; null: nowhere. 0 takes any free port. */
  readonly metricsPort: number | null
  /** The origin that people reach this server under: in links of mails, towards OpenID providers, for passkeys. */
  readonly publicUrl: string | null
  /** The provider that staff sign in with; null: they sign in by e-mail like everybody. */
  readonly staffIssuer: string | null
  readonly staffClientId: string
  /** Null for a public client. */
  readonly staffSecret: string | null
  /** The mail server that the server's mails are handed to; null: none are sent. */
  readonly smtpUrl: string | null
  /** Whom those mails are from. */
  readonly mailFrom: string
  /** Mail domains in small letters whose people are staff; empty: every address is offered the way of staff too. */
  readonly staffDomains: readonly string[]
  /** Limits of pace that keep one load tool from being many people are lifted; on this machine's loopback alone. */
  readonly loadTest: boolean
}

/**
 * A setting that the server refuses to start with; the message is one sentence for the operator. `value` null: it is
 * not said, since it may hold a secret.
 */
export class ConfigError extends Error {
  constructor(variable: string, value: string | null, allowed: string) {
    const said = value === null ? 'has a value that is not shown' : `is ${JSON.stringify(value)}`
    super(`${variable} ${said}, but must be ${allowed}.`)
    this.name = 'ConfigError'
  }
}

interface Setting<T> {
  readonly variable: string
  readonly allowed: string
  /** Its value is in no message and no log. */
  readonly isSecret?: true
  /** What holds when the variable is missing or empty. */
  readonly fallback: (demo: boolean) => T
  /** The value that a text stands for, or undefined when it stands for none. */
  readonly read: (text: string) => T | undefined
}

const DEMO_PROVIDER = 'Halyard'
const DEMO_HOTLINE = '+353 1 555 0100'
const PROVIDER_MAX = 60
const CLIENT_ID_MAX = 200
/** What the systems' addresses of sockets have room for. */
const SOCKET_PATH_MAX = 100

export const SETTINGS: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  port: {
    variable: 'PORT',
    allowed: 'a whole number from 0 to 65535',
    fallback: () => 4400,
    read: readPort,
  },
  host: {
    variable: 'HOST',
    allowed: 'a host name or an IP address, such as 127.0.0.1',
    fallback: () => '127.0.0.1',
    read: (text) => (/^[A-Za-z0-9.:_-]{1,253}$/.test(text) ? text : undefined),
  },
  dataFolder: {
    variable: 'ACCORD_DATA',
    allowed: 'the path of a folder',
    fallback: () => resolve('data/server'),
    read: (text) => (text.includes('\0') ? undefined : resolve(text)),
  },
  databaseUrl: {
    variable: 'ACCORD_DATABASE_URL',
    allowed: 'postgres://user:password@host:5432/name, or file:/path of a file that holds it',
    isSecret: true,
    fallback: () => null,
    read: readDatabaseUrl,
  },
  filesFolder: {
    variable: 'ACCORD_FILES',
    allowed: 'the path of a folder',
    fallback: () => null,
    read: (text) => (text.includes('\0') ? undefined : resolve(text)),
  },
  keysFolder: {
    variable: 'ACCORD_KEYS',
    allowed: 'the path of a folder',
    fallback: () => null,
    read: (text) => (text.includes('\0') ? undefined : resolve(text)),
  },
  signer: {
    variable: 'ACCORD_SIGNER',
    allowed: `the path of a socket, of at most ${SOCKET_PATH_MAX} bytes`,
    fallback: () => null,
    read: (text) =>
      text.includes('\0') || Buffer.byteLength(resolve(text)) > SOCKET_PATH_MAX ? undefined : resolve(text),
  },
  logLevel: {
    variable: 'ACCORD_LOG_LEVEL',
    allowed: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: () => 'info',
    read: (text) => LOG_LEVELS.find((level) => level === text),
  },
  demo: {
    variable: 'ACCORD_DEMO',
    allowed: '0 or 1',
    fallback: () => false,
    read: (text) => (text === '0' || text === '1' ? text === '1' : undefined),
  },
  freeQueries: {
    variable: 'ACCORD_FREE_QUERIES',
    allowed: '0 or 1',
    fallback: (demo) => demo,
    read: (text) => (text === '0' || text === '1' ? text === '1' : undefined),
  },
  origins: {
    variable: 'ACCORD_ORIGINS',
    allowed: 'origins such as https://accord.example, separated by commas, without path',
    fallback: () => [],
    read: readOrigins,
  },
  proxies: {
    variable: 'ACCORD_PROXIES',
    allowed: 'IP addresses or networks such as 10.0.0.0/8, separated by commas',
    fallback: () => ['127.0.0.0/8', '::1'],
    read: readNetworks,
  },
  provider: {
    variable: 'ACCORD_PROVIDER',
    allowed: `a name of at most ${PROVIDER_MAX} characters`,
    fallback: (demo) => (demo ? DEMO_PROVIDER : 'Support'),
    read: (text) => (text.length <= PROVIDER_MAX ? text : undefined),
  },
  hotline: {
    variable: 'ACCORD_HOTLINE',
    allowed: 'a telephone number with its country code, such as +353 1 555 0100',
    fallback: (demo) => (demo ? DEMO_HOTLINE : null),
    read: (text) => (text.startsWith('+') && toE164(text, '') !== null ? text : undefined),
  },
  oldestClient: {
    variable: 'ACCORD_OLDEST_CLIENT',
    allowed: 'a version of three numbers, such as 1.4.0',
    fallback: () => null,
    read: (text) => (isVersion(text) ? text : undefined),
  },
  metricsPort: {
    variable: 'ACCORD_METRICS_PORT',
    allowed: 'a whole number from 0 to 65535',
    fallback: () => null,
    read: readPort,
  },
  publicUrl: {
    variable: 'ACCORD_PUBLIC_URL',
    allowed: 'an origin such as https://accord.example, without path',
    fallback: () => null,
    read: (text) => (/^https?:/i.test(text) ? readOrigin(text) : undefined),
  },
  smtpUrl: {
    variable: 'ACCORD_SMTP_URL',
    allowed: 'smtp://user:password@mail.example:587 or smtps://…, or file:/path of a file that holds it',
    isSecret: true,
    fallback: () => null,
    read: readSmtpUrl,
  },
  mailFrom: {
    variable: 'ACCORD_MAIL_FROM',
    allowed: 'an e-mail address such as accord@provider.example',
    fallback: () => 'accord@localhost',
    read: (text) => (/^[^\s@<>",]+@[^\s@<>",]+$/.test(text) ? text : undefined),
  },
  staffIssuer: {
    variable: 'ACCORD_STAFF_OIDC_ISSUER',
    allowed: 'the https address of an OpenID provider, as it stands in its own document',
    fallback: () => null,
    read: (text) => (/^https?:\/\/[^\s?#@]+$/.test(text) && URL.canParse(text) ? text : undefined),
  },
  staffClientId: {
    variable: 'ACCORD_STAFF_OIDC_CLIENT_ID',
    allowed: `a client's name of at most ${CLIENT_ID_MAX} characters`,
    fallback: () => 'accord',
    read: (text) => (text.length <= CLIENT_ID_MAX ? text : undefined),
  },
  staffSecret: {
    variable: 'ACCORD_STAFF_OIDC_SECRET',
    allowed: "the client's secret, or file:/path of a file that holds it",
    isSecret: true,
    fallback: () => null,
    read: readSecret,
  },
  staffDomains: {
    variable: 'ACCORD_STAFF_OIDC_DOMAINS',
    allowed: 'mail domains such as provider.example, separated by commas',
    fallback: () => [],
    read: readDomains,
  },
  loadTest: {
    variable: 'ACCORD_LOAD_TEST',
    allowed: '0 or 1',
    fallback: () => false,
    read: (text) => (text === '0' || text === '1' ? text === '1' : undefined),
  },
}

/**
 * The settings of an environment. Throws a ConfigError for the first value that is not allowed; white space around a
 * value is ignored and an empty one counts as missing.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const demo = readSetting(SETTINGS.demo, environment, false)
  const names = Object.keys(SETTINGS) as readonly (keyof Config)[]
  const config = Object.fromEntries(
    names.map((name) => [name, readSetting<Config[typeof name]>(SETTINGS[name], environment, demo)]),
  ) as unknown as Config
  refuseContradiction(config, environment)
  return config
}

function refuseContradiction(
  { databaseUrl, signer, loadTest, host, publicUrl }: Config,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const files = environment['ACCORD_FILES']?.trim() ?? ''
  const keys = environment['ACCORD_KEYS']?.trim() ?? ''
  // A backup of the embedded store is one of its folder: files elsewhere would be missing in it.
  if (databaseUrl === null && files !== '')
    throw new ConfigError('ACCORD_FILES', files, 'empty where ACCORD_DATABASE_URL is')
  if (signer !== null && keys !== '')
    throw new ConfigError(
      'ACCORD_KEYS',
      keys,
      'empty where ACCORD_SIGNER is set: the signer alone has the keys',
    )
  // A server behind a proxy listens on the loopback too: its address for people tells it from one under test.
  if (loadTest && (!isOwnMachine(host) || publicUrl !== null))
    throw new ConfigError('ACCORD_LOAD_TEST', '1', '0 where HOST is no loopback or ACCORD_PUBLIC_URL is set')
}

/** One setting of an environment; throws a ConfigError where it is not allowed. */
export function readSetting<T>(
  setting: Setting<T>,
  environment: Readonly<Record<string, string | undefined>>,
  demo: boolean,
): T {
  const text = environment[setting.variable]?.trim() ?? ''
  if (text === '') return setting.fallback(demo)
  const value = setting.read(text)
  if (value === undefined)
    throw new ConfigError(setting.variable, setting.isSecret === true ? null : text, setting.allowed)
  return value
}
