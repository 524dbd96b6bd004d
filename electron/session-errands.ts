// What this computer still owes a server about sessions, done as soon as that server can be reached: it is told of those
// that were ended here, and asked once, at the program's start, about everybody it keeps. So a sign-out without network
// ends the session all the same, and the copy of somebody revoked goes before anybody opens a window as them.

import type { AccessAnswer } from './access-tokens.ts'
import type { ServerAuth } from './server-auth.ts'
import type { KeptSession, LeftSession, SessionVault } from './session-vault.ts'

export interface SessionErrands {
  /** Ends a session at its server now, or as soon as that can be reached. Resolves after the first try. */
  end(origin: string, session: Pick<KeptSession, 'sessionId' | 'refreshToken'>): Promise<void>
  /** Once, at the program's start. Resolves after the first round; what nobody answered is tried again. */
  begin(profileIds: readonly string[]): Promise<void>
}

export interface SessionErrandsParts {
  readonly vault: Pick<SessionVault, 'people' | 'left' | 'leave' | 'told'>
  readonly auth: Pick<ServerAuth, 'signOut'>
  readonly access: (profileId: string, personId: string) => Promise<AccessAnswer>
  /** Runs it later; what is left then is no reason to stay alive. */
  readonly later?: (run: () => void, ms: number) => void
}

const AGAIN_MS = 60_000

export function openSessionErrands(parts: SessionErrandsParts): SessionErrands {
  const { vault, auth, access, later = (run, ms) => void setTimeout(run, ms).unref() } = parts
  let unasked: { readonly profileId: string; readonly personId: string }[] = []
  let isPlanned = false

  async function tell(left: LeftSession): Promise<void> {
    if (await auth.signOut(left.origin, left.sessionId, left.refreshToken)) await vault.told(left.sessionId)
  }
  async function isAnswered({ profileId, personId }: (typeof unasked)[number]): Promise<boolean> {
    const answer = await access(profileId, personId)
    return answer.ok || answer.why === 'OVER'
  }
  function plan(): void {
    if (isPlanned || (unasked.length === 0 && vault.left().length === 0)) return
    isPlanned = true
    later(() => {
      isPlanned = false
      void round()
    }, AGAIN_MS)
  }
  /** One after the other: nobody waits for it. */
  async function round(): Promise<void> {
    for (const left of vault.left()) await tell(left)
    const open: typeof unasked = []
    for (const of of unasked) if (!(await isAnswered(of))) open.push(of)
    unasked = open
    plan()
  }

  return {
    async end(origin, { sessionId, refreshToken }) {
      const left = { origin, sessionId, refreshToken }
      const kept = vault.leave(left)
      await tell(left)
      await kept
      plan()
    },
    async begin(profileIds) {
      unasked = profileIds.flatMap((profileId) =>
        vault.people(profileId).map(({ id }) => ({ profileId, personId: id })),
      )
      await round()
    },
  }
}
