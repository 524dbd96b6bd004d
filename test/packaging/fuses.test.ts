// The fuses of a packed binary are read back, not believed. Without Electron's binary they are read from a file that
// holds them as a binary does, and set there by the same tool that packing uses.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './packaging-config.ts'

/** What stands before the fuses in every Electron binary. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-fuses-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function binaryWith(fuses: string): string {
  const path = join(folder, 'electron')
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses.length]), Buffer.from(fuses)])
  writeFileSync(path, Buffer.concat([Buffer.alloc(4_096, 0x90), wire, Buffer.alloc(4_096, 0x90)]))
  return path
}

async function problemsOf(path: string): Promise<{ holds: boolean; because?: string }> {
  const { checkFuses } = (await import('../../scripts/dist-checks.mjs' as string)) as {
    checkFuses: (binary: string) => Promise<{ holds: boolean; because?: string }>
  }
  return checkFuses(path)
}

describe('the fuses of a binary', () => {
  it('hold as electron-builder.yml sets them', async () => {
    const path = binaryWith('10110001')
    const { resetAdHocDarwinSignature: _ofMacOnly, ...wanted } = readConfig()['electronFuses'] as Record<
      string,
      boolean
    >
    const options = Object.entries(wanted).map(([name, on]) => {
      const option = `${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options
      return [FuseV1Options[option], on] as const
    })
    expect(options.map(([option]) => option).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    await flipFuses(path, { version: FuseVersion.V1, ...Object.fromEntries(options) })
    expect(await problemsOf(path)).toMatchObject({ holds: true })
    const wire = Object.values(await getCurrentFuseWire(path)).slice(0, 8)
    expect(wire.map((state) => String.fromCharCode(Number(state))).join('')).toBe('01001100')
  })

  it('do not hold in a fresh Electron, and each wrong one is named', async () => {
    const { holds, because } = await problemsOf(binaryWith('10110001'))
    expect(holds).toBe(false)
    expect(because?.split('; ')).toEqual([
      'runAsNode is not off',
      'enableCookieEncryption is not on',
      'enableNodeOptionsEnvironmentVariable is not off',
      'enableNodeCliInspectArguments is not off',
      'enableEmbeddedAsarIntegrityValidation is not on',
      'onlyLoadAppFromAsar is not on',
      'grantFileProtocolExtraPrivileges is not off',
    ])
  })

  it('do not hold when one of them is missing from the binary', async () => {
    expect(await problemsOf(binaryWith('01001'))).toMatchObject({ holds: false })
  })
})
