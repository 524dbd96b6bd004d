// The measures of a ring: an arc that starts at twelve o'clock, covers the share of a promise that is left, and shrinks
// clockwise towards twelve. Notches sit where people are told. Pure numbers; Ring.tsx draws them.

export interface RingMeasures {
  /** Middle of the ring; the view box is twice as wide. */
  readonly centre: number
  readonly radius: number
  readonly strokeWidth: number
  readonly circumference: number
  readonly notchWidth: number
  /** Dash and gap of a broken promise. */
  readonly dashes: string
}

const THIN = 0.062

/**
 * Proportions of a ring of an edge in px, from the 22 px of a list to the 300 px of a wall screen. `thin`: a large
 * ring that is a picture and measures nothing.
 */
export function ringMeasures(size: number, thin = false): RingMeasures {
  const strokeWidth = thin ? size * THIN : size <= 32 ? 3.5 : size <= 56 ? 6 : Math.round(size * 0.109)
  const radius = (size - strokeWidth) / 2
  const circumference = 2 * Math.PI * radius
  const parts = size <= 56 ? 9 : 17
  const part = circumference / parts
  return {
    centre: size / 2,
    radius,
    strokeWidth,
    circumference,
    notchWidth: size <= 56 ? 1.5 : Math.max(2, size * 0.0235),
    dashes: `${(part * 0.62).toFixed(2)} ${(part * 0.38).toFixed(2)}`,
  }
}

/** The full turn, counterclockwise from the top, on which the arc is a dash. */
export function ringPath(measures: RingMeasures): string {
  const { centre: c, radius: r } = measures
  return `M${c} ${c - r}A${r} ${r} 0 1 0 ${c} ${c + r}A${r} ${r} 0 1 0 ${c} ${c - r}`
}

/** The dash offset at which exactly the given share (0 to 1) of the turn is drawn. */
export function ringOffset(share: number, circumference: number): number {
  const clamped = Math.min(1, Math.max(0, share))
  return Math.round(circumference * (1 - clamped) * 100) / 100
}

/** A short line across the stroke at the given share of the promise left. */
export function notchPath(share: number, measures: RingMeasures): string {
  const { centre: c, radius, strokeWidth } = measures
  const angle = 2 * Math.PI * share
  const at = (r: number): string =>
    `${(c - r * Math.sin(angle)).toFixed(2)} ${(c - r * Math.cos(angle)).toFixed(2)}`
  return `M${at(radius - strokeWidth / 2 - 0.5)}L${at(radius + strokeWidth / 2 + 0.5)}`
}
