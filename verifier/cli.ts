// `npm run verify -- FILE`: verifies an exported record without any network and says what is in it. It ends with 0 where
// the record is whole and signed by both parties, with 1 where it is broken or not signed by both (nobody may take what
// one party wrote for what two agreed to), with 2 where it cannot be read as a record.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Verdict, Verification } from '../protocol/verify-record-result.ts'
import { refusedBySize, tooLarge, verifyBytes } from './record-file.ts'
import { reportOf } from './report.ts'
import { printed } from './printed.ts'
import { languageOf, WORDS } from './text/words.ts'

const EXIT: Readonly<Record<Verdict, number>> = { VALID: 0, UNSIGNED: 1, BROKEN: 1, UNREADABLE: 2 }

/** What the command says, and how it ends. */
interface Outcome {
  readonly said: string
  readonly exitCode: number
}

function run(): Outcome {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const system = languageOf(LC_ALL || LC_MESSAGES || LANG)
  const asked = askedFor(process.argv.slice(2))
  if (asked === null) return { said: WORDS[system].usage, exitCode: 2 }
  const words = WORDS[asked.language === undefined ? system : languageOf(asked.language)]
  const verification = verified(asked.path)
  if (verification === null) return { said: words.noFile(asked.path), exitCode: 2 }
  const entry = entryOf(verification, asked.fingerprint)
  const exitCode = entry === null ? Math.max(1, EXIT[verification.verdict]) : EXIT[verification.verdict]
  if (asked.json)
    return { said: JSON.stringify({ ...verification, fingerprintAt: entry }, null, 2), exitCode }
  const said = printed(reportOf(verification, words))
  if (verification.facts === null || entry === undefined) return { said, exitCode }
  return { said: `${said}\n\n${entry === null ? words.holdsNot : words.holds(entry)}`, exitCode }
}

interface Asked {
  readonly path: string
  readonly language: string | undefined
  /** Of another export of the room, by whoever does not take this one's word. */
  readonly fingerprint: string | undefined
  readonly json: boolean
}

/** Null where what was typed names no one file, or an option that there is not. */
function askedFor(typed: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: typed,
      allowPositionals: true,
      options: {
        lang: { type: 'string' },
        fingerprint: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) return null
    if (values.lang !== undefined && values.lang !== 'en' && values.lang !== 'id') return null
    const { lang, fingerprint, json } = values
    if (fingerprint !== undefined && !/^[0-9a-f]{64}$/.test(fingerprint)) return null
    return { path, language: lang, fingerprint, json }
  } catch {
    return null
  }
}

/** Null for a file that is not there, is a folder, or is not ours to read. */
function verified(path: string): Verification | null {
  try {
    const file = openSync(path, 'r')
    try {
      const status = fstatSync(file)
      if (!status.isFile()) return null
      return tooLarge(status.size) ? refusedBySize(status.size) : verifyBytes(readFileSync(file))
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

/** The entry up to which this is the record that the fingerprint is of; null where it is not, undefined unasked. */
function entryOf({ facts }: Verification, fingerprint: string | undefined): number | null | undefined {
  if (fingerprint === undefined) return undefined
  const index = facts?.hashes.indexOf(fingerprint) ?? -1
  return index < 0 ? null : index + 1
}

const { said, exitCode } = run()
process.stdout.write(`${said}\n`)
process.exitCode = exitCode
