// [Hardening 11] What window and page show of one sign-in: the same code of the same challenge, readable aloud.

import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { codeOfChallenge, desktopSignInAddress, isChallenge } from '../../protocol/desktop-sign-in.ts'

const challenge = () => createHash('sha256').update(randomBytes(32)).digest('base64url')

it('the code is the first 30 bits of the challenge, in signs that cannot be taken for one another', () => {
  expect(codeOfChallenge('A'.repeat(43))).toBe('000-000')
  expect(codeOfChallenge('_'.repeat(43))).toBe('ZZZ-ZZZ')
  expect(codeOfChallenge(`AAAAB${'A'.repeat(38)}`)).toBe('000-001')
  for (let count = 0; count < 100; count++)
    expect(codeOfChallenge(challenge())).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/)
})

it.each(['', 'short', `${'A'.repeat(42)}=`, 'A'.repeat(44), `${'A'.repeat(42)}/`])(
  '%j is no challenge',
  (text) => {
    expect([isChallenge(text), codeOfChallenge(text)]).toEqual([false, ''])
  },
)

it('the address names the computer, whatever it is called, within bounds', () => {
  const [at, query] = desktopSignInAddress(
    'https://rooms.example',
    'A'.repeat(43),
    `&x=1#?${'é'.repeat(80)}`,
  ).split('?')
  expect(at).toBe(`https://rooms.example/#/sign-in/desktop/${'A'.repeat(43)}`)
  expect(new URLSearchParams(query).get('device')).toBe(`&x=1#?${'é'.repeat(54)}`)
})
