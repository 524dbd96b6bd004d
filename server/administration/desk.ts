// What administering works with, and who does it.

import type { Instant } from '../../domain/time.ts'
import type { IdentityStore } from '../auth/identity-store.ts'
import type { SessionDesk, Viewer } from '../auth/session-desk.ts'
import type { MailOutbox } from '../mail/outbox.ts'

/** An administrator; the policy table let nobody else through. */
export type Administering = Pick<Viewer, 'person' | 'sessionId'>

export interface AdministrationDesk {
  readonly identity: IdentityStore
  readonly sessions: Pick<SessionDesk, 'changed' | 'closeSocketsOf' | 'closeSocketsOfSession'>
  readonly outbox: Pick<MailOutbox, 'wake'>
  readonly now: () => Instant
  /** The link of an invitation's secret, where no mail carries it to the one who is invited; null where mails do. */
  readonly linkToHandOver: ((token: string) => string) | null
  /** Tells open feeds that accounts or people are others now. */
  readonly directoryChanged: () => void
  /** Whether the server may ask what lies at an issuer's address. */
  readonly mayAsk: (issuer: string) => Promise<boolean>
}
