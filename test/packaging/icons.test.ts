// The icons that are checked in: whole containers with every size that a system asks for, made from the drawings as
// they are now.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './packaging-config.ts'

const BUILD = join(ROOT, 'build')
const read = (name: string): Buffer => readFileSync(join(BUILD, name))

/** Width and height of a PNG, from its first chunk. */
function edgeOf(png: Buffer): number {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  expect(height).toBe(width)
  return width
}

describe('the icons', () => {
  it('are made from the drawings as they are now', () => {
    const madeFrom = JSON.parse(read('icons/made-from.json').toString('utf8')) as Record<string, string>
    const sha256 = (name: string): string => createHash('sha256').update(read(name)).digest('hex')
    expect(madeFrom, 'run `node scripts/icons.mjs` after a change of a drawing').toEqual({
      'icon.svg': sha256('icon.svg'),
      'record.svg': sha256('record.svg'),
    })
  })

  it('are named after their size for Linux', () => {
    const names = readdirSync(join(BUILD, 'icons')).filter((name) => name.endsWith('.png'))
    expect(names).toContain('512x512.png')
    for (const name of names)
      expect(name).toBe(`${edgeOf(read(`icons/${name}`))}x${edgeOf(read(`icons/${name}`))}.png`)
  })

  it.each(['icon.ico', 'accord-record.ico'])('%s has the sizes of Windows', (name) => {
    const file = read(name)
    expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
    const edges = Array.from({ length: file.readUInt16LE(4) }, (_row, row) => {
      const start = 6 + row * 16
      const [length, at] = [file.readUInt32LE(start + 8), file.readUInt32LE(start + 12)]
      const edge = edgeOf(file.subarray(at, at + length))
      expect(file[start]).toBe(edge === 256 ? 0 : edge)
      return edge
    })
    expect(edges).toEqual([16, 20, 24, 32, 40, 48, 64, 256])
  })

  it.each(['icon.icns', 'accord-record.icns'])('%s has the sizes of macOS', (name) => {
    const file = read(name)
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length])
    const edges: Record<string, number> = {}
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      edges[file.toString('latin1', at, at + 4)] = edgeOf(
        file.subarray(at + 8, at + file.readUInt32BE(at + 4)),
      )
    }
    expect(edges).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    })
  })
})
