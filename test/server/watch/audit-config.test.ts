// How an auditor is set: where its server is, how patient it is, and that a wrong word is never taken for a right one.

import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readAuditConfig } from '../../../server/watch/audit-config.ts'

it('looks where the settings of the server say that it is', () => {
  expect(readAuditConfig({}, [])).toMatchObject({
    place: { folder: resolve('data/server'), databaseUrl: null, url: 'http://127.0.0.1:4400', nodes: [] },
    limits: { late: 10_000, silent: 30_000 },
    once: false,
    command: null,
    metricsPort: null,
  })
  const everywhere = {
    HOST: '::',
    PORT: '5000',
    ACCORD_ALARM_COMMAND: ' page me ',
    ACCORD_AUDIT_PORT: '9465',
    ACCORD_DATABASE_URL: 'postgres://accord@db.example/accord',
    ACCORD_AUDIT_NODES: 'http://10.0.0.5:4400, http://10.0.0.6:4400',
  }
  expect(readAuditConfig(everywhere, ['--once', '--late', '0.5', '--silent', '5'])).toMatchObject({
    place: {
      url: 'http://[::1]:5000',
      databaseUrl: 'postgres://accord@db.example/accord',
      nodes: ['http://10.0.0.5:4400', 'http://10.0.0.6:4400'],
    },
    limits: { late: 500, silent: 5_000 },
    once: true,
    command: 'page me',
    metricsPort: 9_465,
  })
})

it.each([
  [{ ACCORD_AUDIT_PORT: 'high' }, [], /^ACCORD_AUDIT_PORT is "high", but must be a whole number/],
  [{ ACCORD_AUDIT_NODES: 'node-1' }, [], /^ACCORD_AUDIT_NODES is "node-1", but must be addresses of nodes/],
  [{}, ['--late'], /^--late is "", but must be a number of seconds/],
  [{}, ['--late', '0'], /^--late is "0"/],
  [{}, ['--loud'], /one of --once, --late, --silent, --every/],
])('refuses %j %j', (environment, words, sentence) => {
  expect(() => readAuditConfig(environment, words)).toThrow(sentence)
})
