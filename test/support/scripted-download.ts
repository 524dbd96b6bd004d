// A download that a test speaks for: the lines that the server would write, made of a core's feed in short pages and
// handed over in pieces of any size, cut at any byte. What reads them is the real reader of a replica.

import type { Person } from '../../domain/people.ts'
import { httpDownload, type Stream, type TextStream } from '../../replica/sync/bootstrap-http.ts'
import type { Download } from '../../replica/sync/transport.ts'
import type { Core } from '../../server/core.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** How one answer goes. */
export type Script =
  | { readonly status: number }
  /** `cutAt`: a share of the body's bytes; `pieces`: the sizes of what comes at a time, in turn, in bytes. */
  | { readonly cutAt?: number; readonly pieces?: readonly number[] }
  /** The request is lost. */
  | 'UNREACHABLE'
  /** Accepted, and never a byte. */
  | 'SILENT'

export interface ScriptedDownload {
  /** For a transport. */
  readonly download: (after: string, epoch: string) => Download
  /** The cursors that were asked with. */
  readonly asked: string[]
  /** What comes next; the last one stays. */
  script: Script[]
  /** Called after each piece that was handed over, with the share of the body that is out. */
  handed: (share: number) => void | Promise<void>
}

export interface ScriptedDownloadOptions {
  readonly core: () => Core | null
  readonly person: Person
  readonly clock: VirtualClock
  readonly pageEvents: number
}

export function scriptedDownload(options: ScriptedDownloadOptions): ScriptedDownload {
  const scripted: ScriptedDownload = {
    asked: [],
    script: [{}],
    handed: () => undefined,
    download: (after, epoch) => {
      scripted.asked.push(after)
      return httpDownload({ origin: '', stream, token: () => 'token' }, after, epoch)
    },
  }
  const stream: Stream = async (_url, { body }) => {
    const script = (scripted.script.length > 1 ? scripted.script.shift() : scripted.script[0]) ?? {}
    if (script === 'UNREACHABLE') throw new Error('no network')
    if (script === 'SILENT') return { status: 200, text: silent }
    if ('status' in script) return { status: script.status, text: null }
    const core = options.core()
    if (core === null) throw new Error('no server')
    const whole = Buffer.from(await options.clock.track(bodyOf(core, options, JSON.parse(body))))
    return { status: 200, text: piecesOf(whole, script, (share) => scripted.handed(share)) }
  }
  return scripted
}

async function bodyOf(
  core: Core,
  { person, pageEvents }: ScriptedDownloadOptions,
  from: { readonly after: string; readonly epoch: string },
): Promise<string> {
  let page = await core.feedPage(person, from.after, from.epoch, pageEvents)
  const { epoch, after, serverTime } = page
  const lines: object[] = [{ epoch, after, count: await core.feedLength(person, after), serverTime }]
  for (;;) {
    const { cursor, digest, atHead, events } = page
    lines.push({ after: page.after, cursor, digest, atHead, events })
    if (atHead) return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    page = await core.feedPage(person, cursor, epoch, pageEvents)
  }
}

function piecesOf(
  whole: Buffer,
  { cutAt, pieces = [4_096] }: { readonly cutAt?: number; readonly pieces?: readonly number[] },
  handed: (share: number) => void | Promise<void>,
): TextStream {
  const end = cutAt === undefined ? whole.length : Math.floor(whole.length * cutAt)
  const decoder = new TextDecoder()
  let at = 0
  let turn = 0
  return {
    getReader: () => ({
      async read() {
        await handed(at / whole.length)
        if (at >= end && cutAt !== undefined) throw new Error('the line was cut')
        if (at >= end) return { done: true }
        const next = Math.min(end, at + (pieces[turn++ % pieces.length] ?? 1))
        const value = decoder.decode(whole.subarray(at, next), { stream: true })
        at = next
        return { done: false, value }
      },
      cancel: async () => undefined,
    }),
  }
}

const silent: TextStream = {
  getReader: () => ({ read: () => new Promise(() => undefined), cancel: async () => undefined }),
}
