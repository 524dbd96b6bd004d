// The local copy in a real browser: it survives a reload, a second window, the end of the window that holds the files,
// and a crash; a command that was said to be saved is never lost and never doubled.

import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { crypto } from '../../protocol/crypto.ts'
import {
  buildPage,
  connect,
  openOwnBrowser,
  openPlace,
  openWindow,
  said,
  say,
  untilSaid,
} from './platform-page/platform-world.ts'

const MAEVE = 'maeve-brennan'
const RANI = 'rani-wulandari'
let pages: string

beforeAll(async () => {
  pages = await buildPage('one')
})
afterAll(() => rm(pages, { recursive: true, force: true }))

it('[I3] what is said offline survives a reload and reaches the server once', async () => {
  const place = await openPlace(pages)
  const context = await openOwnBrowser()
  const page = await openWindow(context, place.url, MAEVE)
  await say(page, 'said online')
  await untilSaid(page, 'said online', 'RECORDED')

  await place.stop()
  expect(await say(page, 'said offline')).toBe('SAVED')
  await place.start()
  await page.reload()
  await connect(page)
  await untilSaid(page, 'said offline', 'RECORDED')

  const customer = await openWindow(context, place.url, RANI)
  await untilSaid(customer, 'said offline', 'RECORDED')
  expect((await said(customer)).filter((line) => line.startsWith('said'))).toEqual([
    'said online RECORDED',
    'said offline RECORDED',
  ])
  expect(await page.evaluate(() => window.platform.latest.status)).toMatchObject({
    waiting: 0,
    volatile: false,
  })
})

it('a second window works from the first one’s copy, and both see both', async () => {
  const place = await openPlace(pages)
  const context = await openOwnBrowser()
  const first = await openWindow(context, place.url, MAEVE)
  const second = await context.newPage()
  await second.goto(place.url)
  await second.evaluate((id) => window.platform.continueAs(id), MAEVE)
  await connect(second)

  await say(second, 'from the second')
  await say(first, 'from the first')

  for (const page of [first, second]) {
    await untilSaid(page, 'from the first', 'RECORDED')
    await untilSaid(page, 'from the second', 'RECORDED')
  }
})

it.each(['is closed', 'crashes'])(
  '[I3] nothing is lost when the window that holds the files %s',
  async (how) => {
    const place = await openPlace(pages)
    const context = await openOwnBrowser()
    const first = await openWindow(context, place.url, MAEVE)
    const second = await context.newPage()
    await second.goto(place.url)
    await second.evaluate((id) => window.platform.continueAs(id), MAEVE)
    await connect(second)
    await place.stop()

    // Ten are on their way to the first window's worker while it goes.
    const outcomes = second.evaluate(() =>
      Promise.all(Array.from({ length: 10 }, (_, n) => window.platform.say(`line ${n}.`))),
    )
    if (how === 'is closed') await first.close()
    else {
      const session = await context.newCDPSession(first)
      session.send('Page.crash').catch(() => undefined)
    }
    expect(await outcomes).toEqual(Array.from({ length: 10 }, () => 'SAVED'))
    expect(await say(second, 'after')).toBe('SAVED')

    await place.start()
    await second.evaluate(() => window.platform.replica().probe())
    await untilSaid(second, 'after', 'RECORDED')
    expect((await said(second)).filter((line) => /^line|^after/.test(line))).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `line ${n}. RECORDED`),
      'after RECORDED',
    ])
  },
)

it('a draft is there after a crash', async () => {
  const place = await openPlace(pages)
  const context = await openOwnBrowser()
  const first = await openWindow(context, place.url, MAEVE)
  const draft = { roomId: 'r', mode: 'UPDATE', content: 'half a sent' }
  await first.evaluate((kept) => window.platform.replica().saveDraft(kept), draft)
  const session = await context.newCDPSession(first)
  session.send('Page.crash').catch(() => undefined)

  const second = await context.newPage()
  await second.goto(place.url)
  await second.evaluate((id) => window.platform.continueAs(id), MAEVE)
  await connect(second)
  expect(await second.evaluate(() => window.platform.replica().loadDraft('r', 'UPDATE'))).toBe('half a sent')
})

it('two windows of one browser are two people with a copy each; a closed copy can be deleted', async () => {
  const place = await openPlace(pages)
  const context = await openOwnBrowser()
  const maeve = await openWindow(context, place.url, MAEVE)
  const rani = await openWindow(context, place.url, RANI)

  expect(await maeve.evaluate(() => window.platform.forgetCopy('maeve-brennan'))).toBe(false)
  await maeve.evaluate(() => window.platform.replica().close())
  expect(await maeve.evaluate(() => window.platform.forgetCopy('maeve-brennan'))).toBe(true)

  await rani.reload()
  expect(await rani.evaluate(() => window.platform.sessions.current()?.person.id)).toBe(RANI)
  await connect(rani)
})

it('a key of the device signs, stays the same, and cannot be read out', async () => {
  const place = await openPlace(pages)
  const page = await (await openOwnBrowser()).newPage()
  await page.goto(place.url)
  const digest = crypto.digest({ what: 'is signed' })
  const sign = () => page.evaluate((hex) => window.platform.signDigest('rani', hex), digest)
  const [first, again] = await page.evaluate(
    (hex) => Promise.all([window.platform.signDigest('rani', hex), window.platform.signDigest('rani', hex)]),
    digest,
  )
  await page.reload()
  const later = await sign()

  expect(crypto.verify(later.publicKey, digest, later.signature)).toBe(true)
  expect(crypto.verify(later.publicKey, crypto.digest('else'), later.signature)).toBe(false)
  expect([first?.publicKey, again?.publicKey]).toEqual([later.publicKey, later.publicKey])
  const extractable = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('accord-keys')
        opening.onsuccess = () => {
          const reading = opening.result.transaction('keys').objectStore('keys').get('rani')
          reading.onsuccess = () => resolve((reading.result as CryptoKeyPair).privateKey.extractable)
        }
      }),
  )
  expect(extractable).toBe(false)
})

it('without storage the copy lives in the window and says so; there is no key to sign with', async () => {
  const place = await openPlace(pages)
  const context = await openOwnBrowser()
  const page = await openWindow(context, place.insecureUrl, MAEVE)
  await say(page, 'from an address without TLS')
  await untilSaid(page, 'from an address without TLS', 'RECORDED')

  expect(await page.evaluate(() => window.platform.latest.status?.volatile)).toBe(true)
  const signing = page.evaluate(() => window.platform.signDigest('maeve', '0'.repeat(64)))
  await expect(signing).rejects.toThrow('this browser can keep no signing key')
})
