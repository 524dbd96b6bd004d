// What a server in production answers: the fixed texts that our own clients send, of this release and of older ones
// (decision 0027). The file beside this one is written by `npm run codegen`; an entry is taken out of it by hand, when
// no client of its release is let in any more.

import entries from './trusted-documents.json' with { type: 'json' }

/** One text that a released client sends; the key in the file is its SHA-256, in hex. */
export interface TrustedDocument {
  /** The operation's name. */
  readonly name: string
  /** The first release that sends it. */
  readonly since: string
  readonly document: string
}

export const TRUSTED_DOCUMENTS: Readonly<Record<string, TrustedDocument>> = entries

/** Every trusted text; to be compared as it is, white space too. */
export const trustedTexts = (): ReadonlySet<string> =>
  new Set(Object.values(TRUSTED_DOCUMENTS).map(({ document }) => document))
