// [Hardening 6] The one way out of the program: what may be opened, whom the person is asked about, and what happens
// when they say no.

import { expect, it } from 'vitest'
import { judgeOutside, openOutside } from '../../electron/open-outside.ts'
import { shellWords } from '../../electron/text/shell-words.ts'

it.each([
  ['web', 'https://status.example/page?x=1#y', 'https://status.example/page?x=1#y', 'status.example'],
  ['web', 'HTTPS://Status.Example:8443', 'https://status.example:8443/', 'status.example:8443'],
  ['web', 'https://аpple.example/', 'https://xn--pple-43d.example/', 'xn--pple-43d.example'],
  ['mail', 'rani@nusantarapay.example', 'mailto:rani@nusantarapay.example', null],
  ['mail', 'mailto:rani@nusantarapay.example', 'mailto:rani@nusantarapay.example', null],
  ['phone', '+62 21 555-0142', 'tel:+62215550142', null],
  ['phone', 'tel:+62215550142', 'tel:+62215550142', null],
] as const)('%s %j is opened as %s', (kind, target, address, host) => {
  expect(judgeOutside(kind, target)).toEqual({ address, host })
})

it.each([
  ['web', 'http://status.example'],
  ['web', 'file:///etc/passwd'],
  ['web', 'smb://host/share'],
  ['web', 'javascript:alert(1)'],
  ['web', 'ms-msdt:/id'],
  ['web', 'https://ani:secret@status.example'],
  ['web', 'https://status.example@evil.example\\'],
  ['web', '/etc/passwd'],
  ['web', 'https://'],
  ['web', `https://status.example/${'a'.repeat(2_000)}`],
  ['web', 'https://status.example/\n'],
  ['mail', 'mailto:a@b.example?attach=/etc/passwd'],
  ['mail', 'a@b.example?bcc=c@d.example'],
  ['mail', 'a@b.example,c@d.example'],
  ['mail', 'a@b.example%0aBcc:c@d.example'],
  ['mail', 'mailto:'],
  ['mail', 'https://a.example'],
  ['phone', '*#06#'],
  ['phone', '112;phone-context=x'],
  ['phone', 'tel:+1,,,2'],
  ['phone', 'sms:+621555'],
  ['phone', '1'],
  ['phone', '112'],
  ['phone', '0900 123 456'],
  ['phone', '+0 21 555-0142'],
  ['phone', '+6221555014200000'],
  ['phone', '+62215550142\u0000'],
] as const)('%s %j is not opened', (kind, target) => {
  expect(judgeOutside(kind, target)).toBeNull()
})

function outside(answer: number, hasProgram = true) {
  const opened: string[] = []
  const asked: string[] = []
  const parts = {
    shell: {
      openExternal: async (address: string) => {
        if (!hasProgram) throw new Error('no program for it')
        opened.push(address)
      },
    },
    dialog: {
      showMessageBox: async (...given: readonly unknown[]) => {
        asked.push((given.at(-1) as { message: string }).message)
        return { response: answer, checkboxChecked: false }
      },
    },
    words: () => shellWords('en'),
  }
  return { opened, asked, open: (kind: 'web' | 'phone', target: string) => openOutside(parts, kind, target) }
}

it('shows the host before a web link is opened, and opens nothing when the person stays', async () => {
  const stayed = outside(1)
  expect(await stayed.open('web', 'https://status.example/a')).toBe(false)
  expect([stayed.asked, stayed.opened]).toEqual([['Open status.example in your browser?'], []])
  const went = outside(0)
  expect(await went.open('web', 'https://status.example/a')).toBe(true)
  expect(went.opened).toEqual(['https://status.example/a'])
})

it('dials without asking, and says when the system cannot', async () => {
  const dialled = outside(1)
  expect(await dialled.open('phone', '+62 21 555 0142')).toBe(true)
  expect([dialled.asked, dialled.opened]).toEqual([[], ['tel:+62215550142']])
  expect(await outside(0, false).open('phone', '+62 21 555 0142')).toBe(false)
})
