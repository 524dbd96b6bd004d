// The replicas that windows are open for: one process for each person and server (replica-keeper.ts), closed when its
// last window has gone. One that is wanted again while it is closing is started anew once its files are free.

import {
  keepReplica,
  type KeeperParts,
  type ReplicaKeeper,
  type ReplicaOf,
  type ReplicaWindow,
} from './replica-keeper.ts'

export interface ReplicaHost<Port> {
  /** The window's replica from now on, in place of an earlier one. */
  connect(window: ReplicaWindow<Port>, of: ReplicaOf): void
  /** The window needs none any more; the last window of a replica closes it. */
  leave(windowId: string): void
  /** The person has signed in anew. */
  renew(key: string, session: string): void
  /** Resolves when no process has this replica's files open. Nobody may connect to it meanwhile. */
  closed(key: string): Promise<void>
  /** Closes them all; resolves when every file is closed or a few seconds have passed. */
  closeAll(): Promise<void>
}

export function openReplicaHost<Port>(parts: KeeperParts<Port>): ReplicaHost<Port> {
  const open = new Map<string, ReplicaKeeper<Port>>()
  const closing = new Map<string, Promise<void>>()
  /** Windows that wait for a replica that is still closing. */
  const waiting = new Map<string, { readonly window: ReplicaWindow<Port>; readonly of: ReplicaOf }>()

  function close(key: string, keeper: ReplicaKeeper<Port>): Promise<void> {
    if (open.get(key) === keeper) open.delete(key)
    const done = keeper.close().finally(() => {
      if (closing.get(key) !== done) return
      closing.delete(key)
      for (const { window, of } of waiting.values()) if (of.key === key) connect(window, of)
    })
    closing.set(key, done)
    return done
  }

  function leave(windowId: string, except?: string): void {
    waiting.delete(windowId)
    for (const [key, keeper] of open)
      if (key !== except && keeper.remove(windowId) && keeper.windows.size === 0) void close(key, keeper)
  }

  function connect(window: ReplicaWindow<Port>, of: ReplicaOf): void {
    leave(window.id, of.key)
    if (closing.has(of.key)) return void waiting.set(window.id, { window, of })
    const known = open.get(of.key)
    const keeper =
      known ?? keepReplica<Port>(of, parts, () => queueMicrotask(() => void close(of.key, keeper)))
    open.set(of.key, keeper)
    keeper.add(window)
  }

  return {
    connect,
    leave: (windowId) => leave(windowId),
    renew: (key, session) => open.get(key)?.renew(session),
    async closed(key) {
      const keeper = open.get(key)
      await (keeper === undefined ? closing.get(key) : close(key, keeper))
    },
    async closeAll() {
      waiting.clear()
      await Promise.all([...[...open].map(([key, keeper]) => close(key, keeper)), ...closing.values()])
    },
  }
}
