// Passkeys through @simplewebauthn/browser: proving with one, and making one. What a person gives up, or their system
// does not allow, is no error here: it leads to null.

import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import { type Fields, isFields } from '../../protocol/fields.ts'

/** A passkey belongs to a name: where the server is reached by a bare address there are none. */
const BARE_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/

export const hasPasskeys = (): boolean => browserSupportsWebAuthn() && !BARE_ADDRESS.test(location.hostname)

/** Whether the browser offers passkeys in a field by itself. */
export const canAutofill = (): Promise<boolean> => browserSupportsWebAuthnAutofill()

/** Takes back whatever is being asked. */
export const stopPasskeys = (): void => WebAuthnAbortService.cancelCeremony()

/** `started`: the server's answer, with `options`. */
export async function proveWithPasskey(started: unknown, fromField: boolean): Promise<object | null> {
  const optionsJSON = optionsOf(started)
  if (optionsJSON === null) return null
  try {
    return await startAuthentication({
      // The server's own options, made by the same library.
      optionsJSON: optionsJSON as unknown as PublicKeyCredentialRequestOptionsJSON,
      useBrowserAutofill: fromField,
    })
  } catch {
    return null
  }
}

/** Makes a passkey of this device; null when it was given up, or there is one already. */
export async function makePasskey(started: unknown): Promise<object | null> {
  const optionsJSON = optionsOf(started)
  if (optionsJSON === null) return null
  try {
    return await startRegistration({
      optionsJSON: optionsJSON as unknown as PublicKeyCredentialCreationOptionsJSON,
    })
  } catch {
    return null
  }
}

/** The options stand under their name, or are the whole answer. */
function optionsOf(started: unknown): Fields | null {
  if (!isFields(started)) return null
  const { options } = started
  if (isFields(options)) return options
  return typeof started['challenge'] === 'string' ? started : null
}
