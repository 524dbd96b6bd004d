// `npm run verify -- FILE`: verifies an exported record without any network and says what is in it. It ends with 0 where
// the record is whole and signed by both parties, with 1 where it is broken or not signed by both (nobody may take what
// one party wrote for what two agreed to), with 2 where it cannot be read as a record.

import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { auditInternal } from '../protocol/verify-record-internal.ts'
import type { Verdict, Verification } from '../protocol/verify-record-result.ts'
import { auditAnswer, type Answer, rootAnswer } from './asked.ts'
import { decoded, refusedBySize, tooLarge, verifyBytes } from './record-file.ts'
import { reportOf } from './report.ts'
import { printed } from './printed.ts'
import type { VerifierWords } from './text/shape.ts'
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
  const questions = questionsOf(verification, asked, words)
  if (questions === null) return { said: words.noFile(asked.bundle ?? ''), exitCode: 2 }
  const { answers, more } = questions
  const isRefused = answers.some(({ holds }) => !holds)
  const exitCode = Math.max(isRefused ? 1 : 0, EXIT[verification.verdict])
  if (asked.json) return { said: JSON.stringify({ ...verification, ...more }, null, 2), exitCode }
  const said = [printed(reportOf(verification, words)), ...answers.map((answer) => answer.said)]
  return { said: said.join('\n\n'), exitCode }
}

/** What was asked besides the record itself: null where the auditor's bundle cannot be read. */
function questionsOf(verification: Verification, asked: Asked, words: VerifierWords) {
  const { facts } = verification
  const entry = entryOf(verification, asked.fingerprint)
  if (facts === null) return { answers: [], more: { fingerprintAt: entry } }
  const bundle = asked.bundle === undefined ? undefined : readWhole(asked.bundle)
  const text = bundle === undefined ? undefined : textOf(bundle)
  if (text === null) return null
  const answers: readonly (Answer | null)[] = [
    entry === undefined
      ? null
      : { holds: entry !== null, said: entry === null ? words.holdsNot : words.holds(entry) },
    asked.root === undefined ? null : rootAnswer(facts, asked.root, words),
    text === undefined ? null : auditAnswer(auditInternal(facts, text), words),
  ]
  return { answers: answers.filter((answer) => answer !== null), more: { fingerprintAt: entry } }
}

interface Asked {
  readonly path: string
  readonly language: string | undefined
  /** Of another export of the room, by whoever does not take this one's word. */
  readonly fingerprint: string | undefined
  /** Fingerprint of the root that every signature has to hang on, as the contract names it. */
  readonly root: string | undefined
  /** Path of an auditor's bundle of the provider's notes. */
  readonly bundle: string | undefined
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
        root: { type: 'string' },
        internal: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) return null
    if (values.lang !== undefined && values.lang !== 'en' && values.lang !== 'id') return null
    const { lang, fingerprint, root, internal: bundle, json } = values
    if (fingerprint !== undefined && !/^[0-9a-f]{64}$/.test(fingerprint)) return null
    if (root !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(root)) return null
    return { path, language: lang, fingerprint, root, bundle, json }
  } catch {
    return null
  }
}

/** Null for a file that cannot be read at all. */
function verified(path: string): Verification | null {
  const bytes = readWhole(path)
  if (bytes === null) return null
  return typeof bytes === 'number' ? refusedBySize(bytes) : verifyBytes(bytes)
}

/** A file's bytes, or its size where that is too much; null where it is not there, a folder, or not ours to read. */
function readWhole(path: string): Uint8Array | number | null {
  try {
    // Before it is opened: a pipe would be waited for without end.
    if (!statSync(path).isFile()) return null
    const file = openSync(path, 'r')
    try {
      const status = fstatSync(file)
      return tooLarge(status.size) ? status.size : readFileSync(file)
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

const textOf = (bytes: Uint8Array | number | null): string | null =>
  bytes === null || typeof bytes === 'number' ? null : decoded(bytes)

/** The entry up to which this is the record that the fingerprint is of; null where it is not, undefined unasked. */
function entryOf({ facts }: Verification, fingerprint: string | undefined): number | null | undefined {
  if (fingerprint === undefined) return undefined
  const index = facts?.hashes.indexOf(fingerprint) ?? -1
  return index < 0 ? null : index + 1
}

// Nobody reads what is said, or it cannot be written: that is no verdict on the record.
process.stdout.on('error', () => process.exit(2))
const { said, exitCode } = run()
process.stdout.write(`${said}\n`)
process.exitCode = exitCode
