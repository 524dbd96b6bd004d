// The composition root: store, core, deadlines, presence and the network are put together here and nowhere else.
// main.ts starts it as a process; tests start it as it is.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Instant } from '../domain/time.ts'
import { openAdministration } from './administration/administration.ts'
import type { IdentityStore } from './auth/identity-store.ts'
import { mayAskAddress, systemResolve } from './auth/oidc/address-guard.ts'
import { writerOfLetters } from './auth/letters-of-sign-in.ts'
import { openSessionDesk } from './auth/session-desk.ts'
import { type Clock, openClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Core, openCore } from './core.ts'
import { systemTimer, watchDeadlines } from './deadlines/watch.ts'
import { seedDemo } from './demo/seed.ts'
import { openPresence } from './fanout/presence.ts'
import { type FileStore, openFileStore } from './files/file-store.ts'
import { type Desk, PACE, type Pace } from './graphql/context.ts'
import { openHttp } from './http.ts'
import { openCertifier } from './keys/certifier.ts'
import { type Enrolment, openEnrolment } from './keys/enrolment.ts'
import { openMailOutbox } from './mail/outbox.ts'
import { openSmtpSender } from './mail/smtp.ts'
import { openMetricsPort } from './observe/metrics-port.ts'
import { type Metrics, openMetrics } from './observe/metrics.ts'
import { type Log, openLog } from './observe/log.ts'
import { listenError, storeError } from './start-error.ts'
import { openSqliteStore } from './store/sqlite-store.ts'
import { openHeartbeat } from './watch/heartbeat.ts'

export interface ServerOptions {
  readonly config: Config
  /** The machine's clock unless a test has one. */
  readonly now?: (() => Instant) | undefined
  readonly pace?: Partial<Pace> | undefined
  readonly log?: Log | undefined
  /** Another build of the interface than the usual one. */
  readonly pagesFolder?: string | undefined
  /** Told what the server works with, before it listens: for tests that act beside its network. */
  readonly onDesk?: ((desk: Desk) => void) | undefined
  /** The disk failed in a way that leaves unknown what is stored: the process must end at once. */
  readonly onFatal?: ((cause: unknown) => void) | undefined
}

export interface RunningServer {
  /** Where it can be reached from this machine, without a slash at the end. */
  readonly url: string
  /** Where metrics are read, or null. */
  readonly metricsUrl: string | null
  /** Sends clients away with 1012, finishes what is under way, closes the store. Safe to call twice. */
  stop(): Promise<void>
}

const SWEEP_EVERY_MS = 1_000

/** Starts a server; rejects with a StartError, and nothing left open, when data folder or address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options
  const log = options.log ?? openLog(config.logLevel)
  const clock = openClock(options.now)
  const metrics = openMetrics()
  const data = await openData(options, clock, log, metrics)
  const { core, files } = data
  try {
    if (config.demo && (await seedDemo(core, files, clock, randomUUID))) log.info('the demo was set up')
    return await serve(options, data, clock, log, metrics)
  } catch (error) {
    await core.close()
    throw error
  }
}

/** What the data folder holds. */
interface Data {
  readonly core: Core
  readonly identity: IdentityStore
  readonly keys: Enrolment
  readonly files: FileStore
}

async function openData(
  { config, onFatal }: ServerOptions,
  clock: Clock,
  log: Log,
  metrics: Metrics,
): Promise<Data> {
  try {
    const store = await openSqliteStore({
      folder: config.dataFolder,
      newId: randomUUID,
      onFatal: (cause) => {
        log.fatal({ err: cause }, 'it is not known what was stored: stopping')
        onFatal?.(cause)
      },
    })
    // After the store, which makes sure that the data folder is this process's own.
    const files = await openFileStore(join(config.dataFolder, 'files')).catch(async (error: unknown) => {
      await store.close()
      throw error
    })
    const core = openCore({
      store: metrics.aroundStore(store),
      now: clock.now,
      log,
      holdsContent: (owner, file) => files.holds(owner, file),
      provider: config.provider,
    })
    const certifier = openCertifier(config.keysFolder ?? `${config.dataFolder}-keys`)
    const keys = openEnrolment({ store, certifier, now: clock.now, log })
    return { core: metrics.aroundCore(core), identity: store.identity, keys, files }
  } catch (error) {
    throw storeError(error, config)
  }
}

async function serve(
  options: ServerOptions,
  data: Data,
  { now }: Clock,
  log: Log,
  metrics: Metrics,
): Promise<RunningServer> {
  const { config } = options
  const { core, identity, files } = data
  const presence = openPresence(now)
  const sessions = openSessionDesk(identity, now, log)
  const outbox = openMailOutbox({
    identity,
    now,
    log,
    sender: config.smtpUrl === null ? null : openSmtpSender(config.smtpUrl, config.mailFrom),
    write: writerOfLetters(config),
  })
  const mayAsk = (address: string) =>
    mayAskAddress(address, { allowPrivate: false, allowLoopback: config.demo }, systemResolve)
  const desk: Desk = {
    core,
    presence,
    sessions,
    identity,
    outbox,
    keys: data.keys,
    administration: openAdministration({
      identity,
      sessions,
      outbox,
      now,
      mayAsk,
      directoryChanged: () => core.directoryChanged(),
    }),
    now,
    log,
    pace: { ...PACE, ...options.pace },
  }
  options.onDesk?.(desk)
  const heartbeat = openHeartbeat({ folder: config.dataFolder, log })
  const http = await openHttp(config, desk, files, heartbeat, options.pagesFolder)
  metrics.watchSockets(http.sockets)
  const metricsPort = await openMetricsPort(config.metricsPort, metrics)
  try {
    await http.app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await metricsPort.close()
    await http.close()
    await outbox.stop()
    throw listenError(error, config)
  }
  const deadlines = watchDeadlines({
    fireDue: () => core.fireDue(),
    timer: systemTimer,
    log,
    onTick: heartbeat.beat,
  })
  const sweeping = setInterval(() => {
    presence.sweep()
    sessions.sweep()
  }, SWEEP_EVERY_MS)
  const url = addressOf(http.app.server.address(), config)
  log.info({ url, dataFolder: config.dataFolder, demo: config.demo, metricsUrl: metricsPort.url }, 'ready')

  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    clearInterval(sweeping)
    await metricsPort.close()
    await http.close()
    await outbox.stop()
    await deadlines.stop()
    await heartbeat.stop()
    await core.close()
    log.info('stopped')
  }
  return { url, metricsUrl: metricsPort.url, stop: () => (stopped ??= stop()) }
}

/** An address that listens everywhere is reached from here by the loopback. */
function addressOf(address: string | { port: number } | null, { host, port }: Config): string {
  const actual = typeof address === 'object' && address !== null ? address.port : port
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  return `http://${reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable}:${actual}`
}
