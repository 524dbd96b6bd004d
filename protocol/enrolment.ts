// How a device gets a certificate for its signing key: it asks for a challenge, signs it with the key, and hands both in.

/** What is signed over the server's challenge: with the very key, so that a proof of one session is none in another. */
export const enrolmentInput = (publicKey: string, challenge: string): string =>
  `accord.enrolment/1.${publicKey}.${challenge}`

export type EnrolAsk =
  | { readonly step: 'CHALLENGE' }
  | {
      readonly step: 'CERTIFY'
      /** Ed25519, base64url, like the proof. */
      readonly publicKey: string
      readonly challenge: string
      readonly proof: string
    }

export interface EnrolAnswer {
  /** Answers CHALLENGE. */
  readonly challenge: string | null
  /** Why there is no certificate, in the API's words (`EnrolOutcome`), or ENROLLED. */
  readonly outcome: string | null
  readonly certificate: string | null
}
