// Names of other people's files: what stays of them when everything that can deceive or harm is taken out.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { harmlessFileName } from '../../protocol/file-name.ts'

it.each([
  ['attempts.csv', 'attempts.csv'],
  ['Laporan gangguan – 23 Nov.pdf', 'Laporan gangguan – 23 Nov.pdf'],
  ['報告.txt', '報告.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['\u2066a\u2069\u200B\uFEFF.png', 'a.png'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Windows\\system32\\cmd.exe', 'C__Windows_system32_cmd.exe'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x'],
  ['a\0b', 'ab'],
  ['.htaccess', 'htaccess'],
  ['report.txt. . .', 'report.txt'],
  ['CON', '_CON'],
  ['lpt1.txt', '_lpt1.txt'],
  ['console.log', 'console.log'],
  ['', 'file'],
  [' .. ', 'file'],
  ['\uD800half', 'half'],
])('[I28] %j is shown as %j', (name, expected) => {
  expect(harmlessFileName(name)).toBe(expected)
})

it('[I28] cuts a long name in its middle and keeps its ending', () => {
  const name = harmlessFileName(`${'x'.repeat(300)}.tar.gz`)
  expect([name.length, name.endsWith('x.gz')]).toEqual([120, true])
})

it('[I28] whatever comes in: not empty, short, one line, no path, and the same a second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const name = harmlessFileName(typed)
      expect(name).toMatch(/^[^\p{Cc}\p{Cf}\\/:*?"<>|]+$/u)
      expect(name.length).toBeLessThanOrEqual(121)
      expect(name).not.toMatch(/^\.|[. ]$/)
      expect(harmlessFileName(name)).toBe(name)
    }),
    { seed: 28, numRuns: 2_000 },
  )
})
