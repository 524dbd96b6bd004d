// What the commands of the desktop say to a person who cannot have what was asked for: one sentence with the way out.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './packaging-config.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-commands-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(script: string, args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  })
  return { status, said: stderr.trim() }
}

describe('npm run desktop', () => {
  it.runIf(process.platform === 'linux')('names the browser edition where a Linux has no display', () => {
    const { status, said } = run('desktop.mjs', [], { DISPLAY: '', WAYLAND_DISPLAY: '' })
    expect(status).toBe(1)
    expect(said).toContain('use the browser edition with `npm start`')
  })
})

describe('the tool that signs updates', () => {
  it('never overwrites a key', () => {
    const key = join(folder, 'key.pem')
    expect(run('sign-update.mjs', ['new-key', key]).status).toBe(0)
    expect(run('sign-update.mjs', ['new-key', key])).toMatchObject({
      status: 1,
      said: expect.stringContaining('never overwritten') as string,
    })
  })

  it('signs nothing that is no feed, and says how it is used', () => {
    const feed = join(folder, 'latest.yml')
    writeFileSync(feed, 'version: 1.5.0\n')
    const signing = ['sign', feed, '--platform', 'linux', '--key', join(folder, 'key.pem')]
    expect(run('sign-update.mjs', signing).said).toContain('no file with a sha512')
    expect(run('sign-update.mjs', ['sign', feed, '--platform', 'plan9']).said).toMatch(/^Use: /)
    expect(run('sign-update.mjs').said).toMatch(/^Use: /)
  })
})
