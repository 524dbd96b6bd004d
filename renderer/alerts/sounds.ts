// The three sounds, made by the browser itself: no file to load, none to miss. A browser lets a page sound only after
// the first gesture in it; until then a sound is skipped, and the settings say so.

import { type Accessor, createSignal } from 'solid-js'
import type { AlertSound } from './alert.ts'

/** One tone: a pitch in hertz, its start and length in seconds. */
export interface Tone {
  readonly hertz: number
  readonly at: number
  readonly lasts: number
}

/** What each sound is: one soft tone of 0.4 s; two tones that rise; one low tone. */
export const TONES: Readonly<Record<AlertSound, readonly Tone[]>> = {
  SOFT: [{ hertz: 660, at: 0, lasts: 0.4 }],
  TWO: [
    { hertz: 660, at: 0, lasts: 0.35 },
    { hertz: 880, at: 0.42, lasts: 0.45 },
  ],
  LOW: [{ hertz: 220, at: 0, lasts: 0.8 }],
}

/** LOCKED: before the first gesture. NONE: this browser makes no sound. */
export type SoundState = 'LOCKED' | 'READY' | 'NONE'

export interface Sounds {
  readonly state: Accessor<SoundState>
  /** `volume` from 0 to 1. Says whether it sounded. */
  play(sound: AlertSound, volume: number): boolean
  close(): void
}

const FADE_SECONDS = 0.03
/** A tone at full volume would be startling. */
const LOUDEST = 0.35

/**
 * Listens for the first gesture on `target`, unless the page had one; `open` makes the context, null where there is
 * none.
 */
export function openSounds(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  hadGesture: boolean,
  open: () => AudioContext | null,
): Sounds {
  const [state, setState] = createSignal<SoundState>('LOCKED')
  const gestures = ['pointerdown', 'keydown']
  let context: AudioContext | null = null

  function unlock(): void {
    stop()
    context = open()
    if (context === null) return void setState('NONE')
    context.resume().then(
      () => setState('READY'),
      () => setState('NONE'),
    )
  }
  const stop = () => {
    for (const gesture of gestures) target.removeEventListener(gesture, unlock, true)
  }
  if (hadGesture) unlock()
  else for (const gesture of gestures) target.addEventListener(gesture, unlock, true)

  return {
    state,
    play(sound, volume) {
      if (context === null || state() !== 'READY' || volume <= 0) return false
      for (const tone of TONES[sound]) playTone(context, tone, Math.min(1, volume) * LOUDEST)
      return true
    },
    close() {
      stop()
      void context?.close().catch(() => undefined)
    },
  }
}

function playTone(context: AudioContext, { hertz, at, lasts }: Tone, loudness: number): void {
  const start = context.currentTime + at
  const tone = context.createOscillator()
  const fade = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = hertz
  // A tone that starts or ends at once clicks.
  fade.gain.setValueAtTime(0, start)
  fade.gain.linearRampToValueAtTime(loudness, start + FADE_SECONDS)
  fade.gain.setValueAtTime(loudness, start + lasts / 2)
  fade.gain.linearRampToValueAtTime(0, start + lasts)
  tone.connect(fade)
  fade.connect(context.destination)
  tone.start(start)
  tone.stop(start + lasts)
}
