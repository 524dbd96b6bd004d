// The composition root: store, core, deadlines, presence and the network are put together here and nowhere else.
// main.ts starts it as a process; tests start it as it is.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Instant, Millis } from '../domain/time.ts'
import { openAdministration } from './administration/administration.ts'
import { openAuditOutlet } from './auth/audit-outlet.ts'
import type { IdentityStore } from './auth/identity-store.ts'
import { knowSessions } from './auth/known-sessions.ts'
import { mayAskAddress, systemResolve } from './auth/oidc/address-guard.ts'
import { invitationLink, mailsInvitations } from './auth/invitations.ts'
import { writerOfLetters } from './auth/letters-of-sign-in.ts'
import { openSessionDesk } from './auth/session-desk.ts'
import { type Clock, machineNow, openClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Core, openCore } from './core.ts'
import { systemTimer, watchDeadlines } from './deadlines/watch.ts'
import { seedInTurn } from './demo/seed-in-turn.ts'
import { seedDemo } from './demo/seed.ts'
import { openPresence } from './fanout/presence.ts'
import { type FileStore, openFileStore } from './files/file-store.ts'
import { claimFolder } from './files/shared-folder.ts'
import { type Desk, PACE, type Pace } from './graphql/context.ts'
import { openHttp } from './http.ts'
import { type Keys, openKeys } from './keys/open-keys.ts'
import { writerOfClockLetters } from './mail/clock-letters.ts'
import { type MailOutbox, openMailOutbox } from './mail/outbox.ts'
import { openSmtpSender } from './mail/smtp.ts'
import { openMetricsPort } from './observe/metrics-port.ts'
import { type Metrics, openMetrics } from './observe/metrics.ts'
import { type Log, openLog } from './observe/log.ts'
import { folderError, listenError, placeOfDatabase } from './start-error.ts'
import { openStore, type Store } from './store/open-store.ts'
import { databaseTime } from './store/postgres/postgres-time.ts'
import { openClockCheck } from './watch/clock-check.ts'
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
  /** How long a database is waited for that is just being started; not at all unless this says so. */
  readonly databaseWithin?: Millis | undefined
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
  if (config.loadTest) log.warn('limits of pace are lifted for a load test: never for people')
  const data = await openData(options, clock, log, metrics)
  try {
    if (config.demo && (await setUpDemo(options, data, clock))) log.info('the demo was set up')
    return await serve(options, data, clock, log, metrics)
  } catch (error) {
    await data.core.close()
    throw error
  }
}

function setUpDemo({ config, now = machineNow }: ServerOptions, data: Data, clock: Clock): Promise<boolean> {
  const seed = () => seedDemo(data.core, data.files, clock, randomUUID)
  // By the real clock: the other one is set back while the demo is told.
  return config.databaseUrl === null ? seed() : seedInTurn(data.store, randomUUID(), now, seed)
}

/** What is kept: on disk, in the database. */
interface Data {
  readonly store: Store
  readonly core: Core
  readonly identity: IdentityStore
  readonly keys: Keys
  readonly files: FileStore
}

async function openData(
  { config, databaseWithin, onFatal }: ServerOptions,
  clock: Clock,
  log: Log,
  metrics: Metrics,
): Promise<Data> {
  const opened = await openStore(config, {
    newId: randomUUID,
    log,
    databaseWithin,
    onFatal: (cause) => {
      log.fatal({ err: cause }, 'it is not known what was stored: stopping')
      onFatal?.(cause)
    },
  })
  const store = knowSessions(opened)
  try {
    // After the store, which makes sure that the data folder is this process's own.
    const files = await openFiles(config, store)
    const core = openCore({
      store: metrics.aroundStore(store),
      now: clock.now,
      log,
      holdsContent: (owner, file) => files.holds(owner, file),
      provider: config.provider,
      signals: store.signals,
      // The demo's people are nobody, and its story lies in the past.
      writesLetters: config.smtpUrl !== null && !config.demo,
    })
    return {
      store,
      core: metrics.aroundCore(core),
      identity: store.identity,
      keys: await openKeys({ config, store, now: clock.now, log }),
      files,
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openFiles({ dataFolder, databaseUrl, filesFolder }: Config, store: Store): Promise<FileStore> {
  const folder = filesFolder ?? join(dataFolder, 'files')
  if (databaseUrl !== null) await claimFolder(folder, store)
  return openFileStore(folder, databaseUrl !== null).catch((error: unknown) => {
    throw folderError(
      error,
      'folder of attached files',
      folder,
      filesFolder === null ? 'ACCORD_DATA' : 'ACCORD_FILES',
    )
  })
}

/** What the server works with, around its core. */
function openDesk(
  { config, pace }: ServerOptions,
  data: Data,
  now: Clock['now'],
  log: Log,
): Desk & { readonly outbox: MailOutbox } {
  const { core, identity, keys } = data
  const { signals } = data.store
  const presence = openPresence(now, { signals, person: (id) => core.person(id) })
  const sessions = openSessionDesk(identity, now, log, signals, config.loadTest ? Infinity : undefined)
  const writeLetter = writerOfLetters(config)
  const writeClockLetter = writerOfClockLetters(config)
  const outbox = openMailOutbox({
    identity,
    now,
    log,
    sender: config.smtpUrl === null ? null : openSmtpSender(config.smtpUrl, config.mailFrom),
    write: (tx, mail, at) => (mail.kind === 'CLOCK' ? writeClockLetter(tx, mail) : writeLetter(tx, mail, at)),
    signals,
  })
  const mayAsk = (address: string) =>
    mayAskAddress(address, { allowPrivate: false, allowLoopback: config.demo }, systemResolve)
  return {
    core,
    presence,
    sessions,
    identity,
    outbox,
    keys: keys.enrolment,
    checkpoint: keys.checkpoint,
    administration: openAdministration({
      identity,
      sessions,
      outbox,
      now,
      mayAsk,
      linkToHandOver: mailsInvitations(config) ? null : (token) => invitationLink(config, token),
      directoryChanged: () => core.directoryChanged(),
    }),
    now,
    log,
    pace: { ...PACE, ...pace },
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
  const { core, files } = data
  const desk = openDesk(options, data, now, log)
  const { outbox, presence, sessions } = desk
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
  const auditOutlet = openAuditOutlet({ identity: data.identity, log })
  const url = addressOf(http.app.server.address(), config)
  const { databaseUrl } = config
  const database = databaseUrl === null ? 'embedded' : placeOfDatabase(databaseUrl)
  const clockCheck =
    databaseUrl === null ? null : openClockCheck({ databaseTime: () => databaseTime(databaseUrl), log })
  log.info(
    { url, dataFolder: config.dataFolder, database, demo: config.demo, metricsUrl: metricsPort.url },
    'ready',
  )

  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    clearInterval(sweeping)
    clockCheck?.stop()
    await metricsPort.close()
    await http.close()
    await outbox.stop()
    await auditOutlet.stop()
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
