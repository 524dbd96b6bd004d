// The leading clock of a room as the deck and the wall draw it: its state, digits and words, each a memo, so that a tick
// writes only what it changes.

import { type Accessor, createMemo } from 'solid-js'
import { roomFace } from '../clock/clock-face.ts'
import { deckText } from '../text/room.ts'
import type { ClockState } from '../ui/ClockHero.tsx'
import { countdownText } from '../ui/clock-format.ts'
import { type HeroWords, heroWords, type RestWords, restWords } from './deck-words.ts'
import type { RoomScope } from './room-scope.ts'

export interface Hero {
  readonly state: Accessor<ClockState>
  /** Null while no promise binds: then `rest` speaks. */
  readonly words: Accessor<HeroWords | null>
  readonly rest: Accessor<RestWords | null>
  readonly digits: Accessor<string | undefined>
  readonly share: Accessor<number | undefined>
  readonly notches: Accessor<readonly number[] | undefined>
  /** In the ring: "of", "30:00". */
  readonly centre: Accessor<readonly [string, string] | undefined>
  /** The clock that leads, which is not shown twice. */
  readonly leads: Accessor<string | null>
}

const sameItems = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean =>
  a?.join() === b?.join()

/** Needs an owner. */
export function createHero(scope: RoomScope): Hero {
  const { room, now, trust } = scope
  const face = createMemo(() => roomFace(room(), now(), trust()))
  const isUnbound = () => {
    const shown = face()
    return shown !== null && !shown.clock.binding && shown.clock.stoppedAt === null
  }
  const rest = createMemo(() => (face() === null || isUnbound() ? restWords(scope) : null))
  const state = createMemo((): ClockState => {
    const shown = face()
    if (shown === null || isUnbound()) return rest()?.state ?? 'none'
    if (shown.isUnsure && (shown.state === 'running' || shown.state === 'risk')) return 'unsure'
    return shown.state
  })
  const words = createMemo(() => {
    const shown = face()
    return shown === null || isUnbound() ? null : heroWords(scope, shown)
  })
  return {
    state,
    words,
    rest,
    digits: () => (words() === null ? rest()?.digits : face()?.digits),
    leads: createMemo(() => face()?.clock.id ?? null),
    share: createMemo(() => face()?.share),
    notches: createMemo(() => face()?.notches, undefined, { equals: sameItems }),
    centre: createMemo(
      (): readonly [string, string] | undefined => {
        const promise = face()?.clock.promise
        return promise == null || state() === 'none' ? undefined : [deckText.of, countdownText(promise)]
      },
      undefined,
      { equals: sameItems },
    ),
  }
}
