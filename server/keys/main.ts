// `npm run keys`: makes and rotates the keys that certify people's signing keys, shows their fingerprints, and gives an
// auditor what shows that internal notes were not altered. Folders are those of the settings (ACCORD_KEYS, ACCORD_DATA,
// ACCORD_DATABASE_URL).

import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { type Config, readConfig } from '../config.ts'
import { instantAt } from '../../domain/time.ts'
import { thumbprint } from '../../protocol/jws.ts'
import { SILENT } from '../core-log.ts'
import { placeOfDatabase } from '../start-error.ts'
import { openStore } from '../store/open-store.ts'
import { bundleFrom, internalBundle } from './bundle.ts'
import { holdsRootKey, issuersIn, KeysError, makeIssuer, makeRoot, rootIn } from './key-folder.ts'

const USAGE = `npm run keys -- root FOLDER           makes a root in a new folder, to be kept offline
npm run keys -- issuer ROOT_FOLDER    makes the issuing key of this server, certified by that root for 90 days
npm run keys -- rotate ROOT_FOLDER    makes the next one; what the one before issued stays valid
npm run keys -- show                  shows the root's fingerprint and every issuer
npm run keys -- internal TICKET FILE  writes an auditor's bundle of a room's internal entries`

const now = instantAt(Date.now())

async function run([task, first, second]: readonly string[]): Promise<string> {
  // Also on a machine whose server asks a signer: the folder is the signer's then.
  const config = readConfig({ ...process.env, ACCORD_SIGNER: '' })
  const { dataFolder, keysFolder } = config
  const folder = keysFolder ?? `${dataFolder}-keys`
  if (task === 'root' && first !== undefined)
    return `Root ${thumbprint(makeRoot(first).publicKey)}\nKeep ${first} where no server reaches it, and twice.`
  if ((task === 'issuer' || task === 'rotate') && first !== undefined) {
    if (task === 'issuer' && issuersIn(folder).length > 0)
      throw new KeysError(`There is an issuer in ${folder} already: \`npm run keys -- rotate ${first}\`.`)
    const { facts } = await makeIssuer(folder, first, now)
    return `Issuer ${thumbprint(facts.publicKey)}, until ${facts.notAfter}, by root ${thumbprint(facts.root)}`
  }
  if (task === 'show') return shown(folder)
  if (task === 'internal' && first !== undefined && second !== undefined) {
    if (existsSync(second)) throw new KeysError(`${second} is there already; nothing is overwritten.`)
    writeFileSync(second, await bundleText(config, first), { mode: 0o600, flag: 'wx' })
    return `Written: ${second}. It holds internal notes: for the auditor's eyes alone.`
  }
  throw new KeysError(USAGE)
}

async function bundleText({ dataFolder, databaseUrl }: Config, ticket: string): Promise<string> {
  if (databaseUrl === null) return internalBundle(dataFolder, ticket)
  const onFatal = (cause: unknown): never => {
    throw cause
  }
  const store = await openStore({ dataFolder, databaseUrl }, { newId: randomUUID, log: SILENT, onFatal })
  try {
    return await bundleFrom(store, store.secret, ticket, placeOfDatabase(databaseUrl))
  } finally {
    await store.close()
  }
}

function shown(folder: string): string {
  const root = rootIn(folder)
  if (root === null) return `There are no keys in ${folder} yet.`
  const where = holdsRootKey(folder) ? `its private half lies in ${folder} too` : 'kept elsewhere'
  const issuers = issuersIn(folder).map(
    ({ publicKey, notBefore, notAfter }) => `Issuer ${thumbprint(publicKey)}, ${notBefore} to ${notAfter}`,
  )
  return [`Root ${thumbprint(root)} (${where})`, ...issuers].join('\n')
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
