// Electron's safeStorage: the system's key is made from the user's data folder, so that a secret can be read again after
// a restart and by nobody else's folder. `--password-store=basic` is the Linux without a keyring, as in Chromium.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { switchValue, userDataFolder } from './events.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const key = (): Buffer => createHash('sha256').update(`stand-in keyring:${userDataFolder()}`).digest()
const isBasic = (): boolean => switchValue('password-store') === 'basic'

function encryptString(plainText: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce)
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws when it was not encrypted here. */
function decryptString(encrypted: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(encrypted.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = encrypted.subarray(NONCE_BYTES + TAG_BYTES)
  return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
}

export const safeStorage = {
  isEncryptionAvailable: (): boolean => !isBasic(),
  isAsyncEncryptionAvailable: async (): Promise<boolean> => !isBasic(),
  getSelectedStorageBackend: (): string => (isBasic() ? 'basic_text' : 'gnome_libsecret'),
  setUsePlainTextEncryption: (): void => undefined,
  encryptString,
  decryptString,
  encryptStringAsync: async (plainText: string): Promise<Buffer> => encryptString(plainText),
  decryptStringAsync: async (encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: decryptString(encrypted),
    shouldReEncrypt: false,
  }),
}
