// The order in which the browser tests look for a Chromium, and what they say when there is none.

import { describe, expect, it } from 'vitest'
import { chooseBrowser, type Surroundings } from './browser-choice.ts'

const DOWNLOADED = '/home/ann/.cache/ms-playwright/chromium-1/chrome'

function around(given: Partial<Surroundings> & { readonly present?: readonly string[] }): Surroundings {
  const present = given.present ?? []
  return {
    environment: {},
    platform: 'linux',
    architecture: 'x64',
    downloadedPath: DOWNLOADED,
    exists: (path) => present.includes(path),
    ...given,
  }
}

describe('the Chromium of the browser tests', () => {
  it('is the one that CHROMIUM_PATH names, before all others', () => {
    const choice = chooseBrowser(
      around({
        environment: { CHROMIUM_PATH: '/opt/c' },
        present: ['/opt/c', DOWNLOADED, '/usr/bin/chromium'],
      }),
    )
    expect(choice).toEqual({ from: 'environment', path: '/opt/c' })
  })

  it('is never replaced in silence when CHROMIUM_PATH is wrong', () => {
    const choice = chooseBrowser(
      around({ environment: { CHROMIUM_PATH: '/opt/c' }, present: ['/usr/bin/chromium'] }),
    )
    expect(choice).toMatchObject({ from: 'nowhere', advice: expect.stringContaining('/opt/c') })
  })

  it("is Playwright's download before one of the system", () => {
    expect(chooseBrowser(around({ present: ['/usr/bin/chromium', DOWNLOADED] }))).toEqual({
      from: 'download',
      path: DOWNLOADED,
    })
  })

  it('is one of the system before the packed one', () => {
    expect(chooseBrowser(around({ present: ['/usr/bin/google-chrome'] }))).toEqual({
      from: 'system',
      path: '/usr/bin/google-chrome',
    })
  })

  it('is the packed one on Linux x64 when nothing is installed, or when it is asked for', () => {
    const asked = around({ environment: { CHROMIUM: 'packed' }, present: [DOWNLOADED, '/usr/bin/chromium'] })
    expect([chooseBrowser(around({})), chooseBrowser(asked)]).toEqual([
      { from: 'package' },
      { from: 'package' },
    ])
  })

  it('is a sentence that says what to do where none can be had', () => {
    expect(chooseBrowser(around({ architecture: 'arm64' }))).toMatchObject({
      from: 'nowhere',
      advice: expect.stringContaining('npx playwright install chromium'),
    })
  })

  it('is looked for where the platform keeps its programs', () => {
    const path = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
    const windows = around({
      platform: 'win32',
      environment: { PROGRAMFILES: 'C:\\Program Files' },
      present: [path],
    })
    expect(chooseBrowser(windows)).toEqual({ from: 'system', path })
  })
})
