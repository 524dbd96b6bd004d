// The ring as pixels: how much is left shows as the length of the arc, and each state has a shape of its own, so that
// a bar in one colour (macOS) and an eye that sees no red tell them apart.

import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ringPixels, type RingPicture, type RingState } from '../../../electron/tray-icon.ts'
import { pngOf } from '../../../electron/tray-png.ts'

const SIZES = [16, 22, 32]
const alphas = (picture: RingPicture): readonly number[] =>
  Array.from(ringPixels(picture)).filter((_value, at) => at % 4 === 3)
const full = (picture: RingPicture): number => alphas(picture).filter((alpha) => alpha === 255).length

describe.each(SIZES)('a ring of %i pixels', (size) => {
  const ring = (state: RingState, share: number): RingPicture => ({ size, share, state, ink: 'ON_DARK' })

  it('shows what is left: more pixels of the arc for a larger share', () => {
    const arcs = [0, 0.25, 0.5, 0.75, 1].map((share) => full(ring('RUNNING', share)))
    expect(arcs[0]).toBe(0)
    expect(arcs).toEqual(arcs.toSorted((a, b) => a - b))
    expect(new Set(arcs).size).toBe(arcs.length)
  })

  it('begins at the top and runs clockwise', () => {
    const pixels = alphas(ring('RUNNING', 0.25))
    const at = (x: number, y: number): number => pixels[y * size + x] ?? 0
    const near = Math.round(size * 0.2)
    expect(at(size - near, near)).toBeGreaterThan(at(near - 1, near))
    expect(at(size - near, near)).toBeGreaterThan(at(near - 1, size - near))
  })

  it('gives running, late, offline and resting a shape of their own, without any colour', () => {
    const template = (state: RingState): string =>
      alphas({ size, share: 0.5, state, ink: 'TEMPLATE' }).join(' ')
    const shapes = (['RUNNING', 'LATE', 'OFFLINE', 'IDLE'] as const).map(template)
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  it('is black alone as a template, whatever the state', () => {
    const pixels = ringPixels({ size, share: 0.5, state: 'RISK', ink: 'TEMPLATE' })
    expect(pixels.some((value, at) => at % 4 !== 3 && value !== 0)).toBe(false)
  })

  it('differs between light and dark bars', () => {
    expect(ringPixels({ ...ring('RISK', 0.5), ink: 'ON_LIGHT' })).not.toEqual(ringPixels(ring('RISK', 0.5)))
  })

  it('becomes a PNG that holds exactly these pixels', () => {
    const pixels = ringPixels(ring('RUNNING', 0.6))
    const png = pngOf(pixels, size)
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    const at = png.indexOf('IDAT')
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    const unfiltered = Array.from({ length: size }, (_row, y) =>
      rows.subarray(y * (size * 4 + 1) + 1, (y + 1) * (size * 4 + 1)),
    )
    expect(Buffer.concat(unfiltered).equals(Buffer.from(pixels))).toBe(true)
  })
})
