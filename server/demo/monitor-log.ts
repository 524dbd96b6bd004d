// The attempt log that the demo's customer attaches: one attempt a second on each channel, as their sending monitor
// would have written it, in the form that the product reads (docs/attempt-logs.md).

import type { Attempt, Channel } from '../../domain/incident/availability.ts'
import { epochOf, type Instant, instantAt, SECOND } from '../../domain/time.ts'

/** Since when and until when every attempt on a channel failed. */
export interface Outage {
  readonly channel: Channel
  readonly from: Instant
  readonly until: Instant
}

export interface MonitorLog {
  readonly text: string
  readonly attempts: readonly Attempt[]
}

/** How an attempt on a channel ended, in the log's words. */
const WORDS: Readonly<Record<Channel, { readonly failed: string; readonly answered: string }>> = {
  API: { failed: '503', answered: '202' },
  SMTP: { failed: 'timeout', answered: '250' },
}

/** From `from` up to and without `until`, in whole seconds. */
export function monitorLog(from: Instant, until: Instant, outages: readonly Outage[]): MonitorLog {
  const attempts: Attempt[] = []
  for (let second = epochOf(from); second < epochOf(until); second += SECOND)
    for (const { channel, ...outage } of outages) {
      const at = instantAt(second)
      const failed = at >= outage.from && at < outage.until
      const failure = channel === 'API' ? 'SERVER_ERROR' : 'SERVER_TIMEOUT'
      attempts.push({ at, channel, result: failed ? failure : 'ANSWERED' })
    }
  const lines = attempts.map(({ at, channel, result }) => {
    const { failed, answered } = WORDS[channel]
    return `${at},${channel},${result === 'ANSWERED' ? answered : failed}\n`
  })
  return { text: `time,channel,result\n${lines.join('')}`, attempts }
}
