// Report: the ticket that opens a room (CRI-2). By the customer on the dashboard or by e-mail,
// or by the provider on the customer's behalf. Rules REP-n.

import { actorOf, type Actor, type Party } from '../people.ts'
import type { AccountId } from '../ids.ts'
import { firstOf, invalid, NAME_MAX, optionalText, requireText, TEXT_MAX, TITLE_MAX } from '../input.ts'
import { accept, type Decision, reject } from '../result.ts'
import type { Context } from './context.ts'
import type { Recorded } from './recorded.ts'
import { CHAIN_START, type ReportChannel, type Room } from './state.ts'

export interface ReportIssue {
  readonly type: 'reportIssue'
  readonly accountId: AccountId
  readonly channel: ReportChannel
  readonly title: string
  readonly description: string
  /** Who of the customer reported it, where the provider enters it on the customer's behalf; else null. */
  readonly contactName: string | null
}

export interface IssueReported {
  readonly type: 'IssueReported'
  readonly accountName: string
  readonly ticket: string
  readonly channel: ReportChannel
  readonly reporter: Actor
  readonly title: string
  readonly description: string
}

export function decideReport(room: Room | null, command: ReportIssue, ctx: Context): Decision<IssueReported> {
  if (room !== null) return reject({ code: 'ALREADY_EXISTS' })
  if (ctx.account === null || ctx.actor === null) return reject(invalid('accountId', 'NOT_FOUND'))
  const wrong = firstOf(
    requireText('title', command.title, TITLE_MAX),
    requireText('description', command.description, TEXT_MAX),
    ctx.actor.party === 'CUSTOMER' && command.channel === 'HOTLINE'
      ? invalid('channel', 'NOT_ALLOWED')
      : null,
    optionalText('contactName', command.contactName, NAME_MAX),
    ctx.actor.party === 'CUSTOMER' && command.contactName !== null
      ? invalid('contactName', 'NOT_ALLOWED')
      : null,
  )
  if (wrong !== null) return reject(wrong)
  const contact = command.contactName?.trim() || null
  const reporter = contact === null ? actorOf(ctx.actor) : reporterOnBehalf(contact)
  return accept({
    audience: 'SHARED',
    body: issueReported(ctx, ctx.account.name, command.channel, reporter, command),
  })
}

/** The opening event; an intake for which no ticket was found builds it too. */
export function issueReported(
  ctx: Context,
  accountName: string,
  channel: ReportChannel,
  reporter: Actor,
  text: { readonly title: string; readonly description: string },
): IssueReported {
  return {
    type: 'IssueReported',
    accountName,
    ticket: ticketOf(ctx),
    channel,
    reporter,
    title: text.title.trim(),
    description: text.description.trim(),
  }
}

/** The room as its first event leaves it. */
export function evolveReported(event: Recorded<IssueReported>): Room {
  const { body, recordedAt } = event
  return {
    id: event.roomId,
    accountId: event.accountId,
    accountName: body.accountName,
    ticket: body.ticket,
    title: body.title,
    description: body.description,
    channel: body.channel,
    reportedAt: recordedAt,
    reportedBy: body.reporter,
    intake: null,
    coverage: [],
    attempts: [],
    callback: null,
    cadence: null,
    cadenceAgreedAt: null,
    cadenceProposal: null,
    cadenceAnswered: [],
    updates: [],
    updateRequest: null,
    workarounds: [],
    escalations: [],
    resolutions: [],
    resolvedAt: null,
    reopenedAt: null,
    reclassifications: [],
    reclassifiedAt: null,
    clocks: [],
    knownProviders: [],
    head: { sharedSeq: 0, hash: CHAIN_START },
    lastSharedAt: recordedAt,
  }
}

/** Whom a person acts for when reporting: a provider's person names the customer's contact as reporter. */
export const reporterOnBehalf = (name: string): Actor => ({
  personId: null,
  party: 'CUSTOMER' satisfies Party,
  role: 'CONTACT',
  name,
})

/**
 * The number people say on the phone: six characters without vowels or look-alikes. Made from the room's id,
 * so that it can be shown while offline and tells nobody how many tickets there are.
 */
function ticketOf(ctx: Context): string {
  const alphabet = '23456789BCDFGHJKLMNPQRSTVWXZ'
  const hex = ctx.crypto.digest(['ticket', ctx.roomId])
  const characters = [0, 1, 2, 3, 4, 5].map(
    (index) => alphabet[Number.parseInt(hex.slice(index * 4, index * 4 + 4), 16) % alphabet.length],
  )
  return `AC-${characters.join('')}`
}
