// Electron's MessageChannelMain, and what happens when one of its ends is given away: to a page (over the developer
// protocol) or to a utility process (over the process channel). The main process stays in the middle: each given end
// has a table entry here, and what arrives for it goes to its other end. The child's side uses the same two classes.

import { EventEmitter } from 'node:events'

/** Where the messages of an end go that was given away. */
interface Elsewhere {
  post(data: unknown, ports: readonly MessagePortMain[]): void
  close(): void
}

interface Waiting {
  readonly data: unknown
  readonly ports: readonly MessagePortMain[]
}

export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | null = null
  #elsewhere: Elsewhere | null = null
  #waiting: Waiting[] = []
  #started = false
  #closed = false

  static pair(): readonly [MessagePortMain, MessagePortMain] {
    const [one, two] = [new MessagePortMain(), new MessagePortMain()]
    one.#other = two
    two.#other = one
    return [one, two]
  }

  /** @throws DataCloneError for what cannot be cloned, as Electron does. */
  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (this.#elsewhere !== null) throw new Error('stand-in: this port was given away')
    this.#other?.deliver(structuredClone(message), transfer)
  }

  start(): void {
    this.#started = true
    for (const { data, ports } of this.#waiting.splice(0)) this.deliver(data, ports)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#other?.closed()
  }

  /** From now on this end lives elsewhere; what waited for it goes there. */
  giveAway(elsewhere: Elsewhere): void {
    this.#elsewhere = elsewhere
    this.start()
    if (this.#closed) elsewhere.close()
  }

  /** Whoever holds this end elsewhere has said something to the other one. */
  saidElsewhere(data: unknown, ports: readonly MessagePortMain[]): void {
    this.#other?.deliver(data, ports)
  }

  private deliver(data: unknown, ports: readonly MessagePortMain[]): void {
    if (this.#closed) return
    if (this.#elsewhere !== null) this.#elsewhere.post(data, ports)
    else if (this.#started) setImmediate(() => this.emit('message', { data, ports }))
    else this.#waiting.push({ data, ports })
  }

  private closed(): void {
    if (this.#closed) return
    this.#closed = true
    this.#elsewhere?.close()
    if (this.#elsewhere === null) setImmediate(() => this.emit('close'))
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    ;[this.port1, this.port2] = MessagePortMain.pair()
  }
}

/** What two processes say to each other about the ports that crossed between them. */
export type PortMessage =
  | {
      readonly type: 'port'
      readonly id: string
      readonly data: unknown
      readonly ports: readonly string[]
    }
  | { readonly type: 'portClosed'; readonly id: string }

/** The ports that crossed one boundary. `side` keeps the two processes from giving the same id. */
export class PortTable {
  readonly #ports = new Map<string, MessagePortMain>()
  readonly #send: (message: PortMessage) => void
  readonly #side: string
  #given = 0

  constructor(side: string, send: (message: PortMessage) => void) {
    this.#side = side
    this.#send = send
  }

  /** Gives a port of this process to the other one; the id goes along with the message that carries it. */
  readonly give = (port: MessagePortMain): string => {
    const id = `${this.#side}${++this.#given}`
    this.#bind(id, port)
    return id
  }

  /** The end that this process may use of a port that the other one has given. */
  readonly take = (id: string): MessagePortMain => {
    const [here, there] = MessagePortMain.pair()
    this.#bind(id, there)
    return here
  }

  hear(message: PortMessage): void {
    const port = this.#ports.get(message.id)
    if (message.type === 'port') port?.saidElsewhere(message.data, message.ports.map(this.take))
    else {
      this.#ports.delete(message.id)
      port?.close()
    }
  }

  /** The other process has gone, or a page was left. */
  closeAll(): void {
    for (const port of this.#ports.values()) port.close()
    this.#ports.clear()
  }

  #bind(id: string, port: MessagePortMain): void {
    this.#ports.set(id, port)
    port.giveAway({
      post: (data, ports) => this.#send({ type: 'port', id, data, ports: ports.map(this.give) }),
      close: () => {
        this.#ports.delete(id)
        this.#send({ type: 'portClosed', id })
      },
    })
  }
}
