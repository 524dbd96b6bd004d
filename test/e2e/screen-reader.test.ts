// The story as somebody follows it who hears the screen and uses the keyboard alone: at each point where something is
// decided, the tree that a screen reader walks holds the same facts by role and name as the picture does, in an order
// that makes sense, and what matters is spoken once. Then the whole of a customer's part, without a mouse.

import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect as value, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  allSee,
  compose,
  DEMO_ROOM,
  enter,
  entry,
  expect,
  facts,
  note,
  openRoom,
  postUpdate,
  proposeResolution,
  say,
  shown,
  timeline,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const LAPTOP = { width: 1440, height: 900 }
const TITLE = 'Receipts are an hour late'

let server: RunningServer
let browser: Browser
let priya: Page
let maeve: Page
let rani: Page

const newContext = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: LAPTOP, reducedMotion: 'reduce' })

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  priya = await enter(await newContext(), server.url, 'Priya Nair')
  maeve = await enter(await newContext(), server.url, 'Maeve Brennan')
  rani = await enter(await newContext(), server.url, 'Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** Waits until the tree of a part holds these lines in this order; "…" in a line stands for anything. */
async function hears(part: Locator, ...lines: readonly string[]): Promise<void> {
  const pattern = new RegExp(lines.map((line) => line.split('…').map(literal).join('.*')).join('[\\s\\S]*'))
  await expect.poll(() => part.ariaSnapshot()).toMatch(pattern)
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Keeps all that the page's voices say from now on. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  const said = await page.evaluateHandle(() => {
    const words: string[] = []
    const hear = new MutationObserver((changes) => {
      const voices = changes.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest(
          '[aria-live]:not([aria-live=off])',
        ),
      )
      for (const voice of new Set(voices)) if (voice?.textContent) words.push(voice.textContent.trim())
    })
    hear.observe(document.body, { childList: true, characterData: true, subtree: true })
    return words
  })
  return () => said.evaluate((words) => words)
}

const main = (page: Page): Locator => page.getByRole('main')
/** What is spoken without being looked for: polite, and at once. */
const spoken = (page: Page): Locator => page.locator('[aria-live]:not([role=log])')

describe('what a screen reader finds', () => {
  it('[INT-1] at the intake: five questions by their words, the clock of the call, and what the button will do', async () => {
    await priya.getByRole('link', { name: 'Hotline intake' }).click()
    await hears(
      priya.locator('body'),
      'button "Skip to the content"',
      'heading "Hotline intake" [level=1]',
      'timer "On the call"',
      'textbox "Company “Which company are you calling for?”"',
      'combobox "Contact name “And your name, please?”"',
      'textbox "Contact phone “Which number should we call back?”"',
      'textbox "Contact e-mail “Where do we send the room link?”"',
      'textbox "Description “What is failing, and since when?”"',
      'group "Failing right now, if the caller knows"',
      'button "Start the 15-minute clock" [disabled]',
      'complementary "About the caller"',
      'heading "Who is told" [level=2]',
    )
    await priya.getByRole('textbox', { name: 'Company' }).fill('Nusantara')
    await priya.getByRole('combobox', { name: 'Contact name' }).fill('Rani Wulandari')
    await priya.getByRole('textbox', { name: 'Contact phone' }).fill('021 5550 0142')
    await priya.getByRole('textbox', { name: 'Description' }).fill(`${TITLE}. All of them.`)
    await priya.getByRole('button', { name: 'Start the 15-minute clock' }).click()
    await hears(priya.getByRole('alert'), 'is it the same outage?')
    await priya.getByRole('button', { name: 'Different' }).click()
    await priya.getByRole('button', { name: 'Start the 15-minute clock' }).click()
    await expect(priya.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  })

  it('[FAC-1] on the board: a table with its columns, each room a row with its clock, its state and its link', async () => {
    await hears(
      main(maeve),
      'heading "Board" [level=1]',
      'radiogroup "Which rooms"',
      'radio "All rooms 2" [checked]',
      'table "Next to breach first"',
      'columnheader "Customer and issue"',
      'columnheader "State"',
      'cell "… Callback due"',
      `link "${TITLE}"`,
      'cell "Waiting for the callback cadence not agreed yet"',
    )
  })

  it('[CB-1] in a new room: the clock before all else, what can be done about it, and who it is about', async () => {
    await openRoom(maeve, TITLE)
    await hears(
      maeve.locator('body'),
      'main',
      `heading "${TITLE}" [level=1]`,
      'link "Call Rani"',
      'region "Clocks"',
      'timer "Call back within"',
      'link "Call Rani Wulandari"',
      'radiogroup "Show"',
      'log "Timeline"',
      'article',
      'Hotline intake Priya Nair took the call',
      'region "Call Rani Wulandari"',
      'button "Reached, stop the clock …"',
      'button "No answer …"',
      'region "Write"',
      'tab "Message" [selected]',
      'textbox "Message"',
      'button "Send"',
      'complementary "Facts"',
      'heading "Ask on the call" [level=2]',
      'heading "People" [level=2]',
      'heading "Resolution" [level=2]',
      'navigation "Main"',
    )
    await openRoom(rani, TITLE)
    await hears(main(rani), 'timer "Halyard calls you within"', 'log "Timeline"', 'textbox "Message"')
  })

  it('[CLK-3] a clock is silent while it runs, and the page has one polite and one urgent voice', async () => {
    const voices = await spoken(maeve).evaluateAll((regions) =>
      regions.map((region) => region.getAttribute('aria-live')),
    )
    value(voices.filter((voice) => voice === 'polite').length).toBeGreaterThan(0)
    value(voices.filter((voice) => voice === 'assertive')).toHaveLength(1)
    const timer = maeve.getByRole('timer', { name: 'Call back within' })
    await expect(timer).not.toHaveAttribute('aria-live', /.+/)
    value(await spoken(maeve).allTextContents()).not.toContainEqual(value.stringMatching(/\d\d:\d\d/))
  })

  it('[CB-2] [CLK-4] after the callback: how it was kept, and the promise that runs now', async () => {
    const heard = await listen(rani)
    await maeve.getByRole('button', { name: /Reached, stop the clock/ }).click()
    await maeve.getByRole('textbox', { name: 'What you learnt' }).fill('All regions are late.')
    await maeve.getByRole('button', { name: 'Record the callback' }).click()
    await allSee([maeve, rani], /called back Rani Wulandari/)
    await hears(maeve.getByRole('region', { name: 'Clocks' }), 'timer "Called back in"', 'Since hotline call')
    await expect.poll(heard).toContainEqual(value.stringContaining('Kept: the callback.'))
  })

  it('what comes is read out; while one types only how many came, after a pause; and no second ever', async () => {
    const heard = await listen(rani)
    await timeline(rani).focus()
    // What came at once before is said together after a pause, with this one or without: then all was said.
    await say(maeve, 'One relay is out.')
    await expect.poll(heard).toContainEqual(value.stringMatching(/One relay is out|new entr/))
    await say(maeve, 'The pool is being made larger.')
    await expect.poll(heard).toContainEqual(value.stringContaining('The pool is being made larger.'))
    const before = (await heard()).length
    await rani.getByRole('textbox', { name: 'Message' }).fill('We see it')
    await say(maeve, 'A quarter of it is.')
    await say(maeve, 'Half of it is.')
    // On a slow machine the pause may lie between the two.
    const counted = async () =>
      (await heard())
        .slice(before)
        .reduce((sum, said) => sum + Number(/^(\d+) new entr/.exec(said)?.[1] ?? 0), 0)
    await expect.poll(counted).toBe(2)
    value(await heard()).not.toContainEqual(value.stringMatching(/of it is|We see it|\d\d:\d\d/))
    await rani.getByRole('textbox', { name: 'Message' }).fill('')
  })

  it('[AUD-1] an internal note begins with its warning, and the customer’s tree holds nothing of it', async () => {
    await note(maeve, 'The pool is full.')
    await hears(timeline(maeve), 'Internal, customer cannot see.', 'The pool is full.')
    const composer = await compose(maeve, 'Internal note')
    await hears(composer, 'tab "Internal note" [selected]', 'Halyard only. Nusantara Pay cannot see this.')
    await hears(await compose(maeve, 'Message'), 'Everyone in the room, Nusantara Pay included')
    value(await rani.locator('body').ariaSnapshot()).not.toMatch(/[Ii]nternal|pool is full/)
  })

  it('[CAD-2] a proposal says who proposes what and whose turn it is, on both sides', async () => {
    await facts(maeve).getByRole('button', { name: 'Propose a cadence' }).click()
    const form = maeve.getByRole('form', { name: 'Propose a cadence' })
    await form.getByRole('textbox', { name: 'Every how many minutes' }).fill('20')
    await form.getByRole('button', { name: 'Propose' }).click()
    await hears(
      facts(maeve),
      'You proposed every 20 min',
      'button "Withdraw"',
      'Waiting for Nusantara Pay’s consent',
    )
    await hears(facts(rani), 'Updates every 20 min?', 'button "Agree to 20 min"', 'button "Decline"')
    await facts(rani).getByRole('button', { name: 'Agree to 20 min' }).click()
    await hears(facts(rani), 'Every 20 min')
  })

  it('[UPD-1] an update is read in its three parts, each with its name', async () => {
    await postUpdate(maeve, 'A relay pool delays receipts.')
    await hears(
      timeline(rani),
      'Update 1 Maeve Brennan',
      'term: Nature of the issue',
      'definition: A relay pool delays receipts.',
      'term: Expected resolution',
      'term: Status',
      'definition: Investigating',
    )
  })

  it('[RES-1] at the sign-off: the statement before the choice, and what a signature says before it is given', async () => {
    await proposeResolution(maeve, 'Every receipt was sent.')
    await rani.goto(rani.url().replace(/(\/sign-off)?$/, '/sign-off'))
    await hears(
      rani.locator('body'),
      'region "Clocks"',
      'region "Resolution statement"',
      'heading "Resolution statement" [level=2]',
      'heading "What happened" [level=3]',
      'paragraph: Every receipt was sent.',
      'complementary "Sign-off panel"',
      'heading "Do you agree that this Critical Issue is resolved?" [level=2]',
      'group "Do you agree that this Critical Issue is resolved?"',
      'radio "Yes, it is resolved"',
      'checkbox "I may decide this for Nusantara Pay"',
      'button "Sign as Rani Wulandari" [disabled]',
      'radio "No, it is not resolved"',
      'heading "What your signature says" [level=2]',
      'listitem: It settles no service credit or claim.',
      'heading "What exactly is signed" [level=2]',
      'heading "Signatures" [level=2]',
    )
  })
})

/** Presses Tab until something has the focus, which must be drawn at every stop on the way (2.4.7). */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name })
  for (let stop = 0; stop < 100; stop++) {
    await page.keyboard.press('Tab')
    const [focused] = await page.locator(':focus').all()
    if (focused === undefined) continue
    expect(await focused.evaluate(isDrawn), `stop ${stop} shows the focus`).toBe(true)
    if ((await wanted.and(focused).count()) > 0) return
  }
  throw new Error(`the keyboard does not reach ${role} ${name}`)
}

/** An outline, or the edge of the frame that a field stands in. */
function isDrawn(element: Element): boolean {
  for (let drawn: Element | null = element, level = 0; drawn !== null && level < 6; level++) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(drawn)
    const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    if (isOutlined || (boxShadow !== 'none' && drawn.matches(':focus-within'))) return true
    drawn = drawn.parentElement
  }
  return false
}

describe('by keyboard alone', () => {
  it('a customer enters, opens the room, speaks, agrees, sends back, and signs', async () => {
    const context = await newContext()
    const page = await context.newPage()
    await page.goto(server.url)
    await expect(page.getByRole('button', { name: 'Rani Wulandari' })).toBeVisible()
    await tabTo(page, 'button', /Rani Wulandari/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Incident rooms' })).toBeFocused()
    await tabTo(page, 'link', DEMO_ROOM)
    await page.keyboard.press('Enter')
    await expect(timeline(page)).toBeFocused()
    await expect(timeline(page).getByRole('article').last()).toBeInViewport()

    await tabTo(page, 'textbox', /Message/)
    await page.keyboard.type('Written without a mouse.')
    await page.keyboard.press('Control+Enter')
    await expect(entry(page, 'Written without a mouse.')).toBeVisible()
    await tabTo(page, 'button', /Agree to 20 min/)
    await page.keyboard.press('Enter')
    await expect(entry(page, 'Rani Wulandari agreed: updates every 20 min.')).toBeVisible()

    await maeve.goto(`${server.url}/#/`)
    await openRoom(maeve, DEMO_ROOM)
    await proposeResolution(maeve, 'Mail flows again.')
    await tabTo(page, 'link', /Read and sign/)
    await page.keyboard.press('Enter')
    await expect(shown(page, /Do you agree/)).toBeVisible()
    await tabTo(page, 'radio', /Yes, it is resolved/)
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: /No, it is not/ })).toBeChecked()
    await tabTo(page, 'textbox', /In your words/)
    await page.keyboard.type('Half of it is late.')
    await tabTo(page, 'button', /Send back to/)
    await page.keyboard.press('Enter')
    await allSee([maeve], /sent the resolution back.*Half of it is late/s)

    await say(maeve, 'Now all of it is on time.')
    await proposeResolution(maeve, 'Mail is on time again.')
    await expect(page.getByRole('region', { name: 'Resolution statement' })).toContainText('Version 2, ')
    await tabTo(page, 'checkbox', /I may decide this/)
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await expect(shown(page, /You have signed for/)).toBeVisible()
    await context.close()
  })
})
