// Gives every component below it the replica of this window, and what all of them share: one status, one directory,
// one ticking clock. Components reach it through use-replica.ts.

import type { JSX } from 'solid-js'
import type { Replica } from '../../replica/api.ts'
import { createLive } from './create-live.ts'
import { createTicker } from './create-ticker.ts'
import { NOT_CONNECTED, ReplicaContext } from './use-replica.ts'

export interface ReplicaProviderProps {
  /** Does not change: another person gets another provider. */
  readonly replica: Replica
  readonly children: JSX.Element
}

export function ReplicaProvider(props: ReplicaProviderProps) {
  // Solid does not run a component again: the first replica is the one for its whole life.
  const { replica } = props
  const known = createLive<'status'>(replica, () => ({ view: 'status' }))
  const status = () => known() ?? NOT_CONNECTED
  const directory = createLive<'directory'>(replica, () => ({ view: 'directory' }))
  const now = createTicker(() => status().offsetMs)
  return (
    <ReplicaContext.Provider value={{ replica, status, directory, now }}>
      {props.children}
    </ReplicaContext.Provider>
  )
}
