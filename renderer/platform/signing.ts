// A person's signing key: Ed25519, made on this device, kept in IndexedDB as a key that cannot be read out (M15).
// The server never has it; it gets signatures and the public key. Without storage or a secure address there is no key,
// and the person is told so instead of signing with something weaker.

import type { PersonId } from '../../domain/ids.ts'
import { toBase64Url } from '../../protocol/base64url.ts'

export interface Signature {
  /** The raw 32 bytes, base64url. */
  readonly publicKey: string
  /** 64 bytes, base64url. */
  readonly signature: string
}

/** This browser can keep no key: an old one, an address without TLS, or storage that is switched off. */
export class SigningUnavailable extends Error {
  constructor(options?: { readonly cause?: unknown }) {
    super('this browser can keep no signing key', options)
    this.name = 'SigningUnavailable'
  }
}

const DATABASE = 'accord-keys'
const KEYS = 'keys'

/**
 * Signs the 32 bytes that `digestHex` (64 hex digits) stands for, with the person's key of this device; the first
 * signature makes the key. What `protocol/crypto.ts` verifies.
 * @throws {SigningUnavailable}
 */
export async function signDigest(personId: PersonId, digestHex: string): Promise<Signature> {
  const digest = bytesOf(digestHex)
  try {
    const pair = await keyPairOf(personId)
    const [publicKey, signature] = await Promise.all([
      crypto.subtle.exportKey('raw', pair.publicKey),
      crypto.subtle.sign('Ed25519', pair.privateKey, digest),
    ])
    return {
      publicKey: toBase64Url(new Uint8Array(publicKey)),
      signature: toBase64Url(new Uint8Array(signature)),
    }
  } catch (cause) {
    throw new SigningUnavailable({ cause })
  }
}

async function keyPairOf(personId: PersonId): Promise<CryptoKeyPair> {
  const database = await openKeys()
  try {
    const kept = await settled<CryptoKeyPair | undefined>(
      database.transaction(KEYS).objectStore(KEYS).get(personId),
    )
    if (kept !== undefined) return kept
    const made = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
    return await keepFirst(database, personId, made)
  } finally {
    database.close()
  }
}

/** Two windows may make a key at the same time: the one that was stored first is the person's. */
async function keepFirst(
  database: IDBDatabase,
  personId: PersonId,
  made: CryptoKeyPair,
): Promise<CryptoKeyPair> {
  const transaction = database.transaction(KEYS, 'readwrite', { durability: 'strict' })
  const stored = Promise.withResolvers<void>()
  transaction.oncomplete = () => stored.resolve()
  transaction.onabort = () => stored.reject(transaction.error)
  const keys = transaction.objectStore(KEYS)
  const earlier = await settled<CryptoKeyPair | undefined>(keys.get(personId))
  if (earlier === undefined) keys.put(made, personId)
  await stored.promise
  return earlier ?? made
}

function openKeys(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(KEYS)
  return settled(request)
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the request failed without a reason'))
  })
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError('a digest has 64 hex digits')
  return Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  )
}
