// Several tabs of one browser without a browser: locks that are let go when a tab dies, channels that copy what they
// carry, and a replica over one shared "disk" that only one tab may have open. Nothing here waits for time to pass.

import { toCommandId, toPersonId, type CommandId } from '../../../domain/ids.ts'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import type { Person } from '../../../domain/people.ts'
import type { Link, Replica, Status, Views } from '../../../replica/api.ts'
import { openPortClient, type PortClient } from '../../../replica/port/port-client.ts'
import type { ClientMessage, HostMessage } from '../../../replica/port/port.ts'
import {
  joinTabs,
  type TabChannel,
  type TabLocks,
  type TabMember,
} from '../../../renderer/platform/tab-leadership.ts'

export const ANI: Person = {
  id: toPersonId('ani'),
  name: 'Ani',
  title: '',
  party: 'PROVIDER',
  role: 'AGENT',
  accountId: null,
  timeZone: 'UTC',
  phone: null,
  email: null,
}

interface LockRequest {
  readonly owner: string
  readonly name: string
  readonly granted: () => void
}

/** Locks of a browser; each request belongs to a tab, and dies with it. */
class Locks {
  #held: LockRequest[] = []
  #queue: LockRequest[] = []

  of(owner: string): TabLocks {
    return {
      request: (name, { signal }, holding) =>
        new Promise((resolve, reject) => {
          const granted = () => {
            const done = () => this.#release(request)
            holding().then(resolve, reject).finally(done)
          }
          const request: LockRequest = { owner, name, granted }
          signal?.addEventListener('abort', () => {
            this.#queue = this.#queue.filter((one) => one !== request)
            reject(new DOMException('aborted', 'AbortError'))
          })
          this.#queue.push(request)
          this.#grant()
        }),
    }
  }

  kill(owner: string): void {
    this.#queue = this.#queue.filter((one) => one.owner !== owner)
    this.#held = this.#held.filter((one) => one.owner !== owner)
    this.#grant()
  }

  #release(request: LockRequest): void {
    this.#held = this.#held.filter((one) => one !== request)
    this.#grant()
  }

  #grant(): void {
    for (const request of this.#queue) {
      if (this.#held.some(({ name }) => name === request.name)) continue
      this.#queue = this.#queue.filter((one) => one !== request)
      this.#held.push(request)
      queueMicrotask(request.granted)
    }
  }
}

/** What all tabs of the browser keep on disk, and who has it open. */
export interface Disk {
  readonly commands: Map<CommandId, PersonCommand>
  /** How often each command was handed to the replica, told by id. */
  readonly handedIn: CommandId[]
  readonly drafts: Map<string, string>
  openedBy: string | null
  readonly openedWith: string[]
  readonly announced: (string | null)[]
  link: Link
}

export interface Tab {
  readonly name: string
  readonly client: PortClient
  readonly member: TabMember
  readonly heard: HostMessage[]
  /** The tab crashes: nothing of it runs again, its locks are free. */
  kill(): void
}

export class TabWorld {
  readonly disk: Disk = {
    commands: new Map(),
    handedIn: [],
    drafts: new Map(),
    openedBy: null,
    openedWith: [],
    announced: [],
    link: 'LIVE',
  }
  readonly #locks = new Locks()
  readonly #channels = new Set<{
    readonly owner: string
    readonly name: string
    readonly channel: TabChannel
  }>()
  readonly #dead = new Set<string>()
  readonly #watchers = new Set<() => void>()
  /** Answers of these tabs' replicas never leave: they die before. */
  readonly mute = new Set<string>()
  #count = 0

  open(name: string, token = 'token'): Tab {
    const heard: HostMessage[] = []
    const newId = () => `${name}-${++this.#count}`
    const alive = () => !this.#dead.has(name)
    const member: TabMember = joinTabs({
      tab: name,
      personId: ANI.id,
      token,
      locks: this.#locks.of(name),
      openChannel: (channel) => this.#channel(name, channel),
      toWindow: (message) => {
        if (!alive() || (this.mute.has(name) && message.type === 'answer')) return
        heard.push(message)
        queueMicrotask(() => alive() && client.receive(structuredClone(message)))
      },
      openReplica: async (opening) => this.#openReplica(name, opening),
      newId,
    })
    const client = openPortClient({
      me: ANI,
      send: (message: ClientMessage) => {
        const copy = structuredClone(message)
        queueMicrotask(() => alive() && member.receive(copy))
      },
      newId,
      newCommandId: () => toCommandId(newId()),
      end: () => member.leave(),
    })
    const kill = () => {
      this.#dead.add(name)
      if (this.disk.openedBy === name) this.disk.openedBy = null
      this.#locks.kill(name)
    }
    return { name, client, member, heard, kill }
  }

  setLink(link: Link): void {
    this.disk.link = link
    for (const told of this.#watchers) told()
  }

  /** Says something to all tabs, as a tab of another build would. */
  say(frame: unknown): void {
    for (const { channel } of this.#channels) channel.onmessage?.({ data: frame } as MessageEvent)
  }

  #channel(owner: string, name: string): TabChannel {
    const channel: TabChannel = {
      onmessage: null,
      postMessage: (value) => {
        if (this.#dead.has(owner)) return
        const copy: unknown = structuredClone(value)
        for (const other of this.#channels) {
          if (other === own || other.name !== name) continue
          queueMicrotask(() => {
            const blocked = this.mute.has(owner) && JSON.stringify(copy).includes('"answer"')
            if (!this.#dead.has(other.owner) && !blocked)
              other.channel.onmessage?.({ data: copy } as MessageEvent)
          })
        }
      },
      close: () => this.#channels.delete(own),
    }
    const own = { owner, name, channel }
    this.#channels.add(own)
    return channel
  }

  #openReplica(owner: string, token: string): Replica {
    const { disk } = this
    if (disk.openedBy !== null) throw new Error(`${disk.openedBy} has it open, ${owner} must not`)
    disk.openedBy = owner
    disk.openedWith.push(token)
    const mine = new Set<() => void>()
    const tellAll = () => {
      for (const told of mine) told()
    }
    return {
      me: ANI,
      submit: async (_roomId, command, commandId = toCommandId('none')) => {
        disk.handedIn.push(commandId)
        disk.commands.set(commandId, command)
        tellAll()
        return { outcome: 'SAVED', commandId }
      },
      discard: async (commandId) => disk.commands.delete(commandId),
      watch: <V extends keyof Views>(question: { readonly view: V }, changed: (answer: Views[V]) => void) => {
        const views: Partial<Views> = {
          status: { link: disk.link, waiting: disk.commands.size } as Status,
          pending: [],
        }
        const told = () =>
          queueMicrotask(() => {
            if (!mine.has(told)) return
            const answer = { ...views.status, link: disk.link, waiting: disk.commands.size }
            if (question.view === 'status') changed(answer as Views[V])
          })
        mine.add(told)
        this.#watchers.add(told)
        told()
        return () => {
          mine.delete(told)
          this.#watchers.delete(told)
        }
      },
      enrol: async () => null,
      read: async (reading) => {
        throw new Error(`no answer to ${JSON.stringify(reading)}`)
      },
      saveDraft: async ({ roomId, mode, content }) => void disk.drafts.set(`${roomId}/${mode}`, content),
      loadDraft: async (roomId, mode) => disk.drafts.get(`${roomId}/${mode}`) ?? null,
      dropDraft: async (roomId, mode) => void disk.drafts.delete(`${roomId}/${mode}`),
      announce: (roomId) => void disk.announced.push(roomId),
      probe: () => undefined,
      close: async () => {
        if (disk.openedBy === owner) disk.openedBy = null
      },
    }
  }
}

/** Lets everything that is already on its way arrive. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
