// JSON texts as they are handed on: one after the other with commas between, as UTF-8, the way they lie in the database.
// Whoever passes a page on copies bytes; whoever needs the texts one by one gets them from the same bytes.

export interface JoinedTexts {
  readonly bytes: Buffer
  /** Bytes of each text; between two of them stands one comma. */
  readonly lengths: readonly number[]
}

export function joinedTexts(texts: readonly string[]): JoinedTexts {
  return { bytes: Buffer.from(texts.join(',')), lengths: texts.map((text) => Buffer.byteLength(text)) }
}

export function textsIn({ bytes, lengths }: JoinedTexts): string[] {
  let end = -1
  return lengths.map((length) => {
    const begin = end + 1
    end = begin + length
    return bytes.toString('utf8', begin, end)
  })
}

/** The first text, and those after it until they are too long together. */
export function firstOf({ bytes, lengths }: JoinedTexts, bytesMax: number): JoinedTexts {
  if (bytes.length <= bytesMax) return { bytes, lengths }
  let end = -1
  const count = lengths.findIndex((length, index) => {
    const isTooLong = index > 0 && end + 1 + length > bytesMax
    if (!isTooLong) end += 1 + length
    return isTooLong
  })
  return count === -1
    ? { bytes, lengths }
    : { bytes: bytes.subarray(0, end), lengths: lengths.slice(0, count) }
}
