// The table of P1 to P14 as docs/performance.md has it: each target, the figure of this run, and whether it is met. A
// figure that is missing makes its target open.

import { NAMES } from '../fan-out/names.ts'
import { ACCORD, APOLLO, BATCHED, RAW } from '../fan-out/subject.ts'
import type { Kept } from '../measured.ts'

/** What each part has kept, by the part's name. */
export type Results = ReadonlyMap<string, readonly Kept[]>

interface Target {
  readonly id: string
  readonly what: string
  readonly target: string
  /** The figure in words, and for each bound how many times it was reached: 1 is the bound itself, more is better. */
  readonly judge: (results: Results) => { readonly figure: string; readonly reached: readonly number[] }
}

const of = (results: Results, part: string, what: string, figure: string): number =>
  results.get(part)?.findLast((kept) => kept.of === what)?.figures[figure] ?? Number.NaN
const atMost = (value: number, bound: number): number => bound / value
const atLeast = (value: number, bound: number): number => value / bound
const fixed = (value: number, digits = 1): string => (Number.isNaN(value) ? '?' : value.toFixed(digits))
const times = (value: number): string => `${fixed(value, 2)} ×`

function ratios(results: Results, part: string, name: string) {
  const [ours, raw, batched, apollo] = [ACCORD, RAW, BATCHED, APOLLO].map((peer) =>
    of(results, part, peer.name, name),
  ) as [number, number, number, number]
  return { ours, raw: ours / raw, batched: ours / batched, apollo: ours / apollo }
}

const TARGETS: readonly Target[] = [
  {
    id: 'P1',
    what: 'processor time for a delivery, 1,000 readers, 8 events/s',
    target: '≤ 1.05 × raw `ws`, ≤ 0.25 × Apollo',
    judge: (results) => {
      const { ours, raw, batched, apollo } = ratios(results, 'fan-out', NAMES.perDelivery)
      const alone = ratios(results, 'fan-out', NAMES.alone)
      return {
        figure: `${fixed(ours)} µs, ${times(raw)} raw, ${times(batched)} raw batched, ${times(apollo)} Apollo; fan-out alone ${fixed(alone.ours)} µs, ${times(alone.raw)}, ${times(alone.apollo)}`,
        reached: [atMost(raw, 1.05), atMost(apollo, 0.25)],
      }
    },
  },
  {
    id: 'P2',
    what: 'highest open rate with p99 ≤ 250 ms, 1,000 readers',
    target: '≥ 2,000 events/s, 30 × raw, 180 × Apollo',
    judge: (results) => {
      const { ours, raw, batched, apollo } = ratios(results, 'fan-out', NAMES.highest)
      return {
        figure: `${fixed(ours, 0)} events/s, ${times(raw)} raw, ${times(batched)} raw batched, ${times(apollo)} Apollo`,
        reached: [atLeast(ours, 2_000), atLeast(raw, 30), atLeast(apollo, 180)],
      }
    },
  },
  {
    id: 'P3',
    what: 'last reader, low rate',
    target: 'p50 and p99 ≤ 1.1 × raw',
    judge: (results) => {
      const [p50, p99] = [
        ratios(results, 'fan-out', NAMES.p50),
        ratios(results, 'fan-out', NAMES.p99),
      ] as const
      return {
        figure: `p50 ${fixed(p50.ours)} ms, ${times(p50.raw)}; p99 ${fixed(p99.ours)} ms, ${times(p99.raw)}`,
        reached: [atMost(p50.raw, 1.1), atMost(p99.raw, 1.1)],
      }
    },
  },
  {
    id: 'P4',
    what: '200 rooms × 5 readers',
    target: '≥ 0.9 × raw, ≥ 6 × Apollo',
    judge: (results) => {
      const { ours, raw, batched, apollo } = ratios(results, 'fan-out', NAMES.rooms)
      return {
        figure: `${fixed(ours, 0)} events/s, ${times(raw)} raw, ${times(batched)} raw batched, ${times(apollo)} Apollo`,
        reached: [atLeast(raw, 0.9), atLeast(apollo, 6)],
      }
    },
  },
  {
    id: 'P5',
    what: 'memory of an idle reader',
    target: '≤ 16 KB',
    judge: (results) => {
      const figure = (name: string): number => of(results, 'memory', 'idle readers', name)
      return {
        figure: `${fixed(figure('resident'))} KB resident, ${fixed(figure('held'))} KB of heap and buffers, ${fixed(figure('readers'), 0)} readers`,
        reached: [atMost(figure('resident'), 16), atMost(figure('held'), 16)],
      }
    },
  },
  {
    id: 'P6',
    what: 'submit → acknowledged, one client',
    target: 'p50 ≤ 1.5 × a bare commit + 1 ms',
    judge: (results) => {
      const [bare, command] = [
        of(results, 'writes', 'one client', 'bareP50'),
        of(results, 'writes', 'one client', 'commandP50'),
      ]
      const aim = 1.5 * bare + 1
      return {
        figure: `${fixed(command, 2)} ms, bare commit ${fixed(bare, 2)} ms, aim ${fixed(aim, 2)} ms`,
        reached: [atMost(command, aim)],
      }
    },
  },
  {
    id: 'P7',
    what: 'commands/s of 32 clients',
    target: '≥ 5 × one commit a command',
    judge: (results) => {
      const [one, many] = [of(results, 'writes', 'clients', 'one'), of(results, 'writes', 'clients', 'many')]
      return { figure: `${fixed(many, 0)}/s, ${times(many / one)}`, reached: [atLeast(many / one, 5)] }
    },
  },
  {
    id: 'P8',
    what: 'catch-up of 10,000 events, processor time of the server',
    target: '≤ 0.5 × raw',
    judge: (results) => {
      const { ours, raw, apollo } = ratios(results, 'fan-out', NAMES.behind)
      return {
        figure: `${fixed(ours, 0)} ms, ${times(raw)} raw, ${times(apollo)} Apollo`,
        reached: [atMost(raw, 0.5)],
      }
    },
  },
  {
    id: 'P8b',
    what: 'connect and subscribe',
    target: '≤ 1.3 × raw',
    judge: (results) => {
      const { ours, raw, apollo } = ratios(results, 'fan-out', NAMES.connect)
      return {
        figure: `${fixed(ours, 0)} µs, ${times(raw)} raw, ${times(apollo)} Apollo`,
        reached: [atMost(raw, 1.3)],
      }
    },
  },
  {
    id: 'P8c',
    what: 'sustained rate, real disk, 100 readers',
    target: '≥ 15 × raw, ≥ 60 × Apollo',
    judge: (results) => {
      const { ours, raw, batched, apollo } = ratios(results, 'fan-out-100', NAMES.highest)
      return {
        figure: `${fixed(ours, 0)} events/s, ${times(raw)} raw, ${times(batched)} raw batched, ${times(apollo)} Apollo`,
        reached: [atLeast(raw, 15), atLeast(apollo, 60)],
      }
    },
  },
  {
    id: 'P9',
    what: '2,000 clients come back after a restart',
    target: '≤ 10 s for 95 %, nothing lost',
    judge: (results) => {
      const figure = (name: string): number => of(results, 'come-back', 'clients that came back', name)
      return {
        figure: `${fixed(figure('clients'), 0)}: 95 % ${fixed(figure('mostAfterThere'))} s after it was there, ${fixed(figure('mostAfterKill'))} s after the kill; nothing lost`,
        reached: [atMost(figure('mostAfterThere'), 10)],
      }
    },
  },
  {
    id: 'P10',
    what: 'a replica applies 10,000 events',
    target: '≤ 1.5 × raw inserts; the interface never blocked over 50 ms',
    judge: (results) => {
      const ratio = of(results, 'replica-apply', 'applied', 'ofRaw')
      const together = of(results, 'replica-apply', 'applied together', 'ofRaw')
      const plain = of(results, 'replica-apply', 'applied together', 'ofPlain')
      const waits = of(results, 'window', 'window waits', 'p99')
      const turns = of(results, 'window', 'turns', 'p99')
      return {
        figure: `${times(ratio)}, ${times(together)} with pages taken together (${times(plain)} of plain rows); window's wait p99 ${fixed(waits)} ms, turns of the replica's thread p99 ${fixed(turns)} ms`,
        reached: [atMost(together, 1.5), atMost(waits, 50)],
      }
    },
  },
  {
    id: 'P11',
    what: 'open a room of 10,000 entries; click to effect',
    target: '≤ 150 ms, ≤ 50 ms',
    judge: (results) => {
      const figure = (name: string): number => of(results, 'room', 'room', name)
      return {
        figure: `${fixed(figure('opened'), 0)} ms p50, ${fixed(figure('first'), 0)} ms the first time; filter ${fixed(figure('filtered'), 0)} ms, Send ${fixed(figure('sent'), 0)} ms`,
        reached: [
          atMost(figure('opened'), 150),
          atMost(figure('first'), 150),
          atMost(figure('filtered'), 50),
          atMost(figure('sent'), 50),
        ],
      }
    },
  },
  {
    id: 'P12',
    what: 'search 1 million local events',
    target: 'p99 ≤ 20 ms',
    judge: (results) => {
      const p99 = of(results, 'search', 'all searches', 'p99')
      return { figure: `${fixed(p99)} ms`, reached: [atMost(p99, 20)] }
    },
  },
  {
    id: 'P13',
    what: 'judge 10 million attempts',
    target: '≤ 10 s, ≤ 200 MB',
    judge: (results) => {
      const figure = (name: string): number => of(results, 'judge', 'attempts', name)
      return {
        figure: `${fixed(figure('seconds'))} s of processor time, ${fixed(figure('megabytes'), 0)} MB resident`,
        reached: [atMost(figure('seconds'), 10), atMost(figure('megabytes'), 200)],
      }
    },
  },
  {
    id: 'P14',
    what: 'cost of many nodes',
    target: '2 nodes ≥ 1.8 × the deliveries of one',
    judge: (results) => {
      const [one, two] = [1, 2].map((nodes) =>
        of(results, 'nodes', `PostgreSQL, ${nodes} node${nodes > 1 ? 's' : ''}`, 'perDelivery'),
      ) as [number, number]
      return {
        figure: `${times((2 * one) / two)} by processor time of a delivery, ${fixed(one)} and ${fixed(two)} µs`,
        reached: [atLeast((2 * one) / two, 1.8)],
      }
    },
  },
]

/** "met", "missed: 24 % short", or "open" where a figure is missing. */
export function verdictOf(reached: readonly number[]): string {
  if (reached.some(Number.isNaN)) return 'open'
  const missed = reached.filter((share) => share < 1).map((share) => `${((1 - share) * 100).toFixed(0)} %`)
  if (missed.length === 0) return 'met'
  const count = reached.length === 1 ? '' : `${missed.length} of ${reached.length} `
  return `${count}missed, by ${missed.join(' and ')}`
}

export function tableOf(results: Results): string {
  const rows = TARGETS.map(({ id, what, target, judge }) => {
    const { figure, reached } = judge(results)
    return `| ${[id, what, target, figure, verdictOf(reached)].join(' | ')} |`
  })
  return ['| # | what | target | figure | verdict |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}
