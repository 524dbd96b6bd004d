// The only two scripts that a page starts by their address: the replica's worker and the service worker. Browsers with
// Trusted Types let an address through only from the named policy made here; others take the address as it is.

import { SCRIPT_POLICY } from '../../protocol/content-policy.ts'
// oxlint-disable-next-line import/default -- Vite makes the export from the query
import workerAddress from './browser-worker.ts?worker&url'

const WORKER = new URL(workerAddress, import.meta.url).href
/**
 * Built scripts lie in assets/, one folder below it; the page's own address may be any. Vite copies the file as it is
 * (public/sw.js) and looks for it beside this source, where it is not: it is told to leave the address alone.
 */
const SERVICE_WORKER = new URL(/* @vite-ignore */ '../sw.js', import.meta.url).href

/** What of the browser's Trusted Types is used: TypeScript's DOM does not know them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown }
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }

/** Made at the first use: the desktop starts no script by its address, and its policy knows no such name. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/** The script that holds the replica, for `new Worker(…)`. */
export const replicaWorkerAddress = (): string => trusted(WORKER)

/** The script that lets the app open without a server, for `serviceWorker.register(…)`. */
export const serviceWorkerAddress = (): string => trusted(SERVICE_WORKER)

function trusted(address: string): string {
  if (trustedTypes === undefined) return address
  policy ??= trustedTypes.createPolicy(SCRIPT_POLICY, { createScriptURL: own })
  // Browsers take the policy's object wherever the DOM's types say string.
  return policy.createScriptURL(address) as string
}

function own(address: string): string {
  if (address === WORKER || address === SERVICE_WORKER) return address
  throw new TypeError(`${address} is no script that this page starts`)
}
