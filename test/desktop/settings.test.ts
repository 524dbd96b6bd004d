// The settings of the desktop, through the real bridge: servers are added, refused, used and removed; where the sign-in is
// kept and what is known of updates is said; signing out ends the session at the server, and forgetting deletes the copy.

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { compose, DEMO_ROOM, expect, openRoom, say, shown } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let world: DesktopWorld
let other: RunningServer
let app: DesktopApp
let page: Page

beforeAll(async () => {
  ;[world, other] = await Promise.all([desktopWorld(), startRunningServer()])
  app = await world.launch()
  page = await app.firstWindow()
  await enterAs(page, 'Maeve Brennan')
})
afterAll(async () => {
  await world.dispose()
  await other.dispose()
})

const part = (name: string): Locator => page.getByRole('region', { name, exact: true })
const openSettings = async (): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/settings'
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
}
const people = (): Promise<readonly { readonly id: string }[]> =>
  page.evaluate(
    () => (Reflect.get(window, 'accord') as { people(): Promise<never[]> }).people() as Promise<never[]>,
  )

/** How many sessions of Maeve's the server knows, asked by a program of hers that signs in for it and out again. */
async function sessionsOfMaeve(): Promise<number> {
  const post = async (path: string, body: object, token = ''): Promise<Record<string, never>> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const answer = await fetch(`${world.server.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return answer.json() as Promise<Record<string, never>>
  }
  const { token } = await post('/demo/sign-in', { personId: 'maeve-brennan' })
  const { data } = await post('/graphql', { query: '{ devices { id current } }' }, token)
  await post('/graphql', { query: 'mutation { signOut }' }, token)
  const devices: readonly { readonly current: boolean }[] = data?.['devices'] ?? []
  return devices.filter(({ current }) => !current).length
}

/** Folders of copies: one for each person of each server. */
async function copies(): Promise<readonly string[]> {
  const replicas = join(world.folder, 'user-data', 'replicas')
  if (!existsSync(replicas)) return []
  const servers = await readdir(replicas)
  return (await Promise.all(servers.map((server) => readdir(join(replicas, server))))).flat()
}

it('says which server is used, where the sign-in is kept, and what is known of updates, also after a reload', async () => {
  await openSettings()
  await expect(part('Servers')).toContainText(new URL(world.server.url).host)
  await expect(part('Servers')).toContainText(/safe store of this computer/)
  await expect(part('Updates')).toContainText(/Updates come with the system/)
  await page.reload()
  await expect(part('Updates')).toContainText(/Updates come with the system/)
  await expect(part('Servers')).toContainText(new URL(world.server.url).host)
})

it('refuses an address that is not safe, in a sentence', async () => {
  // Again where the page was still being drawn while it was typed into.
  await expect(async () => {
    await part('Servers').getByRole('textbox').fill('http://rooms.example')
    await part('Servers').getByRole('button', { name: 'Add' }).click()
    await expect(part('Servers')).toContainText(/Only an address that begins with https/, { timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
})

it('uses another server, where nobody is signed in yet, and comes back to the first', async () => {
  const { host } = new URL(other.url)
  await part('Servers').getByRole('textbox').fill(other.url)
  await part('Servers').getByRole('button', { name: 'Add' }).click()
  const added = part('Servers').getByRole('listitem').filter({ hasText: host })
  await added.getByRole('button', { name: 'Use' }).click()
  await enterAs(page, 'Joon Park')
  await openSettings()
  const first = part('Servers')
    .getByRole('listitem')
    .filter({ hasText: new URL(world.server.url).host })
  await first.getByRole('button', { name: 'Use' }).click()
  await enterAs(page, 'Maeve Brennan')
})

it('removes a server with everybody’s session there', async () => {
  await openSettings()
  const { host } = new URL(other.url)
  const added = part('Servers').getByRole('listitem').filter({ hasText: host })
  await added.getByRole('button', { name: 'Remove' }).click()
  await expect(added).toHaveCount(0)
  await expect.poll(people).toMatchObject([{ id: 'maeve-brennan' }])
})

it('signs out: the server has ended the session, nobody is offered any more, and the copy stays', async () => {
  expectValue(await sessionsOfMaeve()).toBe(1)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('main').getByRole('button', { name: 'Maeve Brennan' })).toHaveCount(1)
  await expect.poll(sessionsOfMaeve).toBe(0)
  await expect.poll(people).toEqual([])
  expectValue(await copies()).toContain('maeve-brennan')
})

it('before it forgets it says what is unsent; then copy, outbox and drafts are gone from the disk', async () => {
  await enterAs(page, 'Maeve Brennan')
  await openRoom(page, DEMO_ROOM)
  await world.server.kill()
  await expect(shown(page, /You are offline/)).toBeVisible()
  await say(page, 'Never to be sent.')
  const draft = await compose(page, 'Internal note')
  await draft.getByRole('textbox').fill('Half a thought')
  await openSettings()
  await expect(page.getByText(/1 change is not sent and would be lost/)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out and forget this copy' }).click()
  await page.getByRole('button', { name: 'Delete and sign out' }).click()
  await expect.poll(copies).not.toContain('maeve-brennan')
  await expect.poll(people).toEqual([])
})

it('who signs in again after that begins anew: nothing of before is shown or sent', async () => {
  await world.server.restart()
  await page.reload()
  await enterAs(page, 'Maeve Brennan')
  await openRoom(page, DEMO_ROOM)
  await expect((await compose(page, 'Internal note')).getByRole('textbox')).toHaveValue('')
  await expect(page.getByText('Never to be sent.')).toHaveCount(0)
})

it('nobody’s copy is deleted by a name alone: only who is signed in here can be forgotten', async () => {
  const forgotten = await page.evaluate(
    async () =>
      await Promise.all(
        ['joon-park', '..', '../..', '%2e%2e', 'x'.repeat(100)].map((name) =>
          (
            Reflect.get(window, 'accord') as { forgetPerson(personId: string): Promise<boolean> }
          ).forgetPerson(name),
        ),
      ),
  )
  expectValue(new Set(forgotten)).toEqual(new Set([false]))
  expectValue(await copies()).toContain('maeve-brennan')
})
