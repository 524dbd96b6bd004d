// Ids made in this browser: for commands, rooms, tabs and calls over the port.

import { uuidV7 } from '../../protocol/uuid.ts'

/** A new UUID of version 7, from this computer's clock and a cryptographic source that nobody can guess. */
export const newId = (): string => uuidV7(Date.now(), secureRandom)

/** Uniform in [0, 1). */
function secureRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return word / 2 ** 32
}
