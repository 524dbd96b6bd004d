// Electron's utilityProcess: a real process of its own, on Node. Ports given to it are bound over the process channel;
// when it dies they close, as Electron's do.

import { type ChildProcess, fork as forkProcess, type StdioOptions } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { app, type ProcessMetric } from './app.ts'
import { type MessagePortMain, type PortMessage, PortTable } from './ports.ts'

export interface ForkOptions {
  readonly serviceName?: string
  readonly env?: NodeJS.ProcessEnv
  readonly execArgv?: readonly string[]
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit')[]
  readonly cwd?: string
}

/** What crosses the process channel, in both directions. */
export type ChannelMessage =
  | { readonly type: 'message'; readonly data: unknown; readonly ports: readonly string[] }
  | PortMessage

const PRELUDE = new URL('./utility-register.ts', import.meta.url).href

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess
  readonly #ports: PortTable
  pid: number | undefined

  constructor(module: string, given: readonly string[], options: ForkOptions) {
    super()
    const {
      serviceName = 'Node Utility Process',
      env = process.env,
      execArgv = [],
      stdio = 'inherit',
    } = options
    const [output, errors] = typeof stdio === 'string' ? [stdio, stdio] : [stdio[1], stdio[2]]
    this.#child = forkProcess(module, given, {
      env: { ...env },
      execArgv: ['--no-warnings', '--import', PRELUDE, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', output ?? 'inherit', errors ?? 'inherit', 'ipc'] as StdioOptions,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    this.#ports = new PortTable('m', (message) => this.#send(message))
    this.pid = this.#child.pid
    const metric: ProcessMetric = { pid: this.pid ?? 0, type: 'Utility', serviceName, name: serviceName }
    app.processes.add(metric)
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.#hear(message as ChannelMessage))
    this.#child.once('exit', (code) => {
      app.processes.delete(metric)
      this.pid = undefined
      this.#ports.closeAll()
      this.emit('exit', code ?? 1)
      if (code !== 0)
        app.emit(
          'child-process-gone',
          {},
          { type: 'Utility', reason: 'killed', exitCode: code ?? 1, serviceName, name: serviceName },
        )
    })
  }

  get stdout() {
    return this.#child.stdout
  }
  get stderr() {
    return this.#child.stderr
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#send({ type: 'message', data: structuredClone(data), ports: transfer.map(this.#ports.give) })
  }
  kill = (): boolean => this.#child.kill()

  #send(message: ChannelMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
  #hear(message: ChannelMessage): void {
    if (message.type === 'message') this.emit('message', message.data)
    else this.#ports.hear(message)
  }
}

export const utilityProcess = {
  fork: (module: string, given: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(module, given, options),
}
