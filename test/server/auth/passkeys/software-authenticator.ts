// A passkey device in software, for tests: an ES256 key, its attestation ("none") and its assertions, made with Node's
// own cryptography, and everything that a hostile device or page could say otherwise.

import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

export interface SoftwareAuthenticator {
  readonly id: string
  /** As a browser answers `navigator.credentials.create`. */
  attest(challenge: string, userId: string, lies?: Lies): object
  /** As a browser answers `navigator.credentials.get`; the counter goes up by one unless it lies. */
  assert(challenge: string, lies?: Lies): object
}

export interface Lies {
  readonly origin?: string
  readonly rpId?: string
  readonly userVerified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly type?: string
  /** Signs with another key than the one it showed. */
  readonly otherKey?: boolean
}

const FLAG = { present: 0x01, verified: 0x04, attested: 0x40 }

export function softwareAuthenticator(origin: string): SoftwareAuthenticator {
  const credentialId = randomBytes(32)
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = pair.publicKey.export({ format: 'jwk' })
  const id = credentialId.toString('base64url')
  let counter = 0
  let handle = ''

  const clientData = (challenge: string, type: string, lies: Lies): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge,
        origin: lies.origin ?? origin,
        crossOrigin: false,
      }),
    )
  function authenticatorData(flags: number, lies: Lies): Buffer {
    const rpId = lies.rpId ?? new URL(origin).hostname
    const verified = (lies.userVerified ?? true) ? FLAG.verified : 0
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? counter)
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([FLAG.present | verified | flags]),
      count,
    ])
  }
  const credential = (response: object) => ({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    authenticatorAttachment: 'platform',
    response,
  })

  return {
    id,
    attest(challenge, userId, lies = {}) {
      handle = userId
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const key = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(jwk.x ?? '', 'base64url')],
        [-3, Buffer.from(jwk.y ?? '', 'base64url')],
      ])
      const data = Buffer.concat([
        authenticatorData(FLAG.attested, lies),
        Buffer.alloc(16),
        length,
        credentialId,
        key,
      ])
      const attestation = cborMap([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', data],
      ])
      return credential({
        clientDataJSON: clientData(challenge, 'webauthn.create', lies).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal', 'hybrid'],
      })
    },
    assert(challenge, lies = {}) {
      counter += 1
      const client = clientData(challenge, 'webauthn.get', lies)
      const data = authenticatorData(0, lies)
      const { privateKey } =
        lies.otherKey === true ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : pair
      const signature = createSign('sha256')
        .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
        .sign(privateKey)
      return credential({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: lies.userHandle ?? handle,
      })
    },
  }
}

type Cbor = number | string | Buffer | ReadonlyMap<string, string>

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cborMap(entries: readonly (readonly [number | string, Cbor])[]): Buffer {
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)]),
  ])
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  return Buffer.isBuffer(value) ? Buffer.concat([head(2, value.length), value]) : head(5, value.size)
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
