// The desktop as it is packed: electron-builder runs for real on the built program, with a folder in the place of
// Electron's binary, and `npm run dist` reads back what came out. That its checks can fail is shown in
// test/packaging/checks.test.ts; the real binary and the installers need Electron's download.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { extractFile } from '@electron/asar'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const PACKED = join(root, 'out/dist-without-electron/linux-unpacked')

let said = ''
let code: number | null = null
beforeAll(() => {
  const packing = spawnSync(
    process.execPath,
    [join(root, 'scripts/dist-pack.mjs'), '--stand-in', '--built'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  said = packing.stdout + packing.stderr
  code = packing.status
})

describe('the packed desktop', () => {
  it('is what was built, with native code beside it, licences and fuses', () => {
    expect(said).not.toContain('BROKEN')
    expect(said.match(/^ {2}holds /gm) ?? said).toHaveLength(8)
    expect(code).toBe(0)
  })

  it('says plainly what was not made here', () => {
    for (const missing of ['Electron itself', 'installers', 'the fuses of the real binary', 'updates']) {
      expect(said).toMatch(new RegExp(`not here {2}${missing}`))
    }
    const note = readFileSync(join(PACKED, '../NOT-A-PROGRAM.txt'), 'utf8')
    expect(note).toContain('Nothing in here can be started')
  })

  it('is named and described as the project, and starts with main.js', () => {
    const program = JSON.parse(
      extractFile(join(PACKED, 'resources/app.asar'), 'package.json').toString(),
    ) as object
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(program).toMatchObject({ name: 'accord', version, main: 'main.js', license: 'Apache-2.0' })
  })
})
