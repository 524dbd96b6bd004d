// What a tab of the browser shows: its title begins with the leading clock's digits and names the page, its icon is the
// clock's ring.
// The icon's colours are handed in: an icon cannot read those of the page.

import type { ClockStatus, DesktopStatus } from '../../protocol/desktop.ts'
import { countdownText, lateText } from '../ui/clock-format.ts'

/** "03:12 Kirana Air · Board · Accord", without the clock while none runs. `nowMs`: this computer's clock. */
export function titleOf({ clocks }: DesktopStatus, nowMs: number, page: string, product: string): string {
  const [leading] = clocks
  const name = page === '' ? product : `${page} · ${product}`
  if (leading === undefined) return name
  const left = leading.dueAt - nowMs
  const digits = left < 0 ? lateText(-left) : countdownText(left)
  // A customer's clock is called by the room's title, which is also its page's.
  return page.endsWith(leading.title) ? `${digits} ${name}` : `${digits} ${leading.title} · ${name}`
}

const RADIUS = 11
const TURN = 2 * Math.PI * RADIUS
/** The arc is redrawn in this many steps: a tab's icon is too small for more. */
const STEPS = 24

/** The colour of the arc in each state, and of the rest of the ring. */
export type RingColours = Readonly<Record<ClockStatus['state'] | 'TRACK', string>>

/** The leading clock's ring as an icon's address; null while no clock runs. Changes STEPS times in a promise. */
export function ringIcon({ clocks }: DesktopStatus, nowMs: number, colours: RingColours): string | null {
  const [leading] = clocks
  if (leading === undefined) return null
  const { state, startedAt, dueAt } = leading
  const share = state === 'LATE' ? 1 : Math.min(1, Math.max(0, (dueAt - nowMs) / (dueAt - startedAt)))
  const arc = (Math.ceil(share * STEPS) / STEPS) * TURN
  // Late is dashed, so that the state is not in the colour alone.
  const dashes = state === 'LATE' ? '6 4' : `${arc.toFixed(1)} ${TURN.toFixed(1)}`
  const ring = (colour: string, rest: string) =>
    `<circle cx="16" cy="16" r="${RADIUS}" fill="none" stroke="${colour}" stroke-width="7" ${rest}/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ring(colours.TRACK, '')}${ring(colours[state], `stroke-dasharray="${dashes}" transform="rotate(-90 16 16) scale(1 -1) translate(0 -32)"`)}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
