// The verifier's sentences by language. Apart from the renderer's, since command and page stand by themselves.

import { en } from './en.ts'
import { id } from './id.ts'
import type { VerifierWords } from './shape.ts'

export type VerifierLanguage = 'en' | 'id'

export const WORDS: Readonly<Record<VerifierLanguage, VerifierWords>> = { en, id }

/** The language of a system's own name for one, such as "id_ID.UTF-8" or "en-GB": English where it is neither. */
export const languageOf = (name: string | undefined): VerifierLanguage =>
  /^id([^a-z]|$)/i.test(name ?? '') ? 'id' : 'en'
