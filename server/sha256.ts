// SHA-256 by the machine's own code: ten times as fast as the one that runs everywhere, and the same.

import { hash } from 'node:crypto'
import type { Crypto } from '../domain/incident/context.ts'
import { canonicalJson, crypto, type Sha256 } from '../protocol/crypto.ts'
import type { Sha256OfBytes } from '../protocol/record-tree.ts'

/** Of a text's UTF-8 bytes, in hex. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'hex')

/** Of bytes, in hex. */
export const sha256OfBytes: Sha256OfBytes = (bytes) => hash('sha256', bytes, 'hex')

/** What the law needs of cryptography (protocol/crypto.ts), with this hash. */
export const nativeCrypto: Crypto = {
  ...crypto,
  digest: (value) => sha256(canonicalJson(value)),
  digestText: sha256,
}
