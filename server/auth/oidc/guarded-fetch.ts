// Asks a provider's endpoints: one request to an address that was judged (address-guard.ts), without cookies, without
// following a redirect, with an end in time and size. Node's own fetch cannot be told which address to connect to.

import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { CustomFetch, CustomFetchOptions } from 'openid-client'
import { type Address, type AddressPolicy, judgedAddresses, judgeUrl, type Resolve } from './address-guard.ts'

const ANSWER_BYTES_MAX = 256 * 1024

/** A `fetch` for openid-client. Rejects with a ForbiddenAddress, the signal's reason, or the network's error. */
export function guardedFetch(policy: AddressPolicy, resolve: Resolve, withinMs: number): CustomFetch {
  return async (text, options) => {
    const url = judgeUrl(text, policy)
    const late = AbortSignal.timeout(withinMs)
    const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal])
    const addresses = await before(signal, judgedAddresses(url, policy, resolve))
    return ask(url, addresses, options, signal)
  }
}

/** A name server that hangs must not hold the sign-in. */
function before<Value>(signal: AbortSignal, value: Promise<Value>): Promise<Value> {
  return Promise.race([
    value,
    new Promise<never>((_done, fail) => {
      const stop = (): void => fail(signal.reason)
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    }),
  ])
}

function ask(
  url: URL,
  addresses: readonly Address[],
  { method, headers, body }: CustomFetchOptions,
  signal: AbortSignal,
): Promise<Response> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const asked = request(url, { method, headers, signal, agent: false, lookup: only(addresses) }, (answer) => {
    const parts: Buffer[] = []
    let length = 0
    answer.on('data', (part: Buffer) => {
      length += part.byteLength
      if (length > ANSWER_BYTES_MAX) asked.destroy(new RangeError('the provider answered too much'))
      else parts.push(part)
    })
    answer.on('error', reject)
    answer.on('end', () => {
      try {
        resolve(responseOf(answer, Buffer.concat(parts)))
      } catch (error) {
        reject(error)
      }
    })
  })
  // Whoever speaks another protocol from here on gives no answer.
  asked.on('upgrade', (_answer, socket) => {
    socket.destroy()
    reject(new TypeError('the provider answered with another protocol'))
  })
  asked.on('error', (error) => reject(signal.aborted ? signal.reason : error))
  asked.end(textOf(body))
  return promise
}

/** Throws for what is no answer of HTTP's, such as a status of 999: an exception of an event would end the process. */
function responseOf({ statusCode = 502, headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const isEmpty = [204, 205, 304].includes(statusCode) || statusCode < 200
  const told = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) told.set(name, Array.isArray(value) ? value.join(', ') : value)
  return new Response(isEmpty ? null : body, { status: Math.max(statusCode, 200), headers: told })
}

/** What openid-client sends is a form, or nothing. */
const textOf = (body: CustomFetchOptions['body']): string | undefined =>
  body instanceof URLSearchParams || typeof body === 'string' ? body.toString() : undefined

/** The connection goes to the addresses that were judged, whatever the name leads to by now. */
function only(addresses: readonly Address[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses
    if (options.all === true) return done(null, [...addresses])
    return done(null, first?.address ?? '', first?.family ?? 0)
  }
}
