// [Hardening 11] Signing in through the system's browser, on the program itself: the page that is opened shows the
// window's code, a link from anywhere does nothing, the right one signs the window in; and a device that is ended from
// elsewhere loses its copy.

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import { codeOfChallenge } from '../../protocol/desktop-sign-in.ts'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld } from '../support/desktop-world.ts'
import { expect, isLive } from '../support/pages.ts'

const RANI = 'rani-wulandari'

let world: DesktopWorld
let app: DesktopApp
let page: Page
/** What the person's browser shows the server. */
let token: string

beforeAll(async () => {
  world = await desktopWorld()
  app = await world.launch()
  page = await app.firstWindow()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (address) => void opened.push(address)
  })
  const signedIn = (await post('/demo/sign-in', { personId: RANI })) as { token: string }
  token = signedIn.token
})
afterAll(() => world.dispose())

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(`${world.server.url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return answer.json()
}

/** The challenge in the address that the program opened last, and what window and page show of it. */
async function lastOpened(): Promise<string> {
  const opened = await app.evaluate(() => Reflect.get(globalThis, 'opened') as readonly string[])
  const url = new URL(opened.at(-1) ?? '')
  expectValue(url.origin).toBe(world.server.url)
  const challenge = /^#\/sign-in\/desktop\/([\w-]{43})\?device=Accord/.exec(url.hash)?.[1] ?? ''
  await expect(page.getByText(codeOfChallenge(challenge), { exact: true })).toBeVisible()
  return challenge
}

const copies = async (): Promise<readonly string[]> => {
  const replicas = join(world.folder, 'user-data', 'replicas')
  if (!existsSync(replicas)) return []
  return (
    await Promise.all((await readdir(replicas)).map((server) => readdir(join(replicas, server))))
  ).flat()
}

it('shows the code of the page that it opens, and heeds the link of its own sign-in alone', async () => {
  // Nobody has begun one yet.
  await world.again([`accord://sign-in/${'A'.repeat(43)}`])
  await page.getByRole('button', { name: 'Sign in with the browser' }).click()
  await expect(page.getByRole('heading', { name: 'Go on in your browser' })).toBeVisible()
  const challenge = await lastOpened()
  const foreign = (await post('/auth/handover', { challenge: 'A'.repeat(43) })) as { handover: string }
  await world.again([`accord://sign-in/${foreign.handover}`])
  await expect(page.getByText(codeOfChallenge(challenge), { exact: true })).toBeVisible()

  const { handover } = (await post('/auth/handover', { challenge })) as { handover: string }
  await world.again([`accord://sign-in/${handover}`])
  await isLive(page)
  await expect(page.getByText('Rani Wulandari').first()).toBeVisible()
  expectValue(await copies()).toContain(RANI)
})

it('a device that is ended from elsewhere says so, knows nobody and keeps no copy', async () => {
  const { data } = (await post('/graphql', { query: '{ devices { id name } }' })) as {
    data: { devices: readonly { id: string; name: string }[] }
  }
  const desktop = data.devices.find(({ name }) => name.startsWith('Accord, '))
  await post('/graphql', {
    query: 'mutation($id: ID!) { endDevice(id: $id) }',
    variables: { id: desktop?.id },
  })
  await expect(page.getByRole('button', { name: 'Sign in with the browser' })).toBeVisible()
  await expect.poll(copies).not.toContain(RANI)
})
