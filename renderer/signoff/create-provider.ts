// The provider's name as people say it; until the server has said it, and offline for the first time, "Support".

import { type Accessor, createResource } from 'solid-js'
import { browserSessions } from '../platform/session.ts'
import { signoffText } from '../text/en/signoff.ts'

/** Needs an owner. */
export function createProvider(): Accessor<string> {
  const [info] = createResource(() => browserSessions().serverInfo())
  return () => info.latest?.provider ?? signoffText.provider
}
