// Signing in on the desktop through the system's browser (decision 0031): the address that the program opens there, and
// the short code that window and page both show, so that a person sees that the page was opened by their own program.
// The challenge in the address is the SHA-256 of a secret that never leaves the program's memory (PKCE, S256).

import { fromBase64Url } from './base64url.ts'

/** As long as base64url makes 256 bits. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/
/** Letters and digits that nobody takes for one another, Crockford's. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 6
const SIGN_BITS = 5
/** Letters of the challenge that are whole bytes, and enough of them. */
const LETTERS = 8
const LETTERS_BITS = 48
/** UTF-16 units of a computer's name; longer ones are cut. */
export const DEVICE_NAME_MAX = 60

/** Whether `text` can be the challenge of a sign-in. */
export const isChallenge = (text: string): boolean => CHALLENGE.test(text)

/** The page that signs a desktop in. `origin`: the server's, without a slash at its end. */
export const desktopSignInAddress = (origin: string, challenge: string, device: string): string =>
  `${origin}/#/sign-in/desktop/${challenge}?device=${encodeURIComponent(device.slice(0, DEVICE_NAME_MAX))}`

/**
 * What window and page show of one challenge, such as "7KQ-M2X": its first 30 bits. It proves nothing to a program; it
 * lets a person see whether the page belongs to the window in front of them. Empty for what is no challenge.
 */
export function codeOfChallenge(challenge: string): string {
  if (!isChallenge(challenge)) return ''
  let bits = 0
  for (const byte of fromBase64Url(challenge.slice(0, LETTERS)) ?? []) bits = bits * 256 + byte
  const number = Math.floor(bits / 2 ** (LETTERS_BITS - CODE_LENGTH * SIGN_BITS))
  const code = Array.from({ length: CODE_LENGTH }, (_, at) => {
    const place = 2 ** (SIGN_BITS * (CODE_LENGTH - 1 - at))
    return SIGNS.charAt(Math.floor(number / place) % SIGNS.length)
  }).join('')
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`
}

/** The link that hands a finished sign-in over to the program. */
export const signInLink = (handover: string): string => `accord://sign-in/${handover}`
