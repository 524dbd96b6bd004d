// The names under which preload and main process find each other. They stay on that side of the bridge: a page never
// sees one, and each request is judged by who asks and by its method's own parser.

import type { BRIDGE_METHODS } from './desktop.ts'

export type BridgeMethod = (typeof BRIDGE_METHODS)[number]

/** One channel for each method of the bridge, asked and answered. */
export const requestChannel = (method: BridgeMethod): string => `accord:${method}`

/** Main to window: a `DesktopEvent`. */
export const EVENT_CHANNEL = 'accord:event'

/** Main to window: a replica's port, which the preload passes on as the window message `REPLICA_PORT`. */
export const PORT_CHANNEL = 'accord:port'

/** What a request is answered with: a bug or a refusal crosses as its code alone, never as a stack or a path. */
export type BridgeReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string }
