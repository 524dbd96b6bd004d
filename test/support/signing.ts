// Real Ed25519 signatures from Node's own cryptography, with keys made from a seed so that every run signs alike.

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

export interface Signer {
  /** base64url, 32 bytes. */
  readonly publicKey: string
  /** Over the 32 bytes that the digest stands for; base64url. */
  sign(digestHex: string): string
  /** Over a text's UTF-8 bytes; base64url. */
  signText(text: string): string
}

/** RFC 8410: what stands before the 32 secret bytes of an Ed25519 key in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export function signerOf(seed: string): Signer {
  const secret = createHash('sha256').update(seed).digest()
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, secret]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(-32).toString('base64url'),
    sign: (digestHex) => sign(null, Buffer.from(digestHex, 'hex'), key).toString('base64url'),
    signText: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}
