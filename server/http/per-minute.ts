// How often one network address may ask a route of sign-in. A company's people share an address; what is guessed is
// counted for itself besides, where it is judged.

/** The `config` of a route for so many requests a minute. */
export const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } }) as const
