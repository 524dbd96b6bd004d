// The shared record as a Merkle tree (RFC 6962): what a proposal pins beside the chain's head, so that a single entry can
// be shown, or its words be erased, without the others. A leaf hides its entry behind the entry's own salt: who knows the
// hash alone cannot try out what it might say. Whoever holds the shared entries reckons the same root, offline too.
//
//   leaf = SHA-256(0x00 ‖ SHA-256(0x02 ‖ salt ‖ canonical JSON of the entry without its salt))
//   node = SHA-256(0x01 ‖ left ‖ right)

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64Url } from './base64url.ts'
import { canonicalJson } from './crypto.ts'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
const CONTENT = Uint8Array.of(2)
const INTERNAL = Uint8Array.of(3)

/** The roots of the full trees that a number of leaves falls into, the largest first: all that growing needs. In hex. */
export type Peaks = readonly string[]

export interface Grown {
  readonly size: number
  readonly peaks: Peaks
}

export const EMPTY_TREE: Grown = { size: 0, peaks: [] }

/** SHA-256 of bytes, in hex. */
export type Sha256OfBytes = (bytes: Uint8Array) => string

/** The same on every machine. */
const everywhere: Sha256OfBytes = (bytes) => bytesToHex(sha256(bytes))

/** What stands for an entry once its words are erased: its salted fingerprint, in hex. */
export const sealedContent = ({ salt, ...content }: Readonly<Record<string, unknown>>): string =>
  sealedText(salt, canonicalJson(content))

/** The same of the canonical JSON of an entry without its salt. */
export function sealedText(salt: unknown, content: string, hash: Sha256OfBytes = everywhere): string {
  const bytes = typeof salt === 'string' ? (fromBase64Url(salt) ?? utf8ToBytes(salt)) : new Uint8Array()
  return hash(concatBytes(CONTENT, bytes, utf8ToBytes(content)))
}

/** The tree with one entry more; `linked` is what the entry's link covers (record.ts). */
export const grown = (tree: Grown, linked: Readonly<Record<string, unknown>>): Grown =>
  grownBy(tree, sealedContent(linked))

/** The same from the entry's salted fingerprint alone. */
export function grownBy({ size, peaks }: Grown, sealed: string, hash: Sha256OfBytes = everywhere): Grown {
  const next = [...peaks]
  let node = hash(concatBytes(LEAF, hexToBytes(sealed)))
  // Two trees of one height become one: as many times as the size ends in ones.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
    node = hash(concatBytes(NODE, hexToBytes(next.pop() ?? ''), hexToBytes(node)))
  return { size: size + 1, peaks: [...next, node] }
}

/** The root in hex; of no entries SHA-256 of nothing. */
export const rootOf = ({ peaks }: Grown): string =>
  peaks.length === 0
    ? hashOf()
    : peaks.reduceRight((right, left) => hashOf(NODE, hexToBytes(left), hexToBytes(right)))

/**
 * SHA-256(0x03 ‖ 32 secret bytes ‖ head of the internal chain): says nothing of what the provider noted, not even whether
 * it did. Who is given the secret and the notes can check that they are the ones of that moment.
 */
export const internalCommitment = (secretHex: string, internalHead: string): string =>
  hashOf(INTERNAL, hexToBytes(secretHex), hexToBytes(internalHead))

const hashOf = (...parts: readonly Uint8Array[]): string => everywhere(concatBytes(...parts))
