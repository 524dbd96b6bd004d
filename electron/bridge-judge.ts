// Judges each request of a window before anything is done for it: who asks (the top frame of one of our windows, at our
// own page), how often, and with what (each method's own parser). What goes back of a failure is a code.

import type { IpcMainInvokeEvent } from 'electron'
import type { BridgeMethod, BridgeReply } from '../protocol/desktop-channels.ts'
import { isOwnPage } from './app-files.ts'
import { BadArgument, type Parser } from './bridge-arguments.ts'
import { type Pace, paceKeeper, type PaceKeeper } from './bridge-pace.ts'

/** One method: its arguments' judge and what it does for the window that asks. */
export interface BridgeEntry<Asker> {
  readonly run: (asker: Asker, given: readonly unknown[]) => unknown
  readonly pace: Pace
}

export type BridgeTable<Asker> = Readonly<Record<BridgeMethod, BridgeEntry<Asker>>>

/** Far more than the interface ever asks. */
const USUAL: Pace = { burst: 60, everyMs: 100 }

/** A row of the table: `act` gets what `parse` has let through. */
export const entry = <Asker, Given extends readonly unknown[]>(
  parse: Parser<Given>,
  act: (asker: Asker, ...given: Given) => unknown,
  pace: Pace = USUAL,
): BridgeEntry<Asker> => ({ pace, run: (asker, given) => act(asker, ...parse(given)) })

/** Who asks, as far as it is judged. */
export type Request = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

export interface JudgeParts<Asker extends object> {
  readonly table: BridgeTable<Asker>
  /** The window that a sender belongs to, or null: not one of ours. */
  readonly windowOf: (sender: Request['sender']) => Asker | null
  /** Hears of each refusal; the window hears the code alone. */
  readonly report: (code: string, what: unknown) => void
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

export type BridgeJudge = (
  method: BridgeMethod,
  request: Request,
  given: readonly unknown[],
) => Promise<BridgeReply>

export function bridgeJudge<Asker extends object>(parts: JudgeParts<Asker>): BridgeJudge {
  const { table, windowOf, report, now = () => performance.now() } = parts
  const paces = new WeakMap<Asker, Map<BridgeMethod, PaceKeeper>>()

  function mayAskNow(asker: Asker, method: BridgeMethod): boolean {
    const known = paces.get(asker) ?? new Map<BridgeMethod, PaceKeeper>()
    paces.set(asker, known)
    const keeper = known.get(method) ?? paceKeeper(table[method].pace)
    known.set(method, keeper)
    return keeper.take(now())
  }

  function refused(code: string, what: unknown): BridgeReply {
    report(code, what)
    return { ok: false, code }
  }

  return async (method, request, given) => {
    const asker = isOwnTopFrame(request) ? windowOf(request.sender) : null
    if (asker === null) return refused('NOT_ALLOWED', method)
    if (!mayAskNow(asker, method)) return refused('TOO_OFTEN', method)
    try {
      return { ok: true, value: await table[method].run(asker, given) }
    } catch (error) {
      if (error instanceof BadArgument) return refused(`BAD_ARGUMENT ${error.field}`, error.message)
      return refused('FAILED', error)
    }
  }
}

/** Only the page itself: not a frame inside of it, not a page that was left, not another origin. */
const isOwnTopFrame = ({ senderFrame }: Request): boolean =>
  senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)
