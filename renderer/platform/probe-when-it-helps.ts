// When trying the network is likely to help: it came back or went, the machine woke, the window is looked at again.

import type { Replica } from '../../replica/api.ts'

export function probeWhenItHelps(replica: Pick<Replica, 'probe'>, signal: AbortSignal): void {
  const probe = () => replica.probe()
  for (const event of ['online', 'offline', 'focus', 'pageshow']) addEventListener(event, probe, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && probe(), {
    signal,
  })
}
