// What whoever has the open replica does with it (a browser's leading tab, the desktop's replica process): one port host
// for each window or tab of the same person, and one presence for all of them. When one is gone, its watches and its
// presence end.

import type { RoomId } from '../../domain/ids.ts'
import type { Activity } from '../../protocol/feed.ts'
import type { Link, Replica } from '../api.ts'
import type { ClientMessage, HostMessage } from './port.ts'
import { openPortHost, type PortHost } from './port-host.ts'

export interface LeaderOptions {
  readonly replica: Replica
  /** Different for every leader there ever was. */
  readonly id: string
  readonly say: (tab: string, message: HostMessage) => void
  /** Calls back once, when that tab is gone. */
  readonly whenGone: (tab: string, gone: () => void) => void
  readonly linkChanged: (link: Link) => void
  /** Hears of a call that failed without a fault's code: a bug. */
  readonly report: (error: unknown) => void
}

export interface Leader {
  readonly id: string
  receive(tab: string, message: ClientMessage): void
  close(): Promise<void>
}

interface Place {
  readonly roomId: RoomId | null
  readonly activity: Activity
}

export function openLeader(options: LeaderOptions): Leader {
  const { replica, id, say, whenGone, linkChanged, report } = options
  const hosts = new Map<string, PortHost>()
  let opened = 0
  /** Where each tab says its person is; the latest word comes last. */
  const places = new Map<string, Place>()
  const stopStatus = replica.watch<'status'>({ view: 'status' }, ({ link }) => linkChanged(link))

  function announce(tab: string, place: Place | null): void {
    places.delete(tab)
    if (place !== null) places.set(tab, place)
    const latest = [...places.values()].findLast(({ roomId }) => roomId !== null)
    replica.announce(latest?.roomId ?? null, latest?.activity ?? 'READING')
  }

  function drop(tab: string): void {
    hosts.get(tab)?.close()
    hosts.delete(tab)
    if (places.has(tab)) announce(tab, null)
  }

  function hostOf(tab: string): PortHost {
    const known = hosts.get(tab)
    if (known !== undefined) return known
    const host = openPortHost({
      id: `${id}/${(opened += 1)}`,
      replica,
      send: (message) => say(tab, message),
      announce: (roomId, activity) => announce(tab, { roomId, activity }),
      report,
    })
    hosts.set(tab, host)
    whenGone(tab, () => drop(tab))
    return host
  }

  return {
    id,
    receive: (tab, message) => hostOf(tab).receive(message),
    close: async () => {
      stopStatus()
      for (const host of hosts.values()) host.close()
      hosts.clear()
      places.clear()
      await replica.close()
    },
  }
}
