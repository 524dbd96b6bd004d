// [Hardening 2] The app's own scheme serves what the build has listed, by exactly its name, and nothing else.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentTypeOf, fileFor, isOwnPage, parseManifest } from '../../electron/app-files.ts'

const LISTED = new Set(['index.html', 'assets/index-4f2a.js', 'icon.svg'])
const served = (url: string, method = 'GET') => fileFor(LISTED, method, url)

it('serves each listed file by its name, and the page at the root', () => {
  expect(served('app://room/assets/index-4f2a.js')).toBe('assets/index-4f2a.js')
  expect(served('app://room/index.html#/rooms/1')).toBe('index.html')
  expect(served('app://room/')).toBe('index.html')
  expect(served('app://room')).toBe('index.html')
})

it.each([
  'app://room/main.js',
  'app://room/../main.js',
  'app://room/assets/../index.html',
  'app://room/%2e%2e/main.js',
  'app://room/assets%2findex-4f2a.js',
  'app://room/index.html%00.js',
  'app://room/index.html\u0000',
  'app://room//index.html',
  'app://room/./index.html',
  'app://room/index.html/',
  'app://room/index.html?x=1',
  'app://room/INDEX.HTML',
  'app://room/assets',
  'app://room/assets/',
  'app://other/index.html',
  'app://room.evil/index.html',
  'app://room:80/index.html',
  'app://user@room/index.html',
  'app:room/index.html',
  'file:///etc/passwd',
  'https://room/index.html',
  `app://room/${'a'.repeat(400)}`,
])('%j is not there', (url) => {
  expect(served(url)).toBeNull()
})

it.each(['POST', 'HEAD', 'PUT', 'OPTIONS', 'get'])('%s is not answered', (method) => {
  expect(served('app://room/index.html', method)).toBeNull()
})

it('whatever is asked for, nothing but a listed file is ever served', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string().map((path) => `app://room/${path}`),
      ),
      (url) => {
        const file = served(url)
        return file === null || LISTED.has(file)
      },
    ),
  )
})

it('a list that names anything but plain files is refused whole', () => {
  expect([...parseManifest('["index.html","assets/a.js"]')]).toEqual(['index.html', 'assets/a.js'])
  for (const broken of [
    '{}',
    '["../main.js"]',
    '["assets/../../x"]',
    '["/etc/passwd"]',
    '[1]',
    '["a\\u0000"]',
  ])
    expect(() => parseManifest(broken)).toThrow(TypeError)
})

it('only the page’s own kinds of file have a type', () => {
  expect(contentTypeOf('a.js')).toContain('javascript')
  expect(contentTypeOf('a.node')).toBeNull()
  expect(contentTypeOf('js')).toBeNull()
})

it.each([
  ['app://room/index.html', true],
  ['app://room/index.html#/x', true],
  ['app://rooms/index.html', false],
  ['app://evil@room/', false],
  ['http://room/', false],
  ['about:blank', false],
  ['', false],
])('%s is our own page: %s', (url, own) => {
  expect(isOwnPage(url)).toBe(own)
})
