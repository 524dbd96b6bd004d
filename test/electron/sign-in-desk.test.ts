// [Hardening 11] Signing in from a window: the system's browser comes back by a link that anybody can open, so that only
// the code of a sign-in that this process began counts, shown with the secret that this process alone holds.

import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { WindowPerson } from '../../electron/person-desk.ts'
import type { Granted, Proof } from '../../electron/server-auth.ts'
import { openSignInDesk, type SignInDesk } from '../../electron/sign-in-desk.ts'
import { codeOfChallenge } from '../../protocol/desktop-sign-in.ts'
import type { DesktopEvent } from '../../protocol/desktop.ts'
import { PEOPLE } from '../../server/demo/cast.ts'

const [MAEVE] = PEOPLE as unknown as readonly [(typeof PEOPLE)[number]]
const ORIGIN = 'https://rooms.example'
const GRANTED: Granted = { sessionId: 's', accessToken: 'a', lifeMs: 1, refreshToken: 'r', person: MAEVE }

interface Window {
  readonly id: string
}
const [ONE, TWO]: readonly [Window, Window] = [{ id: '1' }, { id: '2' }]

/** A server that hands over to whoever holds the verifier of the challenge in the address that was opened. */
function world(person: WindowPerson | null = null) {
  const opened: URL[] = []
  const told: [string, DesktopEvent][] = []
  const kept: [string, string][] = []
  const proofs: [Proof, string | null][] = []
  let clock = 0
  let hasBrowser = true
  let isHeard = true
  let hasDisk = true
  let profile = { id: 'p1', name: 'x', origin: ORIGIN, current: true }
  const challengeOf = (url: URL | undefined) =>
    /^#\/sign-in\/desktop\/([\w-]{43})\?/.exec(url?.hash ?? '')?.[1] ?? ''
  const desk: SignInDesk<Window> = openSignInDesk<Window>({
    profiles: { current: () => profile },
    auth: {
      emailStart: async (_origin, email) =>
        email.startsWith('often') ? { outcome: 'TOO_MANY' } : { outcome: 'SENT', attempt: `of ${email}` },
      async finish(_origin, proof, token) {
        proofs.push([proof, token])
        if (!isHeard) return { outcome: 'UNREACHABLE' }
        const isTheirs =
          proof.way !== 'browser' ||
          opened.some(
            (url) =>
              proof.handover === `handover of ${challengeOf(url)}` &&
              createHash('sha256').update(proof.verifier).digest('base64url') === challengeOf(url),
          )
        return isTheirs ? { outcome: 'GRANTED', granted: GRANTED } : { outcome: 'REFUSED' }
      },
    },
    people: {
      async signedIn(profileId, { person: who }) {
        if (!hasDisk) throw new Error('the disk is full')
        kept.push([profileId, who.id])
      },
      personOf: () => person,
      tokenOf: async () =>
        person === null ? { ok: false, why: 'OVER' } : { ok: true, token: 'own-token', lifeMs: 1 },
    },
    async openPage(_origin, address) {
      opened.push(new URL(address))
      return hasBrowser
    },
    tell: (window, event) => void told.push([window.id, event]),
    deviceName: 'Accord, laptop',
    now: () => clock,
  })
  return {
    desk,
    opened,
    told,
    kept,
    proofs,
    pass: (ms: number) => void (clock += ms),
    withoutBrowser: () => void (hasBrowser = false),
    hears: (heard: boolean) => void (isHeard = heard),
    hasRoom: (has: boolean) => void (hasDisk = has),
    chooseServer: () => void (profile = { ...profile, id: 'p2', origin: 'https://elsewhere.example' }),
    /** What the page of the newest sign-in would hand over. */
    handover: (at = -1) => `handover of ${challengeOf(opened.at(at))}`,
    challenge: () => challengeOf(opened.at(-1)),
  }
}

it('opens the server’s own page with a challenge, and window and page show the same code', async () => {
  const { desk, opened, challenge } = world()
  const begun = await desk.begin(ONE, 'SIGN_IN')
  expect(opened[0]?.href).toMatch(
    /^https:\/\/rooms\.example\/#\/sign-in\/desktop\/[\w-]{43}\?device=Accord%2C%20laptop$/,
  )
  expect(begun).toEqual({ outcome: 'OPENED', code: codeOfChallenge(challenge()) })
})

it('the link’s code ends the sign-in of the window that began it, once', async () => {
  const { desk, told, kept, handover } = world()
  await desk.begin(ONE, 'SIGN_IN')
  await desk.codeCame(handover())
  await desk.codeCame(handover())
  expect(told).toEqual([
    ['1', { type: 'signInDone', purpose: 'SIGN_IN', result: { outcome: 'SIGNED_IN', person: MAEVE } }],
  ])
  expect(kept).toEqual([['p1', MAEVE.id]])
  expect(JSON.stringify(told)).not.toMatch(/verifier|refresh|"a"|"r"/)
})

it('a code is nothing without a sign-in that waits: nobody is even asked', async () => {
  const { desk, told, proofs, pass, handover } = world()
  await desk.codeCame('from anywhere')
  await desk.begin(ONE, 'SIGN_IN')
  desk.cancel(ONE)
  await desk.codeCame(handover())
  await desk.begin(ONE, 'SIGN_IN')
  desk.closed(ONE)
  await desk.codeCame(handover())
  await desk.begin(ONE, 'SIGN_IN')
  pass(600_001)
  await desk.codeCame(handover())
  expect([told, proofs]).toEqual([[], []])
})

it('a session that cannot be kept fails that sign-in alone: the next code counts', async () => {
  const { desk, told, kept, hasRoom, handover } = world()
  await desk.begin(ONE, 'SIGN_IN')
  hasRoom(false)
  await expect(desk.codeCame(handover())).rejects.toThrow('the disk is full')
  hasRoom(true)
  await desk.begin(ONE, 'SIGN_IN')
  await desk.codeCame(handover())
  expect([kept, told.length]).toEqual([[['p1', MAEVE.id]], 1])
})

it('another process’ code is refused and ends nothing; the fifth of them does', async () => {
  const { desk, told, handover } = world()
  await desk.begin(ONE, 'SIGN_IN')
  for (let count = 0; count < 4; count++) await desk.codeCame('of somebody else')
  expect(told).toEqual([])
  await desk.codeCame(handover())
  expect(told).toHaveLength(1)
  await desk.begin(ONE, 'SIGN_IN')
  for (let count = 0; count < 5; count++) await desk.codeCame('of somebody else')
  await desk.codeCame(handover())
  expect(told.slice(1)).toEqual([
    ['1', { type: 'signInDone', purpose: 'SIGN_IN', result: { outcome: 'REFUSED' } }],
  ])
})

it('a later sign-in takes the place of the one before, whose code then opens nothing', async () => {
  const { desk, told, handover } = world()
  await desk.begin(ONE, 'SIGN_IN')
  await desk.begin(TWO, 'SIGN_IN')
  await desk.codeCame(handover(0))
  expect(told).toEqual([])
  await desk.codeCame(handover())
  expect(told.map(([window]) => window)).toEqual(['2'])
})

it('belongs to the server it was begun at, whichever is chosen meanwhile', async () => {
  const { desk, kept, chooseServer, handover } = world()
  await desk.begin(ONE, 'SIGN_IN')
  chooseServer()
  await desk.codeCame(handover())
  expect(kept).toEqual([['p1', MAEVE.id]])
})

it('without a browser, or a server, that is said', async () => {
  const { desk, told, handover, withoutBrowser, hears } = world()
  await desk.begin(ONE, 'SIGN_IN')
  hears(false)
  await desk.codeCame(handover())
  expect(told[0]?.[1]).toMatchObject({ result: { outcome: 'UNREACHABLE' } })
  withoutBrowser()
  expect(await desk.begin(ONE, 'SIGN_IN')).toEqual({ outcome: 'NOT_OPENED' })
})

it('a mailed code belongs to the window and purpose it was asked for', async () => {
  const { desk, proofs } = world()
  expect(await desk.emailStart(ONE, 'SIGN_IN', 'often@x.example')).toBe('TOO_MANY')
  expect(await desk.emailFinish(ONE, 'SIGN_IN', '123456')).toEqual({ outcome: 'REFUSED' })
  expect(await desk.emailStart(ONE, 'SIGN_IN', 'rani@x.example')).toBe('SENT')
  expect(await desk.emailFinish(TWO, 'SIGN_IN', '123456')).toEqual({ outcome: 'REFUSED' })
  expect(await desk.emailFinish(ONE, 'STEP_UP', '123456')).toEqual({ outcome: 'REFUSED' })
  expect((await desk.emailFinish(ONE, 'SIGN_IN', '123456')).outcome).toBe('SIGNED_IN')
  expect(proofs).toEqual([[{ way: 'email', attempt: 'of rani@x.example', code: '123456' }, null]])
})

it('a step-up is for the window’s own person, with that session’s token; without one there is none', async () => {
  const nobody = world()
  expect(await nobody.desk.begin(ONE, 'STEP_UP')).toEqual({ outcome: 'NO_SESSION' })
  expect(await nobody.desk.emailStart(ONE, 'STEP_UP', null)).toBe('REFUSED')
  expect(await nobody.desk.phoneFinish(ONE, 'STEP_UP', null, '12345678')).toEqual({ outcome: 'REFUSED' })
  const own = world({ profileId: 'p1', origin: ORIGIN, person: { ...MAEVE, email: 'maeve@x.example' } })
  await own.desk.begin(ONE, 'STEP_UP')
  await own.desk.codeCame(own.handover())
  await own.desk.emailStart(ONE, 'STEP_UP', null)
  await own.desk.emailFinish(ONE, 'STEP_UP', '123456')
  await own.desk.phoneFinish(ONE, 'STEP_UP', null, '12345678')
  expect(own.proofs.map(([{ way }, token]) => [way, token])).toEqual([
    ['browser', 'own-token'],
    ['email', 'own-token'],
    ['phone', 'own-token'],
  ])
  expect(own.proofs.at(-1)?.[0]).toMatchObject({ email: 'maeve@x.example' })
  expect(own.told[0]?.[1]).toMatchObject({ type: 'signInDone', purpose: 'STEP_UP' })
})
