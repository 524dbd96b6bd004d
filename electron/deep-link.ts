// What the system hands to the program from outside: a link `accord://room/<id>`, the end of a sign-in in the system's
// browser `accord://sign-in/<code>`, or an exported record. Each may come from any web page or mail, so a link is read as
// one thing alone: the room to show, or a code that means nothing without the secret of a sign-in begun here.

import { type RoomId, toRoomId } from '../domain/ids.ts'

/** The scheme that the packages register with the system. */
export const LINK_SCHEME = 'accord'

/** The ending of an exported record. */
export const RECORD_ENDING = '.accord-record'

/** What a link names: nothing else is ever read from one. */
export type DeepLink = { readonly roomId: RoomId } | { readonly loginCode: string }

const LINK = /^accord:\/\/room\/([A-Za-z0-9][A-Za-z0-9_-]{0,63})\/?$/i
/** A code is 256 bits in base64url. */
const SIGN_IN = /^accord:\/\/sign-in\/([A-Za-z0-9_-]{43})\/?$/i
const ARGUMENT_MAX = 2_000

/** What a link names, or null for everything else: other hosts, further paths, queries, escapes. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > ARGUMENT_MAX) return null
  const loginCode = SIGN_IN.exec(text)?.[1]
  if (loginCode !== undefined) return { loginCode }
  const id = LINK.exec(text)?.[1]
  return id === undefined ? null : { roomId: toRoomId(id) }
}

/** The first link among the words of a command line; whatever else stands there is not looked at. */
export function linkAmong(words: readonly string[]): DeepLink | null {
  for (const word of words) {
    const link = parseDeepLink(word)
    if (link !== null) return link
  }
  return null
}

/** Whether a command line asks for an exported record to be opened. */
export const recordAmong = (words: readonly string[]): boolean =>
  words.some((word) => word.length <= ARGUMENT_MAX && !word.startsWith('-') && word.endsWith(RECORD_ENDING))
