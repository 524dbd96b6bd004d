// The ground of the browser tests: a real Chromium starts here and offers what the product stands on.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { openBrowser } from '../support/browser.ts'

it('starts, draws a page and has OPFS, locks between tabs, WebAssembly and Ed25519 keys', async () => {
  // OPFS and keys need a secure context; a page of 127.0.0.1 is one, about:blank is not.
  const server = createServer((_request, response) => response.end('<!doctype html><h1>Here</h1>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())

  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const abilities = await page.evaluate(async () => ({
    text: document.querySelector('h1')?.getBoundingClientRect().width !== 0,
    opfs: (await navigator.storage.getDirectory()).kind,
    locks: typeof navigator.locks.request,
    wasm: typeof WebAssembly.instantiate,
    keys: 'privateKey' in (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])),
  }))

  expect(abilities).toEqual({
    text: true,
    opfs: 'directory',
    locks: 'function',
    wasm: 'function',
    keys: true,
  })
})
