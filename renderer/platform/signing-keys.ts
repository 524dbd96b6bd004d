// Where a person's signing key and its certificate are kept: in IndexedDB, the key as one that cannot be read out (M15).
// The server never has it; it gets signatures and the public key.

import type { PersonId } from '../../domain/ids.ts'
import { toBase64Url } from '../../protocol/base64url.ts'

const DATABASE = 'accord-keys'
const KEYS = 'keys'
const CERTIFICATES = 'certificates'

/** The person's key pair on this device, made now where there is none. Rejects where nothing can be kept. */
export async function keyPairOf(personId: PersonId): Promise<CryptoKeyPair> {
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

/** The public half of the person's key on this device, base64url; null where there is none, and none is made. */
export async function keptPublicKey(personId: PersonId): Promise<string | null> {
  const database = await openKeys()
  try {
    const keys = database.transaction(KEYS).objectStore(KEYS)
    const kept = await settled<CryptoKeyPair | undefined>(keys.get(personId))
    return kept === undefined ? null : await exportedKey(kept)
  } finally {
    database.close()
  }
}

/** The 32 bytes of a public key, base64url. */
export const exportedKey = async ({ publicKey }: CryptoKeyPair): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))

/** The certificate that was issued last for the person's key; null where there is none. */
export async function keptCertificate(personId: PersonId): Promise<string | null> {
  const database = await openKeys()
  try {
    const store = database.transaction(CERTIFICATES).objectStore(CERTIFICATES)
    return (await settled<string | undefined>(store.get(personId))) ?? null
  } finally {
    database.close()
  }
}

export async function keepCertificate(personId: PersonId, certificate: string): Promise<void> {
  const database = await openKeys()
  try {
    const transaction = database.transaction(CERTIFICATES, 'readwrite')
    await settled(transaction.objectStore(CERTIFICATES).put(certificate, personId))
  } finally {
    database.close()
  }
}

/** Forgets key and certificate, as for one that was closed: the next signature makes another key. */
export async function forgetKey(personId: PersonId): Promise<void> {
  const database = await openKeys()
  try {
    const transaction = database.transaction([KEYS, CERTIFICATES], 'readwrite')
    await Promise.all([
      settled(transaction.objectStore(KEYS).delete(personId)),
      settled(transaction.objectStore(CERTIFICATES).delete(personId)),
    ])
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

/** Version 1 had keys alone. */
function openKeys(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 2)
  request.onupgradeneeded = () => {
    const { result } = request
    for (const name of [KEYS, CERTIFICATES])
      if (!result.objectStoreNames.contains(name)) result.createObjectStore(name)
  }
  return settled(request)
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the request failed without a reason'))
  })
}
