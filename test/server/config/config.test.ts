// Settings: what holds without any, what is refused and how it says so, and that README.md tells the same.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigError, readConfig, SETTINGS } from '../../../server/config.ts'

it('needs no setting at all', () => {
  expect(readConfig({})).toEqual({
    port: 4400,
    host: '127.0.0.1',
    dataFolder: resolve('data/server'),
    databaseUrl: null,
    filesFolder: null,
    keysFolder: null,
    signer: null,
    logLevel: 'info',
    demo: false,
    freeQueries: false,
    origins: [],
    proxies: ['127.0.0.0/8', '::1'],
    provider: 'Support',
    hotline: null,
    oldestClient: null,
    metricsPort: null,
    publicUrl: null,
    smtpUrl: null,
    mailFrom: 'accord@localhost',
    staffIssuer: null,
    staffClientId: 'accord',
    staffSecret: null,
    staffDomains: [],
    loadTest: false,
  })
})

it('has names of its own in the demo, which settings still outrank', () => {
  const { provider, hotline } = readConfig({ ACCORD_DEMO: '1' })
  expect({ provider, hotline }).toEqual({ provider: 'Halyard', hotline: '+353 1 555 0100' })
  expect(readConfig({ ACCORD_DEMO: '1', ACCORD_PROVIDER: 'Maily' }).provider).toBe('Maily')
})

it('reads what is allowed, white space around it aside, and takes an empty value for a missing one', () => {
  const config = readConfig({
    PORT: ' 0 ',
    HOST: '::1',
    ACCORD_DATA: '/var/lib/accord',
    ACCORD_DATABASE_URL: 'postgres://accord:secret@db.example:5432/accord?sslmode=verify-full',
    ACCORD_FILES: '/srv/accord-files',
    ACCORD_KEYS: '/var/lib/accord-keys',
    ACCORD_LOG_LEVEL: 'warn',
    ACCORD_DEMO: '',
    ACCORD_ORIGINS: 'https://accord.example, app://room',
    ACCORD_PROXIES: '10.0.0.0/8, fd00::1',
    ACCORD_PROVIDER: 'Maily',
    ACCORD_HOTLINE: '+62 21 5550 0142',
    ACCORD_OLDEST_CLIENT: '1.4.0',
    ACCORD_METRICS_PORT: '9464',
    ACCORD_PUBLIC_URL: 'https://Accord.example:443',
    ACCORD_SMTP_URL: 'smtps://rooms:secret@mail.halyard.example',
    ACCORD_MAIL_FROM: 'accord@halyard.example',
    ACCORD_STAFF_OIDC_ISSUER: 'https://login.example/tenant',
    ACCORD_STAFF_OIDC_CLIENT_ID: 'rooms',
    ACCORD_STAFF_OIDC_SECRET: 'secret',
    ACCORD_STAFF_OIDC_DOMAINS: 'Halyard.example, support.halyard.example',
  })
  expect(config).toEqual({
    port: 0,
    host: '::1',
    dataFolder: '/var/lib/accord',
    databaseUrl: 'postgres://accord:secret@db.example:5432/accord?sslmode=verify-full',
    filesFolder: '/srv/accord-files',
    keysFolder: '/var/lib/accord-keys',
    signer: null,
    logLevel: 'warn',
    demo: false,
    freeQueries: false,
    origins: ['https://accord.example', 'app://room'],
    proxies: ['10.0.0.0/8', 'fd00::1'],
    provider: 'Maily',
    hotline: '+62 21 5550 0142',
    oldestClient: '1.4.0',
    metricsPort: 9464,
    publicUrl: 'https://accord.example',
    smtpUrl: 'smtps://rooms:secret@mail.halyard.example',
    mailFrom: 'accord@halyard.example',
    staffIssuer: 'https://login.example/tenant',
    staffClientId: 'rooms',
    staffSecret: 'secret',
    staffDomains: ['halyard.example', 'support.halyard.example'],
    loadTest: false,
  })
})

it.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '44.0'],
  ['PORT', 'http'],
  ['ACCORD_METRICS_PORT', 'on'],
  ['HOST', 'http://127.0.0.1'],
  ['HOST', 'a b'],
  ['ACCORD_DATA', 'a\0b'],
  ['ACCORD_KEYS', 'a\0b'],
  ['ACCORD_SIGNER', 'a\0b'],
  ['ACCORD_SIGNER', `/run/${'a'.repeat(100)}`],
  ['ACCORD_LOG_LEVEL', 'verbose'],
  ['ACCORD_LOG_LEVEL', 'INFO'],
  ['ACCORD_DEMO', 'yes'],
  ['ACCORD_ORIGINS', 'accord.example'],
  ['ACCORD_ORIGINS', 'https://accord.example/'],
  ['ACCORD_ORIGINS', 'https://accord.example,'],
  ['ACCORD_ORIGINS', 'https://accord.example:99999'],
  ['ACCORD_ORIGINS', '*'],
  ['ACCORD_PROXIES', 'proxy.example'],
  ['ACCORD_PROXIES', '10.0.0.0/33'],
  ['ACCORD_PROVIDER', 'x'.repeat(61)],
  ['ACCORD_HOTLINE', '021 5550 0142'],
  ['ACCORD_HOTLINE', '+12'],
  ['ACCORD_OLDEST_CLIENT', '1.4'],
  ['ACCORD_PUBLIC_URL', 'accord.example'],
  ['ACCORD_MAIL_FROM', 'Accord <accord@halyard.example>'],
  ['ACCORD_PUBLIC_URL', 'app://room'],
  ['ACCORD_STAFF_OIDC_ISSUER', 'login.example'],
  ['ACCORD_STAFF_OIDC_ISSUER', 'https://login.example/?tenant=1'],
  ['ACCORD_STAFF_OIDC_CLIENT_ID', 'x'.repeat(201)],
  ['ACCORD_STAFF_OIDC_DOMAINS', 'halyard'],
])(
  'refuses %s=%j in one sentence that names the variable, the value and what is allowed',
  (variable, value) => {
    const setting = Object.values(SETTINGS).find((candidate) => candidate.variable === variable)
    const expected = `${variable} is ${JSON.stringify(value)}, but must be ${setting?.allowed}.`
    expect(() => readConfig({ [variable]: value })).toThrow(
      new ConfigError(variable, value, setting?.allowed ?? ''),
    )
    expect(() => readConfig({ [variable]: value })).toThrow(expected)
  },
)

it.each([
  ['ACCORD_SMTP_URL', 'smtp://rooms:hunter2@mail.halyard.example:587/path'],
  ['ACCORD_SMTP_URL', 'file:/nowhere'],
  ['ACCORD_STAFF_OIDC_SECRET', 'file:/nowhere/at/all'],
  ['ACCORD_DATABASE_URL', 'mysql://accord:hunter2@db.example/accord'],
  ['ACCORD_DATABASE_URL', 'postgres://accord:hunter2@db.example'],
  ['ACCORD_DATABASE_URL', 'postgres://accord:hunter2@/accord'],
  ['ACCORD_DATABASE_URL', 'postgres://accord:hunter2@db.example:port/accord'],
  ['ACCORD_DATABASE_URL', 'hunter2'],
])('refuses %s=%j and does not show it, since it may hold a secret', (variable, value) => {
  const { allowed } = Object.values(SETTINGS).find((setting) => setting.variable === variable) ?? {}
  expect(() => readConfig({ [variable]: value })).toThrow(
    `${variable} has a value that is not shown, but must be ${allowed}.`,
  )
})

it('has the keys, or a signer that has them: never both', () => {
  expect(readConfig({ ACCORD_SIGNER: '/run/accord/signer' })).toMatchObject({
    signer: '/run/accord/signer',
    keysFolder: null,
  })
  expect(() => readConfig({ ACCORD_SIGNER: '/run/accord/signer', ACCORD_KEYS: '/srv/keys' })).toThrow(
    'must be empty where ACCORD_SIGNER is set',
  )
})

it('takes a folder of files for PostgreSQL alone: a backup of the embedded store would lack them', () => {
  expect(() => readConfig({ ACCORD_FILES: '/srv/files' })).toThrow(
    'must be empty where ACCORD_DATABASE_URL is',
  )
})

it('lifts its paces on a loopback alone that no people are sent to', () => {
  expect(readConfig({ ACCORD_LOAD_TEST: '1' }).loadTest).toBe(true)
  for (const open of [{ HOST: '0.0.0.0' }, { ACCORD_PUBLIC_URL: 'https://accord.example' }])
    expect(() => readConfig({ ACCORD_LOAD_TEST: '1', ...open })).toThrow(
      'ACCORD_LOAD_TEST is "1", but must be 0 where HOST is no loopback',
    )
})

it('brings origins into the form that browsers send, which is the one they are compared in', () => {
  const { origins } = readConfig({ ACCORD_ORIGINS: 'HTTPS://Accord.Example:443, http://10.0.0.7:8080' })
  expect(origins).toEqual(['https://accord.example', 'http://10.0.0.7:8080'])
})

it('is what README.md says can be set', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8')
  const told = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, variable]) => variable)
  expect(told).toEqual(Object.values(SETTINGS).map(({ variable }) => variable))
})
