// SHA-256 by the machine's own code: ten times as fast as the one that runs everywhere, and the same.

import { hash } from 'node:crypto'
import type { Sha256 } from '../protocol/crypto.ts'

/** Of a text's UTF-8 bytes, in hex. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'hex')
