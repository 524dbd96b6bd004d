// Ids made on a device: UUIDs of version 7 (RFC 9562). They begin with the time, so that they sort by when they were made.

/**
 * `epochMs` is the time of making; `random` must be uniform in [0, 1) and, where an id must not be guessed,
 * come from a cryptographic source.
 */
export function uuidV7(epochMs: number, random: () => number): string {
  const time = Math.floor(epochMs).toString(16).padStart(12, '0')
  const digits = Array.from({ length: 18 }, () => Math.floor(random() * 16).toString(16)).join('')
  const variant = (8 + Math.floor(random() * 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-${variant}${digits.slice(3, 6)}-${digits.slice(6)}`
}
