// Who signed what, judged from the record alone (RES-2 to RES-8, REO-3, WRK-5): each proposal's pin and digest, each
// signature under its key, one of each party by two persons with two keys, then and only then the resolution. A walk
// over the entries in order; the first one that could not have been recorded ends it.

import { CHAIN_START } from '../domain/incident/state.ts'
import { canonicalJson } from './crypto.ts'
import { type RecordEntry, type RecordFormat, treeOf } from './exported-record.ts'
import { EMPTY_TREE, rootOf } from './record-tree.ts'
import { type Judged, judged } from './verify-record-bodies.ts'
import {
  commitmentOf,
  digestOf,
  faultAt,
  laterStep,
  notOpen,
  type Of,
  type Proposal,
  resolutionFacts,
  rolesThatSign,
  statementFault,
  unless,
  unlessOfTheSecond,
} from './verify-record-proposal.ts'
import { markOf } from './verify-record-mark.ts'
import {
  type CommitmentFacts,
  entryFault,
  type Fault,
  type LaterStep,
  type ResolutionFacts,
} from './verify-record-result.ts'

/** What the walk has learnt. */
export interface Signing {
  readonly report: Of<'IssueReported'>
  readonly resolutions: readonly ResolutionFacts[]
  readonly commitments: readonly CommitmentFacts[]
  readonly later: readonly LaterStep[]
  readonly standing: 'OPEN' | 'RESOLVED' | 'REOPENED' | 'RECLASSIFIED'
}

export type Signed =
  | { readonly ok: true; readonly signing: Signing }
  | { readonly ok: false; readonly fault: Fault }

/** `entries`: a chain that is whole. */
export function signingIn(entries: readonly RecordEntry[], format: RecordFormat): Signed {
  const walk = new Walk(entries)
  for (const [index, entry] of entries.entries()) {
    const known = judged(entry, index, format)
    const fault = known.ok ? walk.step(index, known.entry) : known.fault
    if (fault !== null) return { ok: false, fault }
  }
  return walk.end()
}

class Walk {
  readonly #entries: readonly RecordEntry[]
  readonly #proposals: Proposal[] = []
  readonly #keys = new Map<string, string | null>()
  readonly #acceptedWorkarounds = new Set<string>()
  readonly #resolutions: ResolutionFacts[] = []
  readonly #later: LaterStep[] = []
  /** Of the entries up to the last proposal. */
  #tree = EMPTY_TREE
  #report: Of<'IssueReported'> | null = null
  #owner: string | null = null
  #standing: Signing['standing'] = 'OPEN'
  /** Signed by both: the next entry is its resolution, recorded together with the second signature. */
  #due: { readonly proposal: Proposal; readonly second: RecordEntry['event'] } | null = null

  constructor(entries: readonly RecordEntry[]) {
    this.#entries = entries
  }

  step(index: number, entry: Judged | null): Fault | null {
    if (index === 0 && entry?.body.type !== 'IssueReported')
      return entryFault(
        'FIRST_ENTRY',
        0,
        'event.body.type',
        'IssueReported',
        this.#entries[0]?.event.body.type,
      )
    if (this.#due !== null && entry?.body.type !== 'IssueResolved')
      return entryFault(
        'NOT_RESOLVED',
        index,
        'event.body.type',
        'IssueResolved',
        this.#entries[index]?.event.body.type,
      )
    return entry === null ? null : this.#judge(entry)
  }

  end(): Signed {
    const last = this.#entries.length - 1
    if (this.#due !== null)
      return {
        ok: false,
        fault: entryFault('NOT_RESOLVED_YET', last, '', 'IssueResolved', 'the end of the record'),
      }
    if (this.#report === null)
      return {
        ok: false,
        fault: {
          ...entryFault('FIRST_ENTRY', 0, '', 'IssueReported', 'no entry'),
          path: 'entries',
          entry: null,
        },
      }
    const signing: Signing = {
      report: this.#report,
      resolutions: this.#resolutions,
      commitments: this.#proposals.flatMap(commitmentOf),
      later: this.#later,
      standing: this.#standing,
    }
    return { ok: true, signing }
  }

  #judge(entry: Judged): Fault | null {
    const { body } = entry
    switch (body.type) {
      case 'IssueReported':
        return this.#reported({ ...entry, body })
      case 'AgentAssigned':
        this.#owner = body.agentId
        return null
      case 'WorkaroundAccepted':
        this.#acceptedWorkarounds.add(body.workaroundId)
        return null
      case 'WorkaroundWithdrawn':
        return this.#withdrawn(body.workaroundId)
      case 'ResolutionProposed':
        return this.#proposed({ ...entry, body })
      case 'ResolutionSigned':
        return this.#signed({ ...entry, body })
      case 'ResolutionRejected':
        return this.#rejected({ ...entry, body })
      case 'IssueResolved':
        return this.#resolved({ ...entry, body })
      case 'Reopened':
        return this.#reopened({ ...entry, body })
      case 'Reclassified':
        return this.#reclassified({ ...entry, body })
    }
  }

  #reported(entry: Of<'IssueReported'>): Fault | null {
    if (this.#report !== null) return faultAt(entry, 'REPORTED_TWICE', 'type', 'one report', 'IssueReported')
    this.#report = entry
    return null
  }

  /** A proposal to end by a workaround falls with the last workaround it could rest on (WRK-5). */
  #withdrawn(workaroundId: string): null {
    const wasLast = this.#acceptedWorkarounds.delete(workaroundId) && this.#acceptedWorkarounds.size === 0
    const open = this.#open()
    if (wasLast && open?.entry.body.outcome === 'WORKAROUND') open.status = 'SUPERSEDED'
    return null
  }

  #proposed(entry: Of<'ResolutionProposed'>): Fault | null {
    const { body, event, index } = entry
    const pinnedHead = this.#entries[index - 1]?.hash ?? CHAIN_START
    const digest = digestOf(entry)
    const version = this.#proposals.length + 1
    const fault =
      this.#afterTheEnd(entry) ??
      unless(body.version === version, entry, 'PROPOSAL_VERSION', 'version', version) ??
      unless(body.party === event.actor.party, entry, 'PROPOSAL_PARTY', 'party', event.actor.party) ??
      unless(body.sharedSeq === index, entry, 'PIN_POSITION', 'sharedSeq', index) ??
      unless(body.chainHead === pinnedHead, entry, 'PIN_HEAD', 'chainHead', pinnedHead) ??
      unless(body.digest === digest, entry, 'DIGEST', 'digest', digest) ??
      this.#statementFault(entry)
    if (fault !== null) return fault
    const open = this.#open()
    if (open !== undefined) open.status = 'SUPERSEDED'
    this.#proposals.push({ id: event.id, entry, status: 'OPEN', signatures: [] })
    return null
  }

  /** The text says what the entries say, and the root it pins is the one of the entries before it. */
  #statementFault(entry: Of<'ResolutionProposed'>): Fault | null {
    if (entry.body.text === undefined || this.#report === null) return null
    const fresh = this.#entries.slice(this.#tree.size, entry.index).map(({ event }) => event)
    this.#tree = treeOf(fresh, this.#tree)
    const previous = this.#resolutions.at(-1)?.digest ?? null
    return statementFault(entry, this.#report, rootOf(this.#tree), previous)
  }

  #signed(entry: Of<'ResolutionSigned'>): Fault | null {
    const { body, event } = entry
    const proposal = this.#proposals.find(({ id }) => id === body.proposalId)
    if (proposal === undefined)
      return faultAt(entry, 'NO_SUCH_PROPOSAL', 'proposalId', 'a proposal before it', body.proposalId)
    const fault = this.#afterTheEnd(entry) ?? notOpen(entry, proposal) ?? this.#notSignable(entry, proposal)
    if (fault !== null) return fault
    const mark = markOf(entry, proposal)
    if (!mark.ok) return mark.fault
    this.#keys.set(body.publicKey, event.actor.personId)
    proposal.signatures.push(mark.signature)
    if (proposal.signatures.length === 2) this.#due = { proposal, second: event }
    return null
  }

  /** One signature of each party, by somebody who may, each with a key of their own (RES-4 to RES-6). */
  #notSignable(
    entry: Of<'ResolutionSigned'>,
    { entry: { body: proposed }, signatures }: Proposal,
  ): Fault | null {
    const { body, event } = entry
    const { actor } = event
    const signer = this.#keys.get(body.publicKey)
    const roles = rolesThatSign(actor.party, actor.personId !== null && actor.personId === this.#owner)
    return (
      unless(body.digest === proposed.digest, entry, 'SIGNED_DIGEST', 'digest', proposed.digest) ??
      unless(body.party === actor.party, entry, 'SIGNER_PARTY', 'party', actor.party) ??
      (actor.personId !== null && roles.includes(actor.role)
        ? null
        : entryFault('SIGNER_ROLE', entry.index, 'event.actor.role', roles.join(', '), actor.role)) ??
      (signatures.some(({ party }) => party === body.party)
        ? faultAt(entry, 'PARTY_SIGNED_TWICE', 'party', 'the other party', body.party)
        : null) ??
      (signatures.some(({ by }) => by.personId === actor.personId)
        ? entryFault('SAME_PERSON', entry.index, 'event.actor.personId', 'another person', actor.personId)
        : null) ??
      (signer !== undefined && signer !== actor.personId
        ? faultAt(entry, 'KEY_OF_ANOTHER', 'publicKey', 'a key that nobody else signed with', body.publicKey)
        : null)
    )
  }

  #rejected(entry: Of<'ResolutionRejected'>): Fault | null {
    const { body, event } = entry
    const proposal = this.#proposals.find(({ id }) => id === body.proposalId)
    if (proposal === undefined)
      return faultAt(entry, 'NO_SUCH_PROPOSAL', 'proposalId', 'a proposal before it', body.proposalId)
    const fault =
      this.#afterTheEnd(entry) ??
      notOpen(entry, proposal) ??
      unless(body.party === event.actor.party, entry, 'SIGNER_PARTY', 'party', event.actor.party) ??
      (proposal.signatures.some(({ party }) => party === body.party)
        ? faultAt(entry, 'PARTY_SIGNED_TWICE', 'party', 'the other party', body.party)
        : null)
    if (fault === null) proposal.status = 'REJECTED'
    return fault
  }

  #resolved(entry: Of<'IssueResolved'>): Fault | null {
    const { body, event } = entry
    const due = this.#due
    if (due === null)
      return faultAt(entry, 'RESOLVED_UNSIGNED', 'type', 'two signatures right before', 'IssueResolved')
    const { proposal, second } = due
    const { outcome } = proposal.entry.body
    const fault =
      unless(body.proposalId === proposal.id, entry, 'RESOLVED_OTHERWISE', 'proposalId', proposal.id) ??
      unless(body.outcome === outcome, entry, 'RESOLVED_OTHERWISE', 'outcome', outcome) ??
      unlessOfTheSecond(entry.index, 'causedBy', second.causedBy, event.causedBy) ??
      unlessOfTheSecond(entry.index, 'recordedAt', second.recordedAt, event.recordedAt) ??
      unlessOfTheSecond(entry.index, 'actor', canonicalJson(second.actor), canonicalJson(event.actor))
    if (fault !== null) return fault
    proposal.status = 'AGREED'
    this.#due = null
    this.#standing = 'RESOLVED'
    this.#resolutions.push(resolutionFacts(proposal, event.recordedAt))
    return null
  }

  #reopened(entry: Of<'Reopened'>): Fault | null {
    if (this.#standing !== 'RESOLVED')
      return faultAt(entry, 'AFTER_THE_END', 'type', 'a resolved issue before it', 'Reopened')
    this.#standing = 'REOPENED'
    this.#acceptedWorkarounds.clear()
    this.#later.push(laterStep('REOPENED', entry, entry.body.reason))
    return null
  }

  #reclassified(entry: Of<'Reclassified'>): Fault | null {
    const fault = this.#afterTheEnd(entry)
    if (fault !== null) return fault
    // For good: what was open then is never answered, since nothing is signed after the end.
    this.#standing = 'RECLASSIFIED'
    this.#later.push(laterStep('RECLASSIFIED', entry, null))
    return null
  }

  #open(): Proposal | undefined {
    return this.#proposals.findLast(({ status }) => status === 'OPEN')
  }

  /** Nothing is proposed, signed or sent back once the issue has ended (PHA-2). */
  #afterTheEnd(entry: Judged): Fault | null {
    if (this.#standing !== 'RESOLVED' && this.#standing !== 'RECLASSIFIED') return null
    return faultAt(entry, 'AFTER_THE_END', 'type', 'nothing to sign after the end', entry.body.type)
  }
}
