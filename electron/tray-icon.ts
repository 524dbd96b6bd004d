// The leading clock's ring as an icon of the tray and the task bar, drawn pixel by pixel: a pale track, and over it
// what is left of the promise, beginning at the top. What became of a promise shows in the shape as well, as in the
// room: late is a full disc with an exclamation mark cut out, and without a connection or a clock only the track
// stands.
// Pure: the same share and state give the same bytes.

import type { ClockLook } from './tray-clock.ts'

/** `IDLE`: no clock runs. `OFFLINE`: the clock runs from its last agreed time. */
export type RingState = ClockLook['state'] | 'IDLE' | 'OFFLINE'

/** The bar that the icon stands on. `TEMPLATE`: the system colours it, so only its shape counts (macOS). */
export type RingInk = 'ON_LIGHT' | 'ON_DARK' | 'TEMPLATE'

export interface RingPicture {
  /** Edge in pixels. */
  readonly size: number
  /** What is left, 0 to 1. */
  readonly share: number
  readonly state: RingState
  readonly ink: RingInk
}

type Colour = readonly [red: number, green: number, blue: number]

const BLACK: Colour = [0, 0, 0]
/** The promise states of the room, each as light enough or dark enough for the bar: the values of tokens.css. */
const COLOURS: Readonly<Record<Exclude<RingInk, 'TEMPLATE'>, Readonly<Record<RingState | 'TRACK', Colour>>>> =
  {
    ON_LIGHT: {
      RUNNING: [0x3a, 0x69, 0xe6],
      RISK: [0xc7, 0x77, 0x00],
      LATE: [0xd5, 0x33, 0x2a],
      IDLE: [0x5b, 0x65, 0x73],
      OFFLINE: [0x5b, 0x65, 0x73],
      TRACK: [0x5b, 0x65, 0x73],
    },
    ON_DARK: {
      RUNNING: [0x5f, 0x8b, 0xff],
      RISK: [0xee, 0x9f, 0x22],
      LATE: [0xf0, 0x57, 0x4c],
      IDLE: [0xb4, 0xbd, 0xc9],
      OFFLINE: [0xb4, 0xbd, 0xc9],
      TRACK: [0xb4, 0xbd, 0xc9],
    },
  }
const TRACK_ALPHA = 0.32
const RESTING_ALPHA = 0.7
/** Of the edge. The arc is wide enough that 16 pixels still show it. */
const STROKE = 0.19
const MARGIN = 0.03
/** The exclamation mark: half its width, and from where to where its stroke and its dot go down. */
const MARK_HALF_WIDTH = 0.075
const MARK_STROKE = [-0.28, 0.07] as const
const MARK_DOT = [0.15, 0.29] as const
/** Half the width of the dot in the middle while no clock runs: the product's mark. */
const RESTING_DOT = 0.09
/** Samples a pixel in each direction; 16 grades of edge are enough at these sizes. */
const SAMPLES = 4

/** The picture as RGBA, not premultiplied, row by row. */
export function ringPixels(picture: RingPicture): Uint8Array {
  const { size, state, ink } = picture
  const [track, mark] = inks(state, ink)
  const pixels = new Uint8Array(size * size * 4)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const covered = coverage(picture, x, y)
      // The mark covers the track: what is seen of the track is what the mark leaves.
      const trackAlpha =
        covered.track * (state === 'RUNNING' || state === 'RISK' ? TRACK_ALPHA : RESTING_ALPHA)
      const alpha = covered.mark + trackAlpha
      const at = (y * size + x) * 4
      for (const channel of [0, 1, 2] as const) {
        const mixed = alpha === 0 ? 0 : (mark[channel] * covered.mark + track[channel] * trackAlpha) / alpha
        pixels[at + channel] = Math.round(mixed)
      }
      pixels[at + 3] = Math.round(alpha * 255)
    }
  }
  return pixels
}

function inks(state: RingState, ink: RingInk): readonly [Colour, Colour] {
  return ink === 'TEMPLATE' ? [BLACK, BLACK] : [COLOURS[ink].TRACK, COLOURS[ink][state]]
}

/** How much of a pixel the mark and the bare track cover, 0 to 1 each. */
function coverage(picture: RingPicture, x: number, y: number): { mark: number; track: number } {
  let mark = 0
  let track = 0
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const across = (x + ((sample % SAMPLES) + 0.5) / SAMPLES) / picture.size - 0.5
    const down = (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / picture.size - 0.5
    const part = partAt(picture, across, down)
    if (part === 'MARK') mark++
    if (part === 'TRACK') track++
  }
  return { mark: mark / SAMPLES ** 2, track: track / SAMPLES ** 2 }
}

/** What lies at a point; the middle is 0, 0 and the edges are at ±0.5. */
function partAt({ share, state }: RingPicture, across: number, down: number): 'MARK' | 'TRACK' | 'NOTHING' {
  const radius = Math.hypot(across, down)
  if (radius > 0.5 - MARGIN) return 'NOTHING'
  if (state === 'LATE') return isExclamation(across, down) ? 'NOTHING' : 'MARK'
  if (state === 'IDLE' && radius < RESTING_DOT) return 'TRACK'
  if (radius < 0.5 - MARGIN - STROKE) return 'NOTHING'
  if (state === 'IDLE' || state === 'OFFLINE') return 'TRACK'
  return turnAt(across, down) < share ? 'MARK' : 'TRACK'
}

const isExclamation = (across: number, down: number): boolean =>
  Math.abs(across) < MARK_HALF_WIDTH &&
  [MARK_STROKE, MARK_DOT].some(([from, until]) => down >= from && down < until)

/** The part of a whole turn from the top, clockwise, 0 to 1. */
function turnAt(across: number, down: number): number {
  const turn = Math.atan2(across, -down) / (2 * Math.PI)
  return turn < 0 ? turn + 1 : turn
}
