// The whole story through the real screens: a representative, an agent and a customer in a window each, live, from the
// hotline call to two signatures and the reopening. What one does the others see without reloading; what is internal
// the customer never sees.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect as value, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  allSee,
  backToRoom,
  compose,
  enter,
  entry,
  expect,
  facts,
  note,
  openRoom,
  postUpdate,
  proposeResolution,
  readStatement,
  say,
  shown,
  sign,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const TITLE = 'Receipts are an hour late'
const SECRET = 'The relay pool is full, do not say so yet.'

let server: RunningServer
let browser: Browser
let priya: Page
let maeve: Page
let rani: Page
const faults: string[] = []

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const person = async (name: string): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    context.on('weberror', (error) => faults.push(`${name}: ${error.error()}`))
    return enter(context, server.url, name)
  }
  priya = await person('Priya Nair')
  maeve = await person('Maeve Brennan')
  rani = await person('Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

it('[INT-4] [INT-1] a representative takes the call, is asked about the open room, and starts the clock', async () => {
  await priya.getByRole('link', { name: 'Hotline intake' }).click()
  await priya.getByRole('textbox', { name: 'Company' }).fill('Nusantara')
  await priya.getByRole('combobox', { name: 'Contact name' }).fill('Rani Wulandari')
  await priya.getByRole('textbox', { name: 'Contact phone' }).fill('021 5550 0142')
  await priya.getByRole('textbox', { name: 'Description' }).fill(`${TITLE}. All of them.`)
  await expect(shown(priya, /if started now, (15:00|14:\d\d) left/)).toBeVisible()
  const start = priya.getByRole('button', { name: 'Start the 15-minute clock' })
  await start.click()
  await expect(priya.getByRole('alert')).toContainText('is it the same outage?')
  await priya.getByRole('button', { name: 'Different' }).click()
  await start.click()
  await expect(priya.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  await expect(priya.getByRole('timer', { name: 'Call back within' })).toHaveText(/^(15:00|14:\d\d)$/)
})

it('[OWN-1] [AUD-1] the others have the room at once; the agent takes it and the customer sees who', async () => {
  await openRoom(rani, TITLE)
  await expect(rani.getByRole('timer', { name: /calls you within/ })).toHaveText(/^(15:00|14:\d\d)$/)
  await openRoom(maeve, TITLE)
  await facts(maeve).getByRole('button', { name: 'Take the room' }).click()
  await allSee([maeve, rani, priya], 'Maeve Brennan took the room.')
})

it('[CB-1] [CB-2] an attempt lets the clock run, the callback stops it, on both sides', async () => {
  await maeve.getByRole('button', { name: /No answer/ }).click()
  await allSee([maeve, rani], 'called, no answer')
  await expect(rani.getByRole('timer', { name: /calls you within/ })).toBeVisible()
  await maeve.getByRole('button', { name: /Reached, stop the clock/ }).click()
  await maeve.getByRole('textbox', { name: 'What you learnt' }).fill('All regions are late.')
  await maeve.getByRole('button', { name: 'Record the callback' }).click()
  await allSee([maeve, rani], /Maeve Brennan called back Rani Wulandari after .*All regions are late/)
  for (const page of [maeve, rani])
    await expect(page.getByRole('region', { name: 'Clocks' })).toContainText('Called back in')
})

it('[CAD-2] [CAD-3] a cadence is proposed by one and agreed by the other, and holds for both', async () => {
  await facts(maeve).getByRole('button', { name: 'Propose a cadence' }).click()
  const form = maeve.getByRole('form', { name: 'Propose a cadence' })
  await form.getByRole('textbox', { name: 'Every how many minutes' }).fill('20')
  await form.getByRole('button', { name: 'Propose' }).click()
  await facts(rani).getByRole('button', { name: 'Agree to 20 min' }).click()
  await allSee([maeve, rani], 'Rani Wulandari agreed: updates every 20 min.')
  for (const page of [maeve, rani]) await expect(facts(page)).toContainText('Every 20 min')
})

it('[MSG-1] [MSG-2] [UPD-1] messages and updates are for both; the customer sees everything but the note', async () => {
  await say(maeve, 'We are looking at the relays.')
  await note(maeve, SECRET)
  await expect(entry(maeve, SECRET)).toContainText('Internal, customer cannot see.')
  await postUpdate(maeve, 'A relay pool delays receipts.')
  await allSee([maeve, rani, priya], 'We are looking at the relays.')
  await allSee([maeve, rani, priya], /Update 1.*A relay pool delays receipts/s)
  await expect(entry(priya, SECRET)).toBeVisible()
  value(await rani.locator('html').textContent()).not.toContain(SECRET)
  await expect(rani.getByText(/Internal/)).toHaveCount(0)
})

it('[UPD-5] the customer asks for an update, and the provider hears of it', async () => {
  await rani.getByRole('button', { name: 'Request an update' }).click()
  await allSee([maeve, rani], 'Rani Wulandari asked for an update.')
  await postUpdate(maeve, 'The pool is being drained.')
  await allSee([rani], /Update 2.*The pool is being drained/s)
})

it('[WRK-1] [WRK-2] [WRK-3] a workaround is offered and the signatory accepts it', async () => {
  const composer = await compose(maeve, 'Workaround')
  await composer.getByRole('textbox', { name: 'What to do, in a few words' }).fill('Use the second relay')
  await composer.getByRole('textbox', { name: 'Steps' }).fill('Point receipts at relay two.')
  await composer.getByRole('button', { name: 'Offer workaround' }).click()
  await entry(rani, 'Use the second relay').getByRole('button', { name: 'Accept workaround' }).click()
  await allSee([maeve, rani], 'Accepted by Rani Wulandari')
  for (const page of [maeve, rani]) await expect(shown(page, 'Workaround in place')).toBeVisible()
})

it('[RES-8] the agent proposes and signs; the customer reads it and sends it back with a reason', async () => {
  await proposeResolution(maeve, 'Receipts are on time again.')
  await readStatement(maeve, 1)
  await sign(maeve, 'Maeve Brennan')
  await expect(shown(maeve, /You have signed for/)).toBeVisible()
  await expect(await readStatement(rani, 1)).toContainText('Receipts are on time again.')
  await expect(rani.getByText(/same as .* signed/)).toBeVisible()
  await rani.getByRole('radio', { name: /No, it is not resolved/ }).check()
  await rani.getByRole('textbox', { name: 'In your words' }).fill('Half of them are still late.')
  await rani.getByRole('button', { name: /Send back to/ }).click()
  await backToRoom(maeve)
  await backToRoom(rani)
  await allSee([maeve, rani], /Rani Wulandari.*sent the resolution back.*Half of them are still late/s)
  for (const page of [maeve, rani]) await expect(shown(page, 'Workaround in place')).toBeVisible()
})

it('[RES-7] a new version is signed by both, and the room is resolved for both', async () => {
  await proposeResolution(maeve, 'Every receipt of the day was sent, and new ones are on time.')
  await readStatement(rani, 2)
  await sign(rani, 'Rani Wulandari')
  await expect(shown(rani, /You have signed for/)).toBeVisible()
  await readStatement(maeve, 2)
  await sign(maeve, 'Maeve Brennan')
  for (const page of [maeve, rani]) {
    await expect(shown(page, 'Resolved: both parties have signed')).toBeVisible()
    await backToRoom(page)
    await expect(entry(page, /Resolved\. Both parties signed the same record/)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Closed' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Write' })).toHaveCount(0)
  }
})

it('[REO-1] [REO-3] the customer reopens it with a reason, and the work goes on', async () => {
  await rani.getByRole('button', { name: 'Reopen' }).click()
  await rani.getByRole('textbox', { name: 'What happens again?' }).fill('They are late again.')
  await rani.getByRole('button', { name: 'Reopen the room' }).click()
  await allSee([maeve, rani], /Rani Wulandari reopened the room.*They are late again/s)
  await say(rani, 'Are you still there?')
  await allSee([maeve], 'Are you still there?')
})

it('[CLK-1] both parties read the same digits of the same clock', async () => {
  for (const page of [maeve, rani]) {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /Update 2 due/ })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: /API sends return 503/ })).toBeVisible()
  }
  const digits = (page: Page) => page.getByRole('timer', { name: /Next update/ }).textContent()
  const both = async () => {
    const [theirs, ours] = await Promise.all([digits(rani), digits(maeve)])
    return theirs === ours ? theirs : `${theirs} is not ${ours}`
  }
  await expect.poll(both).toMatch(/^\d\d:\d\d$/)
})

it('nothing broke in any window', () => {
  value(faults).toEqual([])
})
