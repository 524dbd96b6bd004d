// The bodies of the passkey routes, judged by shape and size before the library reads them.

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { fieldsOf } from '../../../protocol/fields.ts'
import { type DeviceWish, parseDevice, type WrongField } from '../device-request.ts'
import { isToken } from '../tokens.ts'

export type PasskeyFinish = DeviceWish & {
  readonly attempt: string
  readonly response: AuthenticationResponseJSON
}

export interface NewPasskey {
  readonly response: RegistrationResponseJSON
  readonly name: string
}

const NAME_MAX = 60
/** An attestation object with a chain of certificates, in base64url. */
const PART_MAX = 20_000
const BASE64URL = /^[A-Za-z0-9_-]+$/
const WRONG_RESPONSE: WrongField = {
  field: 'response',
  remedy: 'Send the credential as JSON, as the browser gives it.',
}

export function parsePasskeyFinish(body: unknown): PasskeyFinish | WrongField {
  const device = parseDevice(body)
  if ('field' in device) return device
  const { attempt, response } = fieldsOf(body)
  if (!isToken(attempt)) return { field: 'attempt', remedy: 'Send the attempt that the start answered.' }
  const id = idOf(response)
  const parts = partsOf(response, ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'])
  const { clientDataJSON, authenticatorData, signature, userHandle } = parts
  if (id === null || clientDataJSON === undefined || authenticatorData === undefined) return WRONG_RESPONSE
  if (signature === undefined || userHandle === undefined) return WRONG_RESPONSE
  return {
    ...device,
    attempt,
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature, userHandle },
    },
  }
}

export function parseNewPasskey(body: unknown): NewPasskey | WrongField {
  const { response, name } = fieldsOf(body)
  const given = typeof name === 'string' ? name.trim() : ''
  if (given === '' || given.length > NAME_MAX)
    return { field: 'name', remedy: `Give the passkey a name of at most ${NAME_MAX} characters.` }
  const id = idOf(response)
  const { clientDataJSON, attestationObject } = partsOf(response, ['clientDataJSON', 'attestationObject'])
  if (id === null || clientDataJSON === undefined || attestationObject === undefined) return WRONG_RESPONSE
  const { transports } = fieldsOf(fieldsOf(response)['response'])
  return {
    name: given,
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports: TRANSPORTS.filter(isAmong(transports)) },
    },
  }
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

const isAmong =
  (list: unknown) =>
  (transport: string): boolean =>
    Array.isArray(list) && list.includes(transport)

function idOf(response: unknown): string | null {
  const { id, rawId, type } = fieldsOf(response)
  const isId = typeof id === 'string' && id === rawId && id.length <= PART_MAX && BASE64URL.test(id)
  return isId && type === 'public-key' ? id : null
}

/** The base64url parts of a credential's response; one of another form is missing. */
function partsOf<Name extends string>(
  response: unknown,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const inner = fieldsOf(fieldsOf(response)['response'])
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const part = inner[name]
    if (typeof part === 'string' && part.length <= PART_MAX && BASE64URL.test(part)) found[name] = part
  }
  return found
}
