// What a page of the server does for its person: their devices, passkeys and signing keys, and a sign-in code that
// staff read out on the phone. By HTTP with the window's own token, of which one that was refused is replaced once; or through the replica.

import {
  type Device,
  type IssuedCode,
  parseDevices,
  parsePasskeys,
  parsePhoneCode,
  parseSigningKeys,
  type Passkey,
  type SigningKey,
} from './session-account-answers.ts'
import { type AccountAsk, accountRequest } from '../../protocol/identity-operations.ts'
import type { Replica } from '../../replica/api.ts'
import { type AskServer, posted, type Reply, textOf } from './session-answers.ts'
import { hasPasskeys, makePasskey } from './session-passkey.ts'
import type { SessionToken } from './session-token.ts'

/** `STALE`: who one is has to be shown anew first. */
export type Added = 'ADDED' | 'CANCELLED' | 'STALE' | 'UNREACHABLE'

export interface AccountDoor {
  /** Null where the server cannot be asked. */
  devices(): Promise<readonly Device[] | null>
  endDevice(id: string): Promise<boolean>
  passkeys(): Promise<readonly Passkey[] | null>
  readonly canAddPasskey: boolean
  addPasskey(name: string): Promise<Added>
  removePasskey(id: string): Promise<boolean>
  /** Null where the server cannot be asked. */
  signingKeys(): Promise<readonly SigningKey[] | null>
  /** The key signs nothing any more, on whatever device it is. */
  closeKey(kid: string): Promise<boolean>
  /** Hands this session over to the program with that challenge; null: it has to be shown anew, or nobody answered. */
  handOver(challenge: string): Promise<string | null>
  /** Null when it was refused or nobody answered. */
  issuePhoneCode(personId: string, checkedBy: string): Promise<IssuedCode | null>
}

export type AccountToken = Pick<SessionToken, 'token' | 'refused'>

/** Asks with the session's token, and once more with another where that one was refused; null: nobody answered. */
export async function askInNameOf(
  ask: AskServer,
  session: AccountToken,
  path: string,
  body: object,
): Promise<Reply | null> {
  try {
    const token = await session.token()
    const reply = await ask(path, posted(body, token))
    if (reply?.status !== 401 || !session.refused(token)) return reply
    return await ask(path, posted(body, await session.token()))
  } catch {
    return null
  }
}

export function openAccountDoor(ask: AskServer, session: AccountToken): AccountDoor {
  const request = (path: string, body: object) => askInNameOf(ask, session, path, body)
  async function answer(asked: AccountAsk): Promise<unknown> {
    const reply = await request('/graphql', accountRequest(asked))
    const body = typeof reply?.body === 'object' && reply.body !== null ? reply.body : {}
    const data: unknown = 'data' in body ? body.data : null
    return typeof data === 'object' && data !== null ? Reflect.get(data, asked.ask) : null
  }
  return {
    ...answersOver(answer),
    canAddPasskey: hasPasskeys(),
    async addPasskey(name) {
      const started = await request('/auth/passkey/register/start', {})
      if (started === null || started.status >= 500) return 'UNREACHABLE'
      if (started.status !== 200) return 'STALE'
      const response = await makePasskey(started.body)
      if (response === null) return 'CANCELLED'
      const finished = await request('/auth/passkey/register/finish', {
        ...(typeof started.body === 'object' && started.body !== null && 'attempt' in started.body
          ? { attempt: started.body.attempt }
          : {}),
        response,
        name,
      })
      if (finished === null || finished.status >= 500) return 'UNREACHABLE'
      return finished.status < 300 ? 'ADDED' : 'STALE'
    },
    async handOver(challenge) {
      const reply = await request('/auth/handover', { challenge })
      return reply?.status === 200 ? textOf(reply.body, 'handover') : null
    },
  }
}

/** The same over a replica, which has the token where its window has none: the desktop. Passkeys are made in a browser. */
export const accountOver = (replica: Pick<Replica, 'account'>): AccountDoor => ({
  ...answersOver(async (asked) => replica.account?.(asked)),
  canAddPasskey: false,
  addPasskey: async () => 'CANCELLED',
  handOver: async () => null,
})

const answersOver = (ask: (asked: AccountAsk) => Promise<unknown>) => ({
  devices: async () => parseDevices(await ask({ ask: 'devices' })),
  endDevice: async (id: string) => (await ask({ ask: 'endDevice', id })) === true,
  passkeys: async () => parsePasskeys(await ask({ ask: 'passkeys' })),
  removePasskey: async (id: string) => (await ask({ ask: 'removePasskey', id })) === true,
  signingKeys: async () => parseSigningKeys(await ask({ ask: 'signingKeys' })),
  closeKey: async (kid: string) => (await ask({ ask: 'closeKey', kid })) === true,
  issuePhoneCode: async (personId: string, checkedBy: string) =>
    parsePhoneCode(await ask({ ask: 'issuePhoneCode', personId, checkedBy })),
})
