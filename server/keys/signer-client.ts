// The certifier of a server whose issuing key is a signer's: asks over the signer's socket and takes nothing on trust.
// What comes back must be what was asked for, signed by an issuer of a root; else it counts as not signed.

import { request } from 'node:http'
import { readCertificate } from '../../protocol/certificate.ts'
import { readCheckpoint } from '../../protocol/checkpoint.ts'
import type { CoreLog } from '../core-log.ts'
import type { Certifier } from './certifier.ts'
import { KeysError } from './key-folder.ts'
import { ASK, KEYS_STATUS, type SignerAnswer } from './signer-wire.ts'

/** The signer did not sign this time: it is away, or asked too much. Asking later may help; the asker is told so. */
export class SignerFault extends Error {
  override readonly name = 'SignerFault'
}

const ANSWER_WITHIN_MS = 3_000
const ANSWER_BYTES_MAX = 64 * 1024
/** A root that is not known yet is asked for again when somebody wants it, at most this often. */
const ASK_AGAIN_MS = 5_000

/**
 * A signer that is away now is asked again when it is needed. The first root that is seen is the one: what comes under
 * another is refused until the server is started anew. `onRoot` is told of it.
 */
export async function openSignerClient(
  socket: string,
  log: CoreLog,
  onRoot: () => void = () => {},
): Promise<Certifier> {
  let known: string | null = null
  let askedAt = performance.now()

  const ask = async (path: string, about?: object): Promise<SignerAnswer> => {
    const answer = await answerOf(socket, path, about)
    if (answer.root !== null && answer.root !== (known ?? answer.root))
      throw new SignerFault(`The signer at ${socket} is under another root than before: ${answer.root}.`)
    const isNew = known === null && answer.root !== null
    known ??= answer.root
    if (isNew) onRoot()
    return answer
  }
  const askRoot = (): Promise<unknown> =>
    ask(ASK.root).catch((error: unknown) => log.warn({ err: error }, 'the signer does not answer'))
  await askRoot()

  return {
    async certify(about) {
      const { signed: certificate = '' } = await ask(ASK.certify, about)
      const read = readCertificate(certificate)
      const facts = read?.facts
      const isAsked = facts?.publicKey === about.publicKey && facts.personId === about.personId
      if (facts === undefined || !isAsked || read?.rootFingerprint !== known)
        throw new SignerFault(`The signer at ${socket} certified something else than it was asked for.`)
      return { facts, certificate }
    },
    async checkpoint(about) {
      const { signed = '' } = await ask(ASK.checkpoint, about)
      const read = readCheckpoint(signed)
      const isAsked = read?.said.root === about.root && read.said.roomId === about.roomId
      if (!isAsked || read.rootFingerprint !== known)
        throw new SignerFault(`The signer at ${socket} signed something else than it was asked for.`)
      return signed
    },
    rootFingerprint() {
      if (known === null && performance.now() - askedAt > ASK_AGAIN_MS) {
        askedAt = performance.now()
        void askRoot()
      }
      return known
    },
  }
}

/** @throws {KeysError} where the operator must help; {SignerFault} for everything else that is no answer. */
function answerOf(socket: string, path: string, about: object | undefined): Promise<SignerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<SignerAnswer>()
  const fail = (why: string): void => reject(new SignerFault(`The signer at ${socket} did not sign: ${why}.`))
  const body = about === undefined ? null : JSON.stringify(about)
  const asking = request(
    {
      socketPath: socket,
      path,
      method: body === null ? 'GET' : 'POST',
      headers: body === null ? {} : { 'content-type': 'application/json' },
      agent: false,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    },
    (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > ANSWER_BYTES_MAX) asking.destroy(new Error('it says too much'))
      })
      response.on('error', (error) => fail(error.message))
      response.on('end', () => {
        const answer = readAnswer(text)
        if (answer === null) return fail('its answer is none')
        if (response.statusCode === 200) return resolve(answer)
        const problem = answer.problem ?? String(response.statusCode)
        return response.statusCode === KEYS_STATUS ? reject(new KeysError(problem)) : fail(problem)
      })
    },
  )
  asking.on('error', (error) => fail(error.message))
  asking.end(body ?? undefined)
  return promise
}

function readAnswer(text: string): SignerAnswer | null {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null || !('root' in answer)) return null
    return answer.root === null || typeof answer.root === 'string' ? (answer as SignerAnswer) : null
  } catch {
    return null
  }
}
