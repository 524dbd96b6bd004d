// How a committed event reaches everybody who may see it. A reader is a socket in a group, a group a cursor and a shape;
// the groups of one channel form a crowd. A poke makes the groups of a crowd ready, and they are served in the next turn
// of the loop: each gets all that is new in one frame, and those at the same place share one read and one payload.
// Nothing is queued per reader, no gap can open between catching up and live, and a dead reader costs one cursor (I10, M10).
//
//   poke, or time to confirm ──▶ ready ──▶ sessions hold ──▶ page (shared) ──▶ news? ──▶ frame ──▶ a write per socket
//                                  ▲ not yet at head ◀─────────────────────────────────────────────────┘

import type { Viewer } from '../auth/session-desk.ts'
import type { Core } from '../core.ts'
import { channelOf } from '../fanout/feed-pages.ts'
import type { FeedFanOut } from './context.ts'
import { type Crowd, openCrowd, openGroup, type Reader } from './feed-groups.ts'
import { CONFIRMING_TICKS, openServing, type ServingOptions } from './feed-serving.ts'
import { shapeOf } from './feed-shape.ts'

export interface FanOutOptions extends ServingOptions {
  readonly core: Pick<Core, 'feedTexts' | 'onPoke'>
}

interface Following {
  readonly crowd: Crowd
  readonly stopPokes: () => void
}

export function openFeedFanOut(options: FanOutOptions): FeedFanOut {
  const { core, pace } = options
  const crowds = new Map<string, Following>()
  const serving = openServing(options)

  const followingOf = (key: string, { person }: Viewer): Following => {
    const known = crowds.get(key)
    if (known !== undefined) return known
    const crowd = openCrowd(person)
    const stopPokes = core.onPoke(person, (everything) => serving.poked(crowd, everything))
    const following: Following = { crowd, stopPokes }
    crowds.set(key, following)
    return following
  }

  const confirm = (): void => {
    const at = performance.now()
    for (const { crowd } of crowds.values()) serving.confirm(crowd, at)
  }
  const confirming = setInterval(confirm, pace.lookEveryMs / CONFIRMING_TICKS)

  return {
    join({ id, viewer, outlet, from, asked }) {
      const key = channelOf(viewer.person) ?? `nobody/${viewer.person.id}`
      const following = followingOf(key, viewer)
      const { crowd } = following
      const reader: Reader = { viewer, outlet, hasLeft: false }
      crowd.size += 1
      serving.add(openGroup(crowd, reader, { id, shape: shapeOf(asked), ...from }))
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        reader.hasLeft = true
        crowd.size -= 1
        if (crowd.size > 0 || crowds.get(key) !== following) return
        following.stopPokes()
        crowds.delete(key)
      }
    },
    close: () => clearInterval(confirming),
  }
}
