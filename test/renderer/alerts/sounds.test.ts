// The tones that are made, by what is asked of the browser's own sound: how many, how high, how loud, and none before
// a gesture, at volume 0 or where there is no sound.

import { expect, it } from 'vitest'
import { openSounds, TONES } from '../../../renderer/alerts/sounds.ts'

interface Made {
  readonly hertz: number
  readonly start: number
  readonly stop: number
  readonly peak: number
}

/** A sound card that writes down what it is asked for. */
function fakeSound(): { readonly context: AudioContext; readonly made: Made[] } {
  const made: Made[] = []
  const gains: number[] = []
  const context = {
    currentTime: 100,
    destination: {},
    resume: async () => undefined,
    close: async () => undefined,
    createGain: () => ({
      gain: {
        setValueAtTime: (value: number) => gains.push(value),
        linearRampToValueAtTime: (value: number) => gains.push(value),
      },
      connect: () => undefined,
    }),
    createOscillator() {
      let from = 0
      const tone = {
        type: '',
        frequency: { value: 0 },
        connect: () => undefined,
        start: (at: number) => (from = at),
        stop: (at: number) =>
          made.push({ hertz: tone.frequency.value, start: from, stop: at, peak: Math.max(...gains) }),
      }
      return tone
    },
  }
  return { context: context as unknown as AudioContext, made }
}

it.each([
  ['SOFT', [660]],
  ['TWO', [660, 880]],
  ['LOW', [220]],
] as const)('%s makes its tones one after the other, and never at full volume', async (sound, pitches) => {
  const { context, made } = fakeSound()
  const sounds = openSounds(new EventTarget(), true, () => context)
  await Promise.resolve()
  expect(sounds.play(sound, 5)).toBe(true)
  expect(made.map(({ hertz }) => hertz)).toEqual(pitches)
  for (const [at, tone] of made.entries()) {
    expect(tone.start).toBeGreaterThanOrEqual(made[at - 1]?.stop ?? 100)
    expect(tone.stop - tone.start).toBeCloseTo(TONES[sound][at]?.lasts ?? 0)
    expect(tone.peak).toBeLessThan(0.5)
  }
})

it('before the first gesture nothing sounds; with it, it does', async () => {
  const { context, made } = fakeSound()
  const page = new EventTarget()
  const sounds = openSounds(page, false, () => context)
  expect([sounds.play('LOW', 1), sounds.state()]).toEqual([false, 'LOCKED'])
  page.dispatchEvent(new Event('keydown'))
  await Promise.resolve()
  expect([sounds.play('LOW', 1), sounds.state()]).toEqual([true, 'READY'])
  expect(made).toHaveLength(1)
})

it('volume 0 is silence, and a browser without sound says so', async () => {
  const { context, made } = fakeSound()
  const sounds = openSounds(new EventTarget(), true, () => context)
  await Promise.resolve()
  expect(sounds.play('TWO', 0)).toBe(false)
  expect(made).toEqual([])
  expect(openSounds(new EventTarget(), true, () => null).state()).toBe('NONE')
})
