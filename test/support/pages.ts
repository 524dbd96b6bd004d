// The screens as people use them: by role and by name, never by class or position. What a person does in several steps
// in more than one story has a function here; assertions wait by themselves (web-first).

import { type BrowserContext, expect as playwrightExpect, type Locator, type Page } from 'playwright/test'

/** Waits for what it asserts; machines that test are slow ones. */
export const expect = playwrightExpect.configure({ timeout: 20_000 })

/** The incident that a demo server begins with, by its title. */
export const DEMO_ROOM = /API sends return 503/

/** A new window in which somebody chooses to be a demo person, once it is live. */
export async function enter(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('main').getByRole('button', { name }).first().click()
  await isLive(page)
  return page
}

export const isLive = (page: Page): Promise<void> => expect(shown(page, /^Live$/)).toBeVisible()

/** A text where it is seen: header, drawer and phone bar may each hold one for their own width of window. */
export const shown = (page: Page, text: string | RegExp): Locator =>
  page.getByText(text).filter({ visible: true }).first()

/** Opens a room of the board by its title; the board must be shown. */
export async function openRoom(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

export const timeline = (page: Page): Locator => page.getByRole('log', { name: 'Timeline' })

/** The entries that say something. */
export const entry = (page: Page, text: string | RegExp): Locator =>
  timeline(page).getByRole('article').filter({ hasText: text })

export const facts = (page: Page): Locator => page.getByRole('complementary', { name: 'Facts' })

/** Every one of these windows shows such an entry. */
export async function allSee(pages: readonly Page[], text: string | RegExp): Promise<void> {
  for (const page of pages) await expect(entry(page, text).first()).toBeVisible()
}

export type ComposerMode = 'Message' | 'Periodic update' | 'Internal note' | 'Workaround'

/** Chooses a mode of the composer and returns it. */
export async function compose(page: Page, mode: ComposerMode): Promise<Locator> {
  const composer = page.getByRole('region', { name: 'Write' })
  await composer.getByRole('tab', { name: mode }).click()
  return composer
}

export async function say(page: Page, text: string): Promise<void> {
  const composer = await compose(page, 'Message')
  await composer.getByRole('textbox', { name: 'Message' }).fill(text)
  await composer.getByRole('button', { name: 'Send' }).click()
}

export async function note(page: Page, text: string): Promise<void> {
  const composer = await compose(page, 'Internal note')
  await composer.getByRole('textbox').fill(text)
  await composer.getByRole('button', { name: 'Add internal note' }).click()
}

export async function postUpdate(page: Page, nature: string): Promise<void> {
  const composer = await compose(page, 'Periodic update')
  await composer.getByRole('textbox', { name: 'Nature of the issue' }).fill(nature)
  await composer.getByRole('textbox', { name: 'Expected resolution' }).fill(inAnHour())
  await composer.getByRole('button', { name: /Post update/ }).click()
}

export async function proposeResolution(page: Page, statement: string): Promise<void> {
  await facts(page)
    .getByRole('button', { name: /Propose (resolution|a new version)/ })
    .click()
  const form = page.getByRole('form', { name: 'Propose resolution' })
  await form.getByRole('textbox', { name: 'Statement that both sign' }).fill(statement)
  await form.getByRole('textbox', { name: 'Unavailability ended at' }).fill(now())
  await form.getByRole('button', { name: 'Propose' }).click()
  await expect(form).toBeHidden()
}

/** From the room to the sign-off page, where a version of the statement stands. */
export async function readStatement(page: Page, version: number): Promise<Locator> {
  await facts(page).getByRole('link', { name: /Read/ }).click()
  const statement = page.getByRole('region', { name: 'Resolution statement' })
  await expect(statement).toContainText(`Version ${version}, `)
  return statement
}

export async function sign(page: Page, name: string): Promise<void> {
  await page.getByRole('checkbox', { name: /I may decide this for/ }).check()
  await page.getByRole('button', { name: `Sign as ${name}` }).click()
}

export const backToRoom = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Back to the room' }).first().click()
  await expect(timeline(page)).toBeVisible()
}

const DUBLIN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Dublin',
  hour: '2-digit',
  minute: '2-digit',
})
const now = (): string => DUBLIN.format(Date.now())
const inAnHour = (): string => DUBLIN.format(Date.now() + 3_600_000)
