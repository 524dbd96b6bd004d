// What a device signs to show that it holds the key it wants to enrol.

/** Over the server's challenge and the very key: a proof for one session cannot be used in another. */
export const enrolmentInput = (publicKey: string, challenge: string): string =>
  `accord.enrolment/1.${publicKey}.${challenge}`
