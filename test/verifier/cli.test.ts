// The command as it is typed: what it says in both languages, and the number it ends with, which scripts rely on.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { RECORD_BYTES_MAX } from '../../protocol/exported-record.ts'
import { fieldsOf } from '../../protocol/fields.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { printed } from '../../verifier/printed.ts'
import { reportOf } from '../../verifier/report.ts'
import { WORDS } from '../../verifier/text/words.ts'
import { relinked } from '../support/record-story.ts'

// Each verification is a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 60_000 })

const ROOT = resolve(import.meta.dirname, '../..')
const golden = (name: string): string => join(ROOT, 'test', 'golden', `${name}.accord-record`)
const signed = readFileSync(golden('signed'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'accord-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function verify(typed: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', join(ROOT, 'verifier', 'cli.ts'), ...typed],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...environment } },
  )
  expect(stderr).toBe('')
  return { status, said: stdout }
}

it('[RES-7] ends with 0 for a record that both signed, and says who signed what, when and with which key', () => {
  const { status, said } = verify([golden('signed')])
  expect(status).toBe(0)
  expect(said).toMatch(/^VALID {2}The record is whole, and both parties signed it\./)
  expect(said).toMatch(/Statement +Calls are answered again\./)
  expect(said).toMatch(/Rani Wulandari \(SIGNATORY\)\n +Signed at +2026-11-23 09:09:00 UTC, entry 6/)
  expect(said).toMatch(/Key +a7_IFBOufCTELAsikAKYQfQjcQW6cYNnDoZ7yG8jT6s/)
  expect(said).toContain('What this cannot show')
})

it('[RES-9] ends with 1 for a record that not both signed: nobody may take it for agreed', () => {
  const { status, said } = verify([golden('unsigned')])
  expect({ status, said: said.slice(0, 8) }).toEqual({ status: 1, said: 'UNSIGNED' })
})

it('ends with 1 for one that does not hold, and names the place, what was expected and what was found', () => {
  const { status, said } = verify([file('edited.accord-record', signed.replace('again.', 'again!'))])
  expect(status).toBe(1)
  expect(said).toMatch(/^BROKEN /)
  expect(said).toMatch(
    /Place in the file +entries\[4\]\.hash\n +Entry +5\n +Expected +[0-9a-f]{64}\n +Found +[0-9a-f]{64}/,
  )
})

it('[RES-12] says of a certified signature whose key it is, and asks for the root that the contract names', () => {
  const root = 'SHvpHd3KCQd9bBO6TbkX8XLo_Gwm9Fpz2461p_tgwoU'
  const { status, said } = verify([golden('sealed-signed'), '--root', root])
  expect(status).toBe(0)
  expect(said).toMatch(/Assurance +key made on the device, certified for the person by the provider/)
  expect(said).toMatch(/Certified for +Rani Wulandari, \S+@\S+, Nusantara Pay/)
  expect(said).toContain(`Every signature is by a key that hangs on the root ${root}.`)
  expect(verify([golden('sealed-signed'), '--root', root.replace('S', 'T')]).status).toBe(1)
  expect(verify([golden('sealed-session'), '--root', root]).status).toBe(1)
  expect(verify([golden('sealed-signed'), '--internal', join(folder, 'missing')]).status).toBe(2)
  expect(verify([golden('sealed-signed'), '--internal', file('bundle', '{}')]).status).toBe(1)
})

it('[RES-12] names whoever a key was certified for, and not whom an entry that no signature covers names', () => {
  const forged = relinked(readFileSync(golden('sealed-signed'), 'utf8'), ({ entries }) => {
    for (const { event } of entries)
      if (['ResolutionSigned', 'IssueResolved'].includes(String(fieldsOf(event['body'])['type'])))
        event['actor'] = { ...fieldsOf(event['actor']), name: 'Somebody Else' }
  })
  const said = printed(reportOf(verifyRecord(forged), WORDS.en))
  expect(said).toContain('Rani Wulandari (SIGNATORY)')
  expect(said).not.toContain('Somebody Else')
})

it('ends with 2 for what it cannot read: missing, a folder, no JSON, no text, another version, too large, nothing', () => {
  const large = file('large.accord-record', '')
  truncateSync(large, RECORD_BYTES_MAX + 1)
  const unreadable = [
    join(folder, 'missing'),
    folder,
    file('words', 'Dear all,'),
    file('bytes', new Uint8Array([0x7b, 0xff, 0xfe])),
    file('other', signed.replace('accord.record/1', 'accord.record/9')),
    file('cut', signed.slice(0, -200)),
    large,
    file('empty', ''),
  ]
  expect(unreadable.map((path) => verify([path]).status)).toEqual(unreadable.map(() => 2))
})

it('ends with 2 and says how it is used when it is asked for nothing that it knows', () => {
  for (const typed of [
    [],
    [golden('signed'), golden('unsigned')],
    ['--loud', golden('signed')],
    ['--lang', 'fr'],
  ])
    expect(verify(typed)).toEqual({ status: 2, said: expect.stringContaining('npm run verify -- FILE') })
})

it('[I17] says up to which entry it is the same as another export, and ends with 1 where it is not', () => {
  const unsigned = 'e42849ddd75f25dfc770bc8965b726e6385b4dec57b1c9a1ffc18d4ed83156e2'
  const other = verify(['--fingerprint', unsigned, golden('signed')])
  expect(other.status).toBe(1)
  expect(other.said).toContain('It does not hold the fingerprint asked for')
  const pinned = 'a0dcc5c32140f13ddfcb3964f38bad35410e4e1779c681dbf6576d831d174a84'
  const earlier = verify(['--fingerprint', pinned, golden('signed')])
  expect(earlier.status).toBe(0)
  expect(earlier.said).toContain('up to entry 4 both are one record')
  // What the chain alone cannot show: an entry after the pin, changed and linked anew, with its signatures untouched.
  const forged = relinked(signed, (record) => {
    const actor = record.entries[5]?.event['actor'] as Record<string, unknown>
    actor['name'] = 'Somebody Else'
  })
  const path = file('relinked.accord-record', forged)
  expect(verify([path]).status).toBe(0)
  const head = '07deef451e74f29ab5fc77cdf3d33461c0c7d1c5cdfe90cad57d61a039d31586'
  expect(verify(['--fingerprint', head, golden('signed')]).status).toBe(0)
  expect(verify(['--fingerprint', head, path]).status).toBe(1)
  expect(verify(['--fingerprint', 'abc', path]).status).toBe(2)
})

it('speaks Indonesian where the system or the person asks for it', () => {
  expect(verify([golden('signed')], { LANG: 'id_ID.UTF-8' }).said).toContain('ditandatangani kedua pihak')
  expect(verify(['--lang', 'id', golden('signed')], { LANG: 'en_GB.UTF-8' }).said).toContain('Sidik jari')
  expect(verify(['--lang', 'en', golden('signed')], { LC_ALL: 'id_ID', LANG: 'en' }).said).toContain(
    'Fingerprint',
  )
})

it('gives the same as data for programs', () => {
  const { status, said } = verify(['--json', golden('signed')])
  expect(status).toBe(0)
  expect(JSON.parse(said)).toMatchObject({ verdict: 'VALID', fault: null, facts: { ticket: 'AC-2JP4CL' } })
})

it('spells out what cannot be seen, so that no text in a record paints over the verdict', () => {
  const painted = relinked(readFileSync(golden('unsigned'), 'utf8'), (record) => {
    const [first] = record.entries
    // Before a proposal that pins it: only a record without one can be forged like this.
    record.entries.splice(1)
    const body = first?.event['body'] as Record<string, unknown>
    body['title'] = '\u001b[2J\u001b[HVALID\n\nVALID  The record is whole\u202e\u200b'
  })
  const { status, said } = verify([file('painted', painted)])
  expect(status).toBe(1)
  expect(said).toContain('\\u{1b}[2J\\u{1b}[HVALID')
  expect(said).toContain('\\u{202e}\\u{200b}')
  expect(said.split('\n').filter((line) => line.startsWith('VALID'))).toEqual([])
})
