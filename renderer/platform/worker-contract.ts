// What a window and its own worker say to each other: port messages, and the beginning and end around them.

import type { ClientMessage, HostMessage } from '../../replica/port/port.ts'
import type { AccessToken } from './session-token.ts'
import type { Session } from './session.ts'

export type WorkerRequest =
  /** Once, first. `access`: the session's token of now, where the window has one. `origin`: where the server is. */
  | {
      readonly type: 'start'
      readonly session: Session
      readonly access: AccessToken | null
      readonly origin: string
    }
  | { readonly type: 'port'; readonly message: ClientMessage }
  /** Close the replica if it is here, let another tab lead; answered with `left`. */
  | { readonly type: 'leave' }

export type WorkerReply = { readonly type: 'port'; readonly message: HostMessage } | { readonly type: 'left' }
