// The process behind `npm run invite`: a name and an address in, a link out, shown this once. Exit code 0 when it was
// done, 1 when it was not, 2 when it was not understood.

import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { instantAt } from '../../domain/time.ts'
import { ConfigError, readConfig } from '../config.ts'
import { SILENT } from '../core-log.ts'
import { StartError } from '../start-error.ts'
import { openStore } from '../store/open-store.ts'
import { InvitationRefused, inviteAdministrator } from './operator-invites.ts'

const USAGE = 'Say whom: npm run invite -- --admin "Name" name@provider.example'

async function run([kind, name, email, ...rest]: readonly string[]): Promise<string> {
  if (kind !== '--admin' || name === undefined || email === undefined || rest.length > 0) {
    process.stderr.write(`${USAGE}\n`)
    process.exit(2)
  }
  const config = readConfig(process.env)
  const store = await openStore(config, {
    newId: randomUUID,
    log: SILENT,
    onFatal: (cause) => {
      throw cause
    },
  })
  try {
    const token = await inviteAdministrator(store.identity, { name, email }, instantAt(Date.now()))
    const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`
    return `Good once, for 7 days, shown only now:\n${origin}/#/sign-in/invitation/${token}`
  } finally {
    await store.close()
  }
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  const isExpected =
    error instanceof InvitationRefused || error instanceof ConfigError || error instanceof StartError
  if (!isExpected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
