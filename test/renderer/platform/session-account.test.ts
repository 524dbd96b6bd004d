// A person's own signing keys in the settings: listed and closed alike with a page's token and over the desktop's replica,
// and nothing that is no whole answer is taken for a key.

import { expect, it } from 'vitest'
import { type AccountAsk, accountRequest, parseAccountAsk } from '../../../protocol/identity-operations.ts'
import { accountOver, openAccountDoor } from '../../../renderer/platform/session-account.ts'

const KEY = {
  kid: 'abc',
  publicKey: 'key',
  enrolledAt: '2026-11-23T09:00:00.000Z',
  notAfter: '2027',
  revokedAt: null,
}

const answers: Readonly<Record<string, unknown>> = { signingKeys: [KEY, { kid: 7 }, null], closeKey: true }

it.each(['browser', 'desktop'])('[KEY-1] %s: one sees the own keys and closes one', async (edition) => {
  const asked: AccountAsk[] = []
  const account = async (ask: AccountAsk) => {
    asked.push(ask)
    return answers[ask.ask]
  }
  const sent: unknown[] = []
  const door =
    edition === 'desktop'
      ? accountOver({ account })
      : openAccountDoor(
          async (_path, init) => {
            sent.push(typeof init?.body === 'string' ? JSON.parse(init.body) : null)
            return { status: 200, body: { data: answers }, serverTime: null }
          },
          { token: async () => 'token', refused: () => false },
        )
  expect(await door.signingKeys()).toEqual([KEY])
  expect(await door.closeKey('abc')).toBe(true)
  const wanted: AccountAsk[] = [{ ask: 'signingKeys' }, { ask: 'closeKey', kid: 'abc' }]
  if (edition === 'desktop') expect(asked).toEqual(wanted)
  else expect(sent).toEqual(wanted.map(accountRequest))
})

it('a question for a key from elsewhere is read whole or not at all', () => {
  expect(parseAccountAsk({ ask: 'closeKey', kid: 'abc', id: 'x' })).toEqual({ ask: 'closeKey', kid: 'abc' })
  expect(parseAccountAsk({ ask: 'signingKeys', kid: 'abc' })).toEqual({ ask: 'signingKeys' })
  expect(parseAccountAsk({ ask: 'closeKey', id: 'abc' })).toBeNull()
})
