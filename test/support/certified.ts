// What a certificate of the signatory's is asked for with, in tests of who certifies.

import type { NewCertificate } from '../../server/keys/certifier.ts'
import { at } from './given.ts'
import { signatory } from './people.ts'
import { signerOf } from './signing.ts'

export const aboutSignatory: NewCertificate = {
  publicKey: signerOf('signatory').publicKey,
  personId: signatory.id,
  name: signatory.name,
  email: signatory.email,
  party: signatory.party,
  role: signatory.role,
  accountId: signatory.accountId,
  accountName: 'Company',
  amr: ['passkey'],
  authTime: at(0),
}
