// Without a network, in real browsers that keep their storage: rooms open from the copy, what is written waits and is
// sent once and in order, what the server then refuses keeps its text with the reason, and neither a reload nor a second
// tab loses anything. The network is cut in both ways it happens: the server dies, and the browser goes offline.

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, it } from 'vitest'
import { type ApiPerson, signIn } from '../support/api-client.ts'
import { openStoredContext } from '../support/browser.ts'
import {
  allSee,
  compose,
  DEMO_ROOM,
  enter,
  entry,
  expect,
  note,
  openRoom,
  postUpdate,
  readStatement,
  say,
  shown,
  sign,
  timeline,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const ONE_TEMPLATE = 'One template is wrong'
const WAITS = /waiting to be sent since|not confirmed yet/

let server: RunningServer
let folder: string
let maevesBrowser: BrowserContext
let ranisBrowser: BrowserContext
let maeve: Page
let rani: Page
let joon: ApiPerson

beforeAll(async () => {
  server = await startRunningServer()
  folder = await mkdtemp(join(tmpdir(), 'accord-offline-'))
  const open = (name: string): Promise<BrowserContext> =>
    openStoredContext(join(folder, name), { viewport: { width: 1440, height: 900 } })
  ;[maevesBrowser, ranisBrowser] = await Promise.all([open('maeve'), open('rani')])
  joon = await signIn(server.url, 'joon-park')
  maeve = await enter(maevesBrowser, server.url, 'Maeve Brennan')
  rani = await enter(ranisBrowser, server.url, 'Rani Wulandari')
  for (const page of [maeve, rani]) {
    await openRoom(page, DEMO_ROOM)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  }
})

afterAll(async () => {
  await Promise.all([maevesBrowser.close(), ranisBrowser.close(), joon.close()])
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

const isOffline = (page: Page): Promise<void> => expect(shown(page, /You are offline/)).toBeVisible()

/** Presses "Try now" where it still stands, instead of waiting for the next try. */
async function comeBack(page: Page): Promise<void> {
  await expect(async () => {
    const tryNow = page.getByRole('button', { name: 'Try now' })
    if (await tryNow.isVisible()) await tryNow.click({ timeout: 1_000 })
    await expect(shown(page, /^Live$/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

const textsOf = async (page: Page, texts: readonly string[]): Promise<readonly string[]> => {
  const all = await timeline(page).getByRole('article').allTextContents()
  return all.flatMap((said) => texts.filter((text) => said.includes(text)))
}

it('[I4] the server dies: the room opens from the copy after a reload, and takes messages, notes, updates, answers', async () => {
  await server.kill()
  await Promise.all([isOffline(maeve), isOffline(rani)])
  await Promise.all([maeve.reload(), rani.reload()])
  for (const page of [maeve, rani]) {
    await expect(page.getByRole('heading', { level: 1, name: DEMO_ROOM })).toBeVisible()
    await expect(entry(page, 'API confirmed on eu-west')).toBeVisible()
  }

  await say(rani, 'First, written without a network.')
  await say(rani, 'Second, written without a network.')
  await entry(rani, 'Workaround:').getByRole('button', { name: 'Accept workaround' }).click()
  await note(maeve, 'The customer cannot hear us now.')
  await postUpdate(maeve, 'SMTP is being moved to eu-west.')
  for (const text of ['First, written', 'Second, written'])
    await expect(entry(rani, text)).toContainText(WAITS)
  await expect(entry(maeve, 'SMTP is being moved')).toContainText(WAITS)
  await expect(entry(maeve, 'The customer cannot hear us now.')).toContainText(WAITS)
  await expect(rani.getByText(/You are offline.*3 changes waiting/)).toBeVisible()
  await expect(shown(rani, 'Workaround in place')).toBeVisible()
})

it('[I4] a draft and everything that waits survive another reload', async () => {
  const composer = await compose(rani, 'Message')
  await composer.getByRole('textbox', { name: 'Message' }).fill('Half a thou')
  await expect(composer.getByText('Draft kept on this computer')).toBeVisible()
  await rani.reload()
  await expect(rani.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a thou')
  await expect(entry(rani, 'Second, written')).toContainText(WAITS)
})

it('a second tab of the same person shows the same, and what it adds shows in the first', async () => {
  const second = await ranisBrowser.newPage()
  await second.goto(server.url)
  await second.getByRole('button', { name: 'Rani Wulandari' }).click()
  await openRoom(second, DEMO_ROOM)
  await expect(entry(second, 'First, written')).toContainText(WAITS)
  await say(second, 'Third, from the second tab.')
  await expect(entry(rani, 'Third, from the second tab.')).toContainText(WAITS)
  await second.close()
})

it('[I1] [I6] the server comes back: all is sent once, in order, and both have the same', async () => {
  await server.restart()
  await Promise.all([comeBack(maeve), comeBack(rani)])
  const texts = ['First, written', 'Second, written', 'Third, from']
  for (const text of [...texts, 'SMTP is being moved']) await allSee([maeve, rani], text)
  for (const page of [maeve, rani]) {
    await expect(timeline(page).getByText(WAITS)).toHaveCount(0)
    await expect(page.getByText('Accepted by Rani Wulandari')).toBeVisible()
    expect(await textsOf(page, texts)).toEqual(texts)
  }
  await expect(entry(maeve, 'The customer cannot hear us now.')).toHaveCount(1)
  await expect(entry(rani, 'The customer cannot hear us now.')).toHaveCount(0)
})

it('[RES-3] [PHA-2] offline in the browser: what the room has moved past is refused, and its text stays with the reason', async () => {
  const other = randomUUID()
  await joon.does(other, {
    reportIssue: { accountId: 'nusantara-pay', channel: 'EMAIL', title: ONE_TEMPLATE, description: 'One.' },
  })
  await maeve.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Board' }).click()
  await openRoom(maeve, ONE_TEMPLATE)
  await propose('Mail flows over eu-west.')
  await readStatement(rani, 1)

  await Promise.all([maevesBrowser.setOffline(true), ranisBrowser.setOffline(true)])
  await Promise.all([isOffline(maeve), isOffline(rani)])
  await sign(rani, 'Rani Wulandari')
  await expect(shown(rani, 'Signed, waiting to be sent')).toBeVisible()
  await rani.reload()
  await expect(shown(rani, 'Signed, waiting to be sent')).toBeVisible()
  await postUpdate(maeve, 'The template lost a line.')
  await expect(entry(maeve, 'The template lost a line.')).toContainText(WAITS)

  await propose('Mail flows over eu-west and the old endpoint.')
  await reclassify(other)
  await Promise.all([maevesBrowser.setOffline(false), ranisBrowser.setOffline(false)])

  await expect(rani.getByRole('alert')).toContainText('The statement changed: read version 2 first.')
  await expect(rani.getByRole('region', { name: 'Resolution statement' })).toContainText('Version 2, ')
  await rani.getByRole('button', { name: 'Understood' }).click()
  await expect(rani.getByRole('checkbox', { name: /I may decide this for/ })).not.toBeChecked()

  const refused = entry(maeve, 'The template lost a line.')
  await expect(refused).toContainText(/Periodic update not accepted.*goes on as a support case/i)
  await expect(shown(maeve, '1 not accepted')).toBeVisible()
  await maeve.reload()
  await expect(refused).toContainText('Periodic update not accepted')
  await refused.getByRole('button', { name: 'Discard' }).click()
  await expect(refused).toHaveCount(0)
})

it('[RES-7] a signature made while no server answers counts when one does, over what still stands', async () => {
  await maeve.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Board' }).click()
  await openRoom(maeve, DEMO_ROOM)
  await server.kill()
  await isOffline(rani)
  await sign(rani, 'Rani Wulandari')
  await expect(shown(rani, 'Signed, waiting to be sent')).toBeVisible()
  await server.restart()
  await Promise.all([comeBack(maeve), comeBack(rani)])
  await expect(shown(rani, /You have signed for/)).toBeVisible()
  await allSee([maeve], /Rani Wulandari signed for Nusantara Pay/)
  await readStatement(maeve, 2)
  await sign(maeve, 'Maeve Brennan')
  await expect(shown(rani, 'Resolved: both parties have signed')).toBeVisible()
})

/** The duty manager proposes that the demo's issue has ended. */
async function propose(statement: string): Promise<void> {
  const { data } = await joon.ask('{ rooms { id title } }')
  const rooms = data['rooms'] as readonly { readonly id: string; readonly title: string }[]
  const room = rooms.find(({ title }) => DEMO_ROOM.test(title))
  const unavailabilityEndedAt = new Date(Date.now() - 60_000).toISOString()
  await joon.does(room?.id ?? '', {
    proposeResolution: { outcome: 'ENDED', statement, unavailabilityEndedAt },
  })
}

/** The customer proposes that a room is no Critical Issue, and the duty manager agrees. */
async function reclassify(room: string): Promise<void> {
  const dimas = await signIn(server.url, 'dimas-prakoso')
  await dimas.does(room, { proposeReclassification: { reason: 'One template alone.' } })
  const { data } = await joon.ask(`{ room(id: "${room}") { events { id body } } }`)
  const { events } = data['room'] as {
    readonly events: readonly { readonly id: string; readonly body: { readonly type: string } }[]
  }
  const proposalId = events.find(({ body }) => body.type === 'ReclassificationProposed')?.id ?? ''
  await joon.does(room, { agreeReclassification: { proposalId } })
  await dimas.close()
}
