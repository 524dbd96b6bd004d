// The signer: has the issuing key, signs certificates and checkpoints for the server and writes down each one. It speaks
// over a socket of this machine's file system alone, so that who may ask is a matter of a folder's permissions, and it
// takes no time from its asker: what it signs is dated by its own clock. Who takes over the server can have things
// signed until somebody notices, at a pace and on record, and never has the key (RELIABILITY 6.9, decision 0041).

import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import type { Instant } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'
import { type Bucket, openPaces } from '../policy/paces.ts'
import { StartError } from '../start-error.ts'
import { openCertifier } from './certifier.ts'
import { type IssueLog, openIssueLog } from './issue-log.ts'
import { KeysError, openKeyFolder } from './key-folder.ts'
import {
  ASK,
  CERTIFICATE_CHECKS,
  CHECKPOINT_CHECKS,
  KEYS_STATUS,
  readAsked,
  type SignerAnswer,
} from './signer-wire.ts'

/** 300 people who enrol at once, and 1,800 an hour after that: more is no company's morning. */
export const CERTIFICATE_PACE: Bucket = { holds: 300, perSecond: 0.5 }
const CHECKPOINT_PACE: Bucket = { holds: 300, perSecond: 10 }
const ASKED_BYTES_MAX = 16 * 1024

export interface SignerOptions {
  /** Of the keys (key-folder.ts); made where it is not there. */
  readonly folder: string
  /** Path of the socket. Its folder is made, for owner and group alone, where it is not there. */
  readonly socket: string
  readonly now: () => Instant
  readonly log: Pick<CoreLog, 'warn' | 'error'>
  readonly pace?: Bucket | undefined
}

export interface Signer {
  close(): Promise<void>
}

/** @throws {StartError} where the socket cannot be opened, or another signer has it. */
export async function startSigner(options: SignerOptions): Promise<Signer> {
  const { folder, socket } = options
  openKeyFolder(folder)
  const issued = openIssueLog(folder)
  const app = Fastify({ bodyLimit: ASKED_BYTES_MAX, requestTimeout: 5_000 })
  addAsks(app, options, issued)
  try {
    mkdirSync(dirname(socket), { recursive: true, mode: 0o750 })
    if (await isLeftOver(socket)) rmSync(socket)
    await app.listen({ path: socket })
    // The server may run as another user of the socket's group; nobody else may ask.
    chmodSync(socket, 0o660)
  } catch (error) {
    await app.close()
    issued.close()
    throw startError(error, socket)
  }
  return {
    async close() {
      await app.close()
      issued.close()
    },
  }
}

function addAsks(app: FastifyInstance, options: SignerOptions, issued: IssueLog): void {
  const { folder, now, log } = options
  const certifier = openCertifier(folder)
  const certificates = openPaces(options.pace ?? CERTIFICATE_PACE)
  const checkpoints = openPaces(CHECKPOINT_PACE)
  const root = (): string | null => certifier.rootFingerprint()
  const refuse = (reply: FastifyReply, status: number, problem: string): SignerAnswer => {
    void reply.code(status)
    return { root: root(), problem }
  }
  const refuseAsked = (reply: FastifyReply, field: string): SignerAnswer =>
    refuse(reply, 400, `What was asked to be signed does not fit: ${field}.`)
  const refusePace = (reply: FastifyReply, wait: number): SignerAnswer => {
    log.error({ wait }, 'more is asked to be signed than people enrol: is the server its own master?')
    return refuse(reply, 429, `Too much was signed at once. Wait ${wait} s.`)
  }

  app.get(ASK.root, async (): Promise<SignerAnswer> => ({ root: root() }))
  app.post(ASK.certify, async ({ body }, reply): Promise<SignerAnswer> => {
    const about = readAsked(CERTIFICATE_CHECKS, body)
    if (typeof about === 'string') return refuseAsked(reply, about)
    const wait = certificates.take('', 1)
    if (wait > 0) return refusePace(reply, wait)
    const { facts, certificate } = await certifier.certify(about, now())
    issued.note({ signed: 'certificate', ...facts })
    return { root: root(), signed: certificate }
  })
  app.post(ASK.checkpoint, async ({ body }, reply): Promise<SignerAnswer> => {
    const about = readAsked(CHECKPOINT_CHECKS, body)
    if (typeof about === 'string') return refuseAsked(reply, about)
    const wait = checkpoints.take('', 1)
    if (wait > 0) return refusePace(reply, wait)
    const at = now()
    const signed = await certifier.checkpoint(about, at)
    issued.note({ signed: 'checkpoint', ...about, issuedAt: at })
    return { root: root(), signed }
  })
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    if (error instanceof KeysError) return refuse(reply, KEYS_STATUS, error.message)
    const status = error.statusCode ?? 500
    if (status < 500) return refuse(reply, status, 'What was asked could not be understood.')
    log.error({ err: error }, 'nothing could be signed')
    return refuse(reply, 500, 'Nothing could be signed: the log of the signer says why.')
  })
}

/** Whether a socket is there to which nobody listens: a signer that was killed leaves it. */
function isLeftOver(socket: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const probe = connect(socket)
  probe.once('connect', () => resolve(false))
  probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'))
  return promise.finally(() => probe.destroy())
}

function startError(error: unknown, socket: string): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EADDRINUSE'
    ? new StartError(
        `A signer listens on ${socket} already: stop it, or name another in ACCORD_SIGNER.`,
        error,
      )
    : new StartError(
        `The signer cannot listen on ${socket} (${String(code)}): name a socket in a folder of this user in ACCORD_SIGNER.`,
        error,
      )
}
