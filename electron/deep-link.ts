// What the system hands to the program from outside: a link `accord://room/<id>` or an exported record. Either may come
// from any web page or mail, so a link is read as one thing alone, the room to show, and nothing is ever done by one.

import { type RoomId, toRoomId } from '../domain/ids.ts'

/** The scheme that the packages register with the system. */
export const LINK_SCHEME = 'accord'

/** The ending of an exported record. */
export const RECORD_ENDING = '.accord-record'

const LINK = /^accord:\/\/room\/([A-Za-z0-9][A-Za-z0-9_-]{0,63})\/?$/i
const ARGUMENT_MAX = 2_000

/** The room that a link names, or null for everything else: other hosts, further paths, queries, escapes. */
export function parseDeepLink(text: string): { readonly roomId: RoomId } | null {
  if (text.length > ARGUMENT_MAX) return null
  const id = LINK.exec(text)?.[1]
  return id === undefined ? null : { roomId: toRoomId(id) }
}

/** The first link among the words of a command line; whatever else stands there is not looked at. */
export function linkAmong(words: readonly string[]): { readonly roomId: RoomId } | null {
  for (const word of words) {
    const link = parseDeepLink(word)
    if (link !== null) return link
  }
  return null
}

/** Whether a command line asks for an exported record to be opened. */
export const recordAmong = (words: readonly string[]): boolean =>
  words.some((word) => word.length <= ARGUMENT_MAX && !word.startsWith('-') && word.endsWith(RECORD_ENDING))
