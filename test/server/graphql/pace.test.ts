// The rhythms of server and device fit together: both sides rest on the same two numbers of protocol/feed.ts.

import { expect, it } from 'vitest'
import { SECOND } from '../../../domain/time.ts'
import { HEAD_CONFIRMED_EVERY } from '../../../protocol/feed.ts'
import { SILENCE_MAX } from '../../../replica/sync/connection.ts'
import { PACE } from '../../../server/graphql/context.ts'

it('[I7] the head is confirmed twice before a device that is live for 15 s at most takes the line for dead', () => {
  expect(SILENCE_MAX).toBe(15 * SECOND)
  expect(PACE.lookEveryMs).toBeLessThanOrEqual(HEAD_CONFIRMED_EVERY / 2)
})

it('[I22] the session behind a stream is read again at least every 5 s', () => {
  expect(PACE.lookEveryMs).toBeLessThanOrEqual(5 * SECOND)
})
