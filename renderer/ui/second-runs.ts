// Seconds drawn honestly: what each state of a second looks like, and how runs of seconds become rectangles. Black
// counts: every attempt failed. Half grey: some failed. A thin dash: no attempt. Pale: answered. Only black counts.

/** What happened in a second on a channel. */
export type SecondState = 'unavailable' | 'partial' | 'none' | 'ok'

/** A state that lasted for some seconds. */
export interface SecondRun {
  readonly state: SecondState
  readonly seconds: number
}

/** One state a second, from runs. */
export function secondsOf(runs: readonly SecondRun[]): readonly SecondState[] {
  return runs.flatMap((run) => Array.from({ length: run.seconds }, () => run.state))
}

/** For each column of so many seconds, the share (0 to 1) of them that were unavailable. */
export function unavailableShares(seconds: readonly SecondState[], columnSeconds: number): readonly number[] {
  const columns: number[] = []
  for (let from = 0; from < seconds.length; from += columnSeconds) {
    const column = seconds.slice(from, from + columnSeconds)
    columns.push(column.filter((state) => state === 'unavailable').length / column.length)
  }
  return columns
}
