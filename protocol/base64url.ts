// base64url without padding (RFC 4648), in its one form: bytes have one text, and a text that is another spelling of
// the same bytes is none. Small enough to be the same in every place, a browser's window included.

import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Bytes of an unpadded base64url text, or null. Bytes have one valid text: unused bits are zero. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let index = 0
  for (const character of text) {
    held = ((held << 6) | ALPHABET.indexOf(character)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[index++] = (held >> bits) & 0xff
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Unpadded base64url of bytes. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const count = Math.min(4, Math.ceil(((bytes.length - index) * 8) / 6))
    for (let place = 0; place < count; place++) text += ALPHABET[(group >> (18 - place * 6)) & 63]
  }
  return text
}

/** The text whose UTF-8 bytes this stands for, or null. */
export function textFromBase64Url(encoded: string): string | null {
  const bytes = fromBase64Url(encoded)
  if (bytes === null) return null
  try {
    // Refuses what is no UTF-8, and is there in every place this runs in.
    return decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&'))
  } catch {
    return null
  }
}

/** Unpadded base64url of a text's UTF-8 bytes. */
export const textToBase64Url = (text: string): string => toBase64Url(utf8ToBytes(text))
