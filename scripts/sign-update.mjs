// Signs the feed of a release: `node scripts/sign-update.mjs sign latest-linux.yml --platform linux --key key.pem`
// adds the statement that the desktop asks for before it takes an update (electron/updates-statement.ts says what is
// in it). `node scripts/sign-update.mjs new-key key.pem` makes a key and prints the public half for
// electron/updates-keys.ts. Run it where the private key lives: not on the machine that builds. Needs nothing installed.

import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { runStep, say, SetupError } from './setup.mjs'

/** The same words as in electron/updates-statement.ts; a test signs with one and verifies with the other. */
const STATEMENT_PREFIX = 'accord update statement 1\n'
const PLATFORMS = ['linux', 'darwin', 'win32']
const CHANNEL = 'latest'
const DEFAULT_DAYS = 60
const DAY_MS = 24 * 60 * 60 * 1_000
const RAW_KEY_LENGTH = 32

const USAGE = `Use: node scripts/sign-update.mjs new-key <file for the private key>
     node scripts/sign-update.mjs sign <feed.yml> --platform ${PLATFORMS.join('|')} --key <private key> [--days ${DEFAULT_DAYS}]`

await runStep(() => {
  const [act, file, ...rest] = process.argv.slice(2)
  if (file === undefined) throw new SetupError(USAGE)
  if (act === 'new-key') return makeKey(file)
  if (act === 'sign') return signFeed(file, optionsIn(rest))
  throw new SetupError(USAGE)
})

/** @param {string} file */
function makeKey(file) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  if (existsSync(file)) {
    throw new SetupError(
      `${file} is there already, and a key that is in use is never overwritten: name another file.`,
    )
  }
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_LENGTH)
  say(`the private key is in ${file}: keep it off every machine that builds`)
  console.log(raw.toString('base64'))
}

/**
 * @param {string} file
 * @param {{ platform: string, key: string, days: number }} options
 */
function signFeed(file, { platform, key, days }) {
  const text = withoutStatement(readFileSync(file, 'utf8'))
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString()
  const statement = Buffer.from(
    JSON.stringify({ product: 'accord', channel: CHANNEL, platform, expiresAt, ...offeredBy(text, file) }),
  )
  const message = Buffer.concat([Buffer.from(STATEMENT_PREFIX), statement])
  const signature = sign(null, message, createPrivateKey(readFileSync(key, 'utf8')))
  const signed = `accord:\n  statement: ${statement.toString('base64')}\n  signature: ${signature.toString('base64')}\n`
  writeFileSync(file, text + signed)
  say(
    `${file} is signed until ${expiresAt}; sign it again before that, or the desktop takes no update from it`,
  )
}

/** @param {string} text */
function withoutStatement(text) {
  return `${text.replace(/^accord:\n(?: .*\n?)*/m, '').trimEnd()}\n`
}

/**
 * What electron-builder's feed offers, read from the lines that it writes.
 * @param {string} text
 * @param {string} file
 */
function offeredBy(text, file) {
  const version = /^version:\s*['"]?(\d+\.\d+\.\d+)['"]?\s*$/m.exec(text)?.[1]
  const files = [...text.matchAll(/^\s*- url:\s*(\S+)\s*\n\s+sha512:\s*(\S+)\s*$/gm)].map(
    ([, url, sha512]) => ({
      url,
      sha512,
    }),
  )
  if (version === undefined || files.length === 0) {
    throw new SetupError(
      `${file} names no version of three numbers or no file with a sha512: give the feed that electron-builder wrote.`,
    )
  }
  return { version, files }
}

/** @param {string[]} rest */
function optionsIn(rest) {
  /** @param {string} name */
  const valueOf = (name) => {
    const at = rest.indexOf(`--${name}`)
    return at < 0 ? undefined : rest[at + 1]
  }
  const platform = valueOf('platform') ?? ''
  const key = valueOf('key')
  const days = Number(valueOf('days') ?? DEFAULT_DAYS)
  if (!PLATFORMS.includes(platform) || key === undefined || !(days > 0)) throw new SetupError(USAGE)
  return { platform, key, days }
}
