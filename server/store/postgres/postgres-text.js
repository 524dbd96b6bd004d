// PostgreSQL keeps every text but U+0000. JSON writes that as an escape anyway; in a plain column it is kept as a mark
// and a letter, so that each text comes back as it was given, and none is refused that the embedded store would take.
/** A code point that no text has a use for (a noncharacter); where one is there all the same it is written twice. */
const MARK = '\uFDD0'
const NUL = '\u0000'
const HAS_EITHER = /[\uFDD0\u0000]/g // eslint-disable-line no-control-regex
const HAS_MARK = /\uFDD0([0\uFDD0])/g
export function textToDatabase(text) {
  if (!text.includes(NUL) && !text.includes(MARK)) return text
  return text.replaceAll(HAS_EITHER, (found) => (found === NUL ? `${MARK}0` : MARK + MARK))
}
export function textFromDatabase(text) {
  if (!text.includes(MARK)) return text
  return text.replaceAll(HAS_MARK, (_found, kept) => (kept === MARK ? MARK : NUL))
}
