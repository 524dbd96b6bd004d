// What every finishing request of sign-in says of its device.

import { fieldsOf } from '../../protocol/fields.ts'
import type { Keep } from './finish.ts'
import { DEVICE_NAME_MAX } from './session-tokens.ts'

/** A field of the request that is wrong; `remedy` says what it must be. */
export interface WrongField {
  readonly field: string
  readonly remedy: string
}

/** Where the session's refresh token goes, and what the person's list of devices calls this one. */
export interface DeviceWish {
  readonly keep: Keep
  readonly deviceName: string
}

/** The device of a finishing request, or its first field that is wrong. */
export function parseDevice(body: unknown): DeviceWish | WrongField {
  const { keep, deviceName } = fieldsOf(body)
  if (keep !== 'COOKIE' && keep !== 'BODY') return { field: 'keep', remedy: 'Send COOKIE or BODY.' }
  if (typeof deviceName !== 'string' || deviceName.length > DEVICE_NAME_MAX)
    return { field: 'deviceName', remedy: `Send a name of at most ${DEVICE_NAME_MAX} characters.` }
  return { keep, deviceName }
}
