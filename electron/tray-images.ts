// The ring of `tray-icon.ts` as pictures that the system takes: one for each scale of a screen, so that it is crisp
// everywhere, and a template image on macOS, which the system colours for its own bar.

import type { NativeImage, nativeImage } from 'electron'
import type { DesktopPlatform, DesktopStatus } from '../protocol/desktop.ts'
import { leadingOf, lookAt } from './tray-clock.ts'
import { type RingInk, type RingPicture, ringPixels, type RingState } from './tray-icon.ts'
import { pngOf } from './tray-png.ts'

/** A ring of any size. */
export type Ring = Omit<RingPicture, 'size'>

/** Edge in points of the bar's icons. */
const EDGES: Readonly<Record<DesktopPlatform, number>> = { win32: 16, darwin: 18, linux: 22 }
/** The scales that a platform's screens have; others are drawn from the next larger. */
const SCALES: Readonly<Record<DesktopPlatform, readonly number[]>> = {
  win32: [1, 1.25, 1.5, 2, 3],
  darwin: [1, 2],
  linux: [1, 2],
}

/** What the ring shows of the leading clock at a moment; without a status nobody has signed in yet. */
export function ringOf(status: DesktopStatus | null, now: number): { state: RingState; share: number } {
  const leading = status === null ? null : leadingOf(status)
  if (status === null || leading === null) return { state: 'IDLE', share: 1 }
  const { state, share } = lookAt(leading, now)
  // A broken promise stays in sight without a connection: the deadline itself has not moved.
  if (status.link === 'OFFLINE' && state !== 'LATE') return { state: 'OFFLINE', share }
  return { state, share }
}

/** The ink for a platform's bar. */
export const inkFor = (platform: DesktopPlatform, isDark: boolean): RingInk =>
  platform === 'darwin' ? 'TEMPLATE' : isDark ? 'ON_DARK' : 'ON_LIGHT'

/** The ring as an image of the platform's size, with a picture for each scale. */
export function ringImage(
  images: Pick<typeof nativeImage, 'createEmpty'>,
  platform: DesktopPlatform,
  ring: Ring,
): NativeImage {
  const image = images.createEmpty()
  for (const scaleFactor of SCALES[platform]) {
    const size = Math.round(EDGES[platform] * scaleFactor)
    const buffer = pngOf(ringPixels({ ...ring, size }), size)
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer })
  }
  if (ring.ink === 'TEMPLATE') image.setTemplateImage(true)
  return image
}
