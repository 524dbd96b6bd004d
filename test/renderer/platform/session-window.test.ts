// [WIPE-1] A page asks once about everybody whose session this browser keeps: who was revoked goes with what is kept of
// them, though nobody opens a window as them.

import { beforeEach, expect, it, vi } from 'vitest'
import type { Reply } from '../../../renderer/platform/session-answers.ts'
import { openSessionWindow } from '../../../renderer/platform/session-window.ts'
import { memoryKeeper, openSessions, type Session } from '../../../renderer/platform/session.ts'
import { RANI } from '../account/scripted-door.ts'

let asked: string[]
let reply: Reply | null
const revoked = vi.fn()
const ENDED = (reason: string): Reply => ({
  status: 401,
  body: { errors: [{ extensions: { code: 'SESSION_ENDED', reason } }] },
  serverTime: null,
})

beforeEach(() => {
  asked = []
  revoked.mockReset()
})

function page() {
  const sessions = openSessions({
    browser: memoryKeeper(),
    window: memoryKeeper(),
    ask: async () => new Response('no'),
  })
  const tokens = openSessionWindow({
    sessions,
    window: memoryKeeper(),
    ask: async (path, init) => {
      asked.push(`${path} ${typeof init?.body === 'string' ? init.body : ''}`)
      return reply
    },
    locks: null,
    openChannel: () => ({ postMessage: () => undefined, close: () => undefined, onmessage: null }),
    now: () => 0,
  })
  const session: Session = sessions.signedIn('s1', RANI)
  sessions.leaveWindow()
  return { sessions, tokens, session }
}

it('revoked: the session and what is kept go; asked once', async () => {
  reply = ENDED('revoked')
  const { sessions, tokens, session } = page()
  tokens.askOnce(session, revoked)
  tokens.askOnce(session, revoked)
  await vi.waitFor(() => expect(revoked).toHaveBeenCalledOnce())
  expect([sessions.known(), asked]).toEqual([[], ['/auth/refresh {"sessionId":"s1"}']])
})

it('run out: the copy stays for the next sign-in', async () => {
  reply = ENDED('expired')
  const { sessions, tokens, session } = page()
  tokens.askOnce(session, revoked)
  await vi.waitFor(() => expect(sessions.known()).toEqual([]))
  expect(revoked).not.toHaveBeenCalled()
})

it('whom nobody could ask about is asked about again', async () => {
  reply = null
  const { sessions, tokens, session } = page()
  tokens.askOnce(session, revoked)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(sessions.known()).toHaveLength(1)
  reply = ENDED('revoked')
  await vi.waitFor(() => {
    tokens.askOnce(session, revoked)
    expect(revoked).toHaveBeenCalledOnce()
  })
})
