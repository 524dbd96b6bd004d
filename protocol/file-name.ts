// The name of somebody else's file, made harmless before it is shown, sent as a header or given to a disk (I28). What
// was typed stays in the record; this is what people and machines get to see of it.

const LENGTH_MAX = 120
/** Characters that a shown name must not hold: controls, text direction, zero width, line ends, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** Characters with a meaning of their own to some file system or shell. */
const PATH_CHARACTERS = /[\\/:*?"<>|]/g
/** Names that Windows takes for devices, whatever ending they have. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/** Never empty, at most 121 UTF-16 units (`NAME_MAX` allows more), its ending kept; the same for a name that is harmless already. */
export function harmlessFileName(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(PATH_CHARACTERS, '_')
    .replace(/\s+/gu, ' ')
    // A leading dot hides a file, and Windows drops dots and spaces at the end: without them all see one name.
    .replace(/^[. ]+|[. ]+$/g, '')
  const short = shortened(visible)
  if (short === '') return 'file'
  return DEVICE.test(short) ? `_${short}` : short
}

/** Cut in the middle of its stem: the ending says what the file is. */
function shortened(name: string): string {
  if (name.length <= LENGTH_MAX) return name
  const ending = /\.[^. ]{1,12}$/u.exec(name)?.[0] ?? ''
  const stem = name.slice(0, LENGTH_MAX - ending.length)
  // The cut may have gone through a character, and may have left what no name ends in.
  return stem.replace(INVISIBLE, '').replace(/[. ]+$/, '') + ending
}
