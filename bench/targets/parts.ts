// The parts of a run over all targets: which benchmark with which words, and what is read from what it prints where it
// does not keep its figures as data (bench/measured.ts).

import type { Kept } from '../measured.ts'

export interface Part {
  readonly name: string
  /** Words after the program of Node, the benchmark first. */
  readonly words: readonly string[]
  /** The same in its shortest form, to see that it runs. */
  readonly shortly: readonly string[]
  /** A command that comes before, such as the building of pages. */
  readonly before?: readonly string[]
  readonly read?: (printed: string) => readonly Kept[]
}

const number = '([0-9.,]+)'

/** The numbers that a pattern finds, by their names; a pattern that finds nothing keeps nothing. */
const found =
  (of: string, pattern: RegExp, ...names: readonly string[]) =>
  (printed: string): readonly Kept[] => {
    const match = pattern.exec(printed)
    if (match === null) return []
    const figures = names.map((name, index) => [name, Number(match[index + 1]?.replaceAll(',', ''))] as const)
    return [{ of, figures: Object.fromEntries(figures) }]
  }

const each =
  (...readers: readonly ((printed: string) => readonly Kept[])[]) =>
  (printed: string): readonly Kept[] =>
    readers.flatMap((read) => read(printed))

export const PARTS: readonly Part[] = [
  {
    name: 'fan-out',
    words: ['bench/fan-out.ts', '--quick', '--rounds=2', '--seconds=10', '--only=raw,Accord,Apollo'],
    shortly: ['bench/fan-out.ts', '--quick', '--readers=50', '--seconds=1', '--only=raw,Accord,Apollo'],
  },
  {
    name: 'fan-out-100',
    words: [
      'bench/fan-out.ts',
      '--quick',
      '--readers=100',
      '--seconds=1',
      '--phases=one',
      '--only=raw,Accord,Apollo',
    ],
    shortly: [
      'bench/fan-out.ts',
      '--quick',
      '--readers=10',
      '--seconds=1',
      '--phases=one',
      '--only=Accord,Apollo',
    ],
  },
  {
    name: 'writes',
    words: ['bench/writes.ts', '--seconds=5'],
    shortly: ['bench/writes.ts', '--seconds=1'],
  },
  {
    name: 'memory',
    words: ['--expose-gc', 'bench/memory.ts', '--phases=idle'],
    shortly: ['--expose-gc', 'bench/memory.ts', '--phases=idle', '--readers=1000'],
  },
  {
    name: 'come-back',
    words: ['bench/come-back.ts', '--clients=500,2000'],
    shortly: ['bench/come-back.ts', '--clients=100', '--behind=20'],
  },
  {
    name: 'replica-apply',
    words: ['bench/replica-apply.ts', '10000', '5'],
    shortly: ['bench/replica-apply.ts', '1000', '1'],
    read: each(
      found(
        'applied',
        new RegExp(`now: parsed, verified and stored: .* ${number} of raw, ${number} of plain`),
        'ofRaw',
        'ofPlain',
      ),
      found(
        'applied together',
        new RegExp(`now: the same, \\d+ pages .* ${number} of raw, ${number} of plain`),
        'ofRaw',
        'ofPlain',
      ),
    ),
  },
  {
    name: 'window',
    words: ['bench/window-while-applying.ts', '10000', '20'],
    shortly: ['bench/window-while-applying.ts', '1000', '5'],
    read: each(
      found('window waits', new RegExp(`\\nall: p50 ${number} ms, p99 ${number} ms`), 'p50', 'p99'),
      found('turns', new RegExp(`turns .*: p50 ${number} ms, p99 ${number} ms`), 'p50', 'p99'),
    ),
  },
  {
    name: 'search',
    words: ['--expose-gc', 'bench/search-in-copy.ts', '--events=1000000'],
    shortly: ['--expose-gc', 'bench/search-in-copy.ts', '--events=20000'],
    read: found(
      'all searches',
      new RegExp(`\\nall searches: p50 ${number} ms, p99 ${number} ms`),
      'p50',
      'p99',
    ),
  },
  {
    name: 'judge',
    words: ['bench/judge-attempts.ts', '10000000'],
    shortly: ['bench/judge-attempts.ts', '100000'],
  },
  {
    name: 'nodes',
    words: ['bench/curves.ts', '--only=nodes,commands'],
    shortly: ['bench/curves.ts', '--only=nodes,commands', '--short'],
  },
  {
    name: 'room',
    before: ['scripts/build.mjs'],
    words: ['bench/room-in-browser.ts'],
    shortly: ['bench/room-in-browser.ts', '--entries=1000'],
  },
  {
    name: 'curves',
    words: ['bench/curves.ts', '--only=readers,history', '--short'],
    shortly: ['bench/curves.ts', '--only=history', '--short'],
  },
]
