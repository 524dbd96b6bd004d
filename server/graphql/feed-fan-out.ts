// How a committed event reaches everybody who may see it. A reader is a cursor, a shape and a socket; readers of one
// channel form a crowd. A poke makes the readers of a crowd ready, and they are served in the next turn of the loop: each
// gets all that is new in one frame, and those who stand at the same place share one read and one payload. Nothing is
// queued per reader, no gap can open between catching up and live, and a dead reader costs one cursor (I10, M10).
//
//   poke, or time to confirm ──▶ ready ──▶ session holds ──▶ page (shared) ──▶ news? ──▶ payload (shared) ──▶ frame
//                                  ▲ not yet at head ◀──────────────────────────────────────────┘

import type { Viewer } from '../auth/session-desk.ts'
import type { Core } from '../core.ts'
import { channelOf } from '../fanout/feed-pages.ts'
import type { FeedFanOut } from './context.ts'
import { frameStart } from './feed-frame.ts'
import { CONFIRMING_TICKS, openServing, type Reader, type ServingOptions } from './feed-serving.ts'
import { shapeOf } from './feed-shape.ts'

export interface FanOutOptions extends ServingOptions {
  readonly core: Pick<Core, 'feedTexts' | 'onPoke'>
}

/** The readers of one channel, or of somebody who has none. */
interface Crowd {
  readonly readers: Set<Reader>
  readonly stopPokes: () => void
}

export function openFeedFanOut(options: FanOutOptions): FeedFanOut {
  const { core, pace } = options
  const crowds = new Map<string, Crowd>()
  const serving = openServing(options)

  const crowdOf = (key: string, { person }: Viewer): Crowd => {
    const known = crowds.get(key)
    if (known !== undefined) return known
    const readers = new Set<Reader>()
    const stopPokes = core.onPoke(person, (everything) => serving.poked(readers, everything))
    const crowd: Crowd = { readers, stopPokes }
    crowds.set(key, crowd)
    return crowd
  }

  const confirm = (): void => {
    const at = performance.now()
    for (const { readers } of crowds.values())
      for (const reader of readers) {
        if (reader.confirmAt > at) continue
        reader.mustConfirm = true
        serving.makeReady(reader)
      }
  }
  const confirming = setInterval(confirm, pace.lookEveryMs / CONFIRMING_TICKS)

  return {
    join({ id, viewer, outlet, from, asked }) {
      const key = channelOf(viewer.person) ?? `nobody/${viewer.person.id}`
      const crowd = crowdOf(key, viewer)
      const reader: Reader = {
        viewer,
        outlet,
        shape: shapeOf(asked),
        start: frameStart(id),
        crowd: key,
        after: from.after,
        epoch: from.epoch,
        directory: null,
        confirmAt: Infinity,
        mustConfirm: true,
        knownUntil: 0,
        isWaiting: false,
        hasLeft: false,
      }
      crowd.readers.add(reader)
      serving.makeReady(reader)
      return () => {
        reader.hasLeft = true
        crowd.readers.delete(reader)
        if (crowd.readers.size > 0 || crowds.get(key) !== crowd) return
        crowd.stopPokes()
        crowds.delete(key)
      }
    },
    close: () => clearInterval(confirming),
  }
}
