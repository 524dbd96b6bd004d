// Reads a text as JSON in its one canonical form (RFC 8785) and refuses everything else: another order of names, a name
// twice, blanks, 1.0 for 1, an escape where none is needed, half a character, anything after the end. Two parsers can
// then not read two records from one file. Nesting is bounded, and nothing here throws.

import type { Fault, ReadFaultCode } from './verify-record-result.ts'

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Fault }

const DEPTH_MAX = 32
/** The values of a record of some hundred thousand entries; far more small ones take more memory than there is. */
const VALUES_MAX = 3_000_000
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y

export function parseCanonicalJson(text: string): Parsed {
  const reader = new Reader(text)
  try {
    return { ok: true, value: reader.whole() }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, fault: error.fault }
    throw error
  }
}

/** How the reader leaves from any depth; never seen outside of this file. */
class Stop extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.code)
    this.fault = fault
  }
}

class Reader {
  readonly #text: string
  readonly #path: (string | number)[] = []
  #at = 0
  #values = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The value that the whole text is. */
  whole(): unknown {
    const value = this.#value(0)
    return this.#at === this.#text.length ? value : this.#unexpected('the end of the file')
  }

  #value(depth: number): unknown {
    if (depth > DEPTH_MAX) this.#stop('TOO_DEEP', `at most ${DEPTH_MAX} levels`)
    if (++this.#values > VALUES_MAX) this.#stop('TOO_LARGE', `at most ${VALUES_MAX} values`)
    switch (this.#text.charAt(this.#at)) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  #object(depth: number): unknown {
    // Without a prototype, so that no name means anything but itself.
    const object = Object.create(null) as Record<string, unknown>
    this.#at++
    if (this.#take('}')) return object
    let before: string | null = null
    do {
      const start = this.#at
      if (this.#text[start] !== '"') this.#unexpected('a name in quotes')
      const name = this.#string()
      if (before !== null && name <= before) {
        this.#at = start
        if (name in object) this.#stop('DUPLICATE_NAME', 'each name once', name)
        this.#stop('NOT_CANONICAL', `a name after "${before}" in order`, name)
      }
      before = name
      if (!this.#take(':')) this.#unexpected(':')
      this.#path.push(name)
      object[name] = this.#value(depth + 1)
      this.#path.pop()
    } while (this.#take(','))
    if (!this.#take('}')) this.#unexpected(', or }')
    return object
  }

  #array(depth: number): unknown {
    const array: unknown[] = []
    this.#at++
    if (this.#take(']')) return array
    do {
      this.#path.push(array.length)
      array.push(this.#value(depth + 1))
      this.#path.pop()
    } while (this.#take(','))
    if (!this.#take(']')) this.#unexpected(', or ]')
    return array
  }

  #string(): string {
    const written = this.#quoted()
    if (written === null) return this.#stop('NOT_JSON', 'a closing quote')
    const value = parsed(written)
    if (typeof value !== 'string') return this.#stop('NOT_JSON', 'text with valid escapes', written)
    if (!isWellFormed(value)) return this.#stop('NOT_CANONICAL', 'whole characters', written)
    const canonical = JSON.stringify(value)
    if (canonical !== written) return this.#stop('NOT_CANONICAL', canonical, written)
    this.#at += written.length
    return value
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) return this.#unexpected(word)
    this.#at += word.length
    return value
  }

  #number(): number {
    NUMBER.lastIndex = this.#at
    const written = NUMBER.exec(this.#text)?.[0] ?? null
    if (written === null) return this.#unexpected('a value')
    const value = Number(written)
    if (!Number.isFinite(value)) return this.#stop('NOT_CANONICAL', 'a finite number', written)
    const canonical = JSON.stringify(value)
    if (canonical !== written) return this.#stop('NOT_CANONICAL', canonical, written)
    this.#at += written.length
    return value
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  /** From this quote to the one that closes it: the next that no odd number of backslashes stands before. */
  #quoted(): string | null {
    for (let end = this.#at; ; ) {
      end = this.#text.indexOf('"', end + 1)
      if (end < 0) return null
      let before = end
      while (this.#text[before - 1] === '\\') before--
      if ((end - before) % 2 === 0) return this.#text.slice(this.#at, end + 1)
    }
  }

  /** Blanks are fine in JSON and none are in its canonical form: say which of the two it is. */
  #unexpected(expected: string): never {
    return this.#stop(/[ \t\r\n]/.test(this.#text[this.#at] ?? '') ? 'NOT_CANONICAL' : 'NOT_JSON', expected)
  }

  #stop(code: ReadFaultCode, expected: string, found?: string): never {
    throw new Stop(this.#fault(code, expected, found))
  }

  #fault(code: ReadFaultCode, expected: string, found?: string): Fault {
    const path = this.#path.reduce<string>(
      (said, part) =>
        typeof part === 'number' ? `${said}[${part}]` : said === '' ? part : `${said}.${part}`,
      '',
    )
    const [root, index] = this.#path
    const there = found ?? this.#text.slice(this.#at, this.#at + 16)
    return {
      code,
      path,
      entry: root === 'entries' && typeof index === 'number' ? index + 1 : null,
      offset: this.#at,
      expected: cut(expected),
      found: there === '' ? 'the end of the file' : cut(there),
    }
  }
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text)

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return null
  }
}
