import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Account as DomainAccount } from '../../domain/account.ts';
import type { Actor as DomainActor, Person as DomainPerson } from '../../domain/people.ts';
import type { CommandAnswer as ProtocolCommandAnswer } from '../../protocol/command.ts';
import type { Directory as ProtocolDirectory, FeedPage as ProtocolFeedPage, RoomPresence as ProtocolRoomPresence } from '../../protocol/feed.ts';
import type { RecordedEvent } from '../../domain/incident/events.ts';
import type { Rejection as DomainRejection } from '../../domain/result.ts';
import type { Room as DomainRoom } from '../../domain/incident/state.ts';
import type { RequestContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A place in a feed. Opaque: compare it for equality, never compute with it. The empty text is the beginning. */
  Cursor: { input: string; output: string; }
  /**
   * What happened, as plain JSON: an object whose `type` is the event's type, exactly as it is hashed into the room's record.
   * It is not split into fields because its canonical form (RFC 8785) is what the record's chain covers.
   */
  EventBody: { input: unknown; output: unknown; }
  /** A moment: ISO 8601, UTC, milliseconds, always 24 characters: "2026-11-23T09:41:23.000Z". */
  Instant: { input: string; output: string; }
  /** Facts of a refusal that differ by code, as plain JSON: `field`, `problem` and `limit` of INVALID_INPUT, `current` of STALE_PROPOSAL … */
  RejectionFacts: { input: unknown; output: unknown; }
};

/** A workaround accepted. */
export type AcceptWorkaroundInput = {
  /** The workaround. */
  workaroundId: Scalars['ID']['input'];
};

/** A customer account. */
export type Account = {
  __typename?: 'Account';
  /** Country calling code for numbers typed in national form. */
  callingCode: Scalars['String']['output'];
  /** Who stands in for the TAM. */
  deputyId?: Maybe<Scalars['ID']['output']>;
  /** E-mail domains. */
  domains: Array<Scalars['String']['output']>;
  /** Whether the contract includes the Severity 1 Hotline. */
  hotline: Scalars['Boolean']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** The company's name. */
  name: Scalars['String']['output'];
  /** The account number. */
  number: Scalars['String']['output'];
  /** Known telephone numbers, E.164. */
  phones: Array<Scalars['String']['output']>;
  /** The TAM's hours, in versions. */
  tamHours: Array<WorkingHours>;
  /** The Technical Account Manager. */
  tamId?: Maybe<Scalars['ID']['output']>;
  /** IANA zone. */
  timeZone: Scalars['String']['output'];
};

/** An account as an administrator fills it in. */
export type AccountInput = {
  /** Country calling code. */
  callingCode: Scalars['String']['input'];
  /** Who stands in for the TAM. */
  deputyId?: InputMaybe<Scalars['ID']['input']>;
  /** E-mail domains; of one account alone. */
  domains: Array<Scalars['String']['input']>;
  /** Whether the contract includes the hotline. */
  hotline: Scalars['Boolean']['input'];
  /** The company's name. */
  name: Scalars['String']['input'];
  /** The account number; of one account alone. */
  number: Scalars['String']['input'];
  /** Known telephone numbers; national ones get the calling code. */
  phones: Array<Scalars['String']['input']>;
  /** Versions of the TAM's hours. */
  tamHours: Array<WorkingHoursInput>;
  /** The Technical Account Manager. */
  tamId?: InputMaybe<Scalars['ID']['input']>;
  /** IANA zone. */
  timeZone: Scalars['String']['input'];
};

/** A customer's own OpenID provider. Its secret is never told. */
export type AccountSso = {
  __typename?: 'AccountSso';
  /** As it knows this server. */
  clientId: Scalars['String']['output'];
  /** Mail domains whose people are sent there. */
  domains: Array<Scalars['String']['output']>;
  /** Its address. */
  issuer: Scalars['String']['output'];
  /** Names the file that the operator put the secret into; null for a public client. */
  secretName?: Maybe<Scalars['String']['output']>;
};

/** A customer's own OpenID provider. */
export type AccountSsoInput = {
  /** As it knows this server. */
  clientId: Scalars['String']['input'];
  /** Mail domains whose people are sent there; of this account. */
  domains: Array<Scalars['String']['input']>;
  /** Its address: https, in the public Internet. */
  issuer: Scalars['String']['input'];
  /** Names the file in the server's secrets folder; null for a public client. */
  secretName?: InputMaybe<Scalars['String']['input']>;
};

/** Somebody is on it. */
export type AcknowledgeEscalationInput = {
  /** The escalation. */
  escalationId: Scalars['ID']['input'];
};

/** What somebody present is doing. */
export type Activity =
  /** On the phone. */
  | 'CALL'
  /** Writing a message. */
  | 'MESSAGE'
  /** Writing an internal note; a customer is told READING. */
  | 'NOTE'
  /** Reading. */
  | 'READING'
  /** Writing an update. */
  | 'UPDATE'
  /** Writing a workaround. */
  | 'WORKAROUND';

/** Who recorded an event, as stamped then. */
export type Actor = {
  __typename?: 'Actor';
  /** The name at that time. */
  name: Scalars['String']['output'];
  /** The side. */
  party: ActorParty;
  /** The person, or null for the engine and for a customer who is only named. */
  personId?: Maybe<Scalars['ID']['output']>;
  /** The role at that time; null for the engine. */
  role?: Maybe<Role>;
};

/** Who recorded an event. */
export type ActorParty =
  /** A person of the customer. */
  | 'CUSTOMER'
  /** A person of the provider. */
  | 'PROVIDER'
  /** The deadline engine. */
  | 'SYSTEM';

/** An account as administrators see it. */
export type AdministeredAccount = {
  __typename?: 'AdministeredAccount';
  /** The account. */
  account: Account;
  /** How many people it has, deactivated ones too. */
  peopleCount: Scalars['Int']['output'];
  /** Its own way to sign in, or null. */
  sso?: Maybe<AccountSso>;
};

/** Some accounts, by name. */
export type AdministeredAccounts = {
  __typename?: 'AdministeredAccounts';
  /** At most 20. */
  accounts: Array<AdministeredAccount>;
  /** What `after` is for the next ones; null when these were the last. */
  next?: Maybe<Scalars['String']['output']>;
};

/** Some people, by name. */
export type AdministeredPeople = {
  __typename?: 'AdministeredPeople';
  /** What `after` is for the next ones; null when these were the last. */
  next?: Maybe<Scalars['String']['output']>;
  /** At most 50. */
  people: Array<AdministeredPerson>;
};

/** A person as administrators see them. */
export type AdministeredPerson = {
  __typename?: 'AdministeredPerson';
  /** Name of the customer; null for the provider's people. */
  accountName?: Maybe<Scalars['String']['output']>;
  /** When they were last heard of, on any device that is remembered; good to a few minutes. */
  lastSeenAt?: Maybe<Scalars['Instant']['output']>;
  /** The person. */
  person: Person;
  /** Whether they can come in. */
  state: PersonState;
};

/** Accounts and people, for administrators. */
export type Administration = {
  __typename?: 'Administration';
  /** Accounts by name. */
  accounts: AdministeredAccounts;
  /** People by name. */
  people: AdministeredPeople;
};


/** Accounts and people, for administrators. */
export type AdministrationAccountsArgs = {
  after?: Scalars['String']['input'];
  search?: Scalars['String']['input'];
};


/** Accounts and people, for administrators. */
export type AdministrationPeopleArgs = {
  after?: Scalars['String']['input'];
  search?: Scalars['String']['input'];
};

/** What became of an administrator's change. */
export type AdministrationAnswer = {
  __typename?: 'AdministrationAnswer';
  /** Whom or what it was about; of something new, its id. Null when it was refused. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Of an invitation that the server cannot mail: its link, shown this once to be handed over. From the server's own root where its public address is not set. */
  link?: Maybe<Scalars['String']['output']>;
  /** Null when it was made. */
  refusal?: Maybe<AdministrationRefusal>;
};

/** What is wrong with a field that an administrator filled in. */
export type AdministrationProblem =
  /** Another administrator changed this since it was read. */
  | 'CHANGED_MEANWHILE'
  /** The last administrator stays one. */
  | 'LAST_ADMINISTRATOR'
  /** A customer's role needs an account. */
  | 'NEEDS_ACCOUNT'
  /** The person is deactivated. */
  | 'NOT_ACTIVE'
  /** The address may not be asked for. */
  | 'NOT_ALLOWED'
  /** It is no e-mail address. */
  | 'NOT_AN_EMAIL'
  /** It is no country calling code. */
  | 'NOT_A_CALLING_CODE'
  /** It is no date. */
  | 'NOT_A_DATE'
  /** It is no mail domain. */
  | 'NOT_A_DOMAIN'
  /** It is no telephone number. */
  | 'NOT_A_PHONE'
  /** Somebody without the role TAM. */
  | 'NOT_A_TAM'
  /** It is no IANA zone. */
  | 'NOT_A_ZONE'
  /** There is no such person, account, device or key. */
  | 'NOT_FOUND'
  /** They are no working hours. */
  | 'NOT_HOURS'
  /** Nobody of the provider's who works in rooms. */
  | 'NOT_STAFF'
  /** A provider's role has no account. */
  | 'NO_ACCOUNT'
  /** The server sends no mail, and shows links for newcomers alone. */
  | 'NO_MAIL'
  /** You would change your own role, or end your own access. */
  | 'ONESELF'
  /** Somebody who has given a command stays on the same side. */
  | 'PARTY_STAYS'
  /** It is needed. */
  | 'REQUIRED'
  /** Another has it. */
  | 'TAKEN'
  /** It has more characters than `limit`. */
  | 'TOO_LONG'
  /** It has more items than `limit`. */
  | 'TOO_MANY'
  /** Hours that were in force never change. */
  | 'WAS_IN_FORCE';

/** Why an administrator's change was not made: nothing of it was stored. */
export type AdministrationRefusal = {
  __typename?: 'AdministrationRefusal';
  /** Always INVALID_INPUT. */
  code: Scalars['String']['output'];
  /** The field, as the input names it. */
  field: Scalars['String']['output'];
  /** A number of characters or items, where the problem is one of size. */
  limit?: Maybe<Scalars['Int']['output']>;
  /** What is wrong with it. */
  problem: AdministrationProblem;
  /** What to do. */
  remedy: Scalars['String']['output'];
};

/** Consent to a cadence. */
export type AgreeCadenceInput = {
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
};

/** Consent to a reclassification. */
export type AgreeReclassificationInput = {
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
};

/** A remark to an entry. */
export type AnnotateInput = {
  /** Who may see it; INTERNAL only for the provider. */
  audience?: Audience;
  /** The entry. */
  refersTo: Scalars['ID']['input'];
  /** At most 8,000 characters. */
  text: Scalars['String']['input'];
};

/** Who is to own the room. */
export type AssignAgentInput = {
  /** The agent. */
  agentId: Scalars['ID']['input'];
  /** Summary for the next owner, internal; required when somebody else has the room now. */
  handOverNote?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The result of judging an attempt log by UNA-1. Bring the log in first, as for AttachFileInput: evidence whose log is not
 * here is rejected as INVALID_INPUT with the problem NOT_FOUND of the field sha256.
 */
export type AttachEvidenceInput = {
  /** The verdict per channel. */
  channels: Array<ChannelEvidenceInput>;
  /** Seconds in which at least one channel was unavailable. */
  eitherSeconds: Scalars['Int']['input'];
  /** Name of the attempt log. */
  fileName: Scalars['String']['input'];
  /** Its SHA-256, in hex. */
  sha256: Scalars['String']['input'];
  /** Its size in bytes. */
  size: Scalars['Int']['input'];
};

/**
 * A file, by its fingerprint. Bring its content in first: `POST /rooms/{room id}/files`, the bytes themselves as the body and
 * the session as for this API; the answer is `{ "sha256", "size" }`. A file that the own party has not brought in is rejected
 * as INVALID_INPUT with the problem NOT_FOUND of the field sha256. Whoever may read the entry fetches the content from
 * `GET /rooms/{room id}/files/{event id}`.
 */
export type AttachFileInput = {
  /** Who may see it; INTERNAL only for the provider. */
  audience?: Audience;
  /** Its media type. */
  mediaType: Scalars['String']['input'];
  /** Its name. */
  name: Scalars['String']['input'];
  /** SHA-256 of its content, in hex. */
  sha256: Scalars['String']['input'];
  /** Its size in bytes, at most 25 MiB. */
  size: Scalars['Int']['input'];
};

/** How a call that reached nobody ended. */
export type AttemptOutcome =
  /** The line was busy. */
  | 'BUSY'
  /** Nobody answered. */
  | 'NO_ANSWER'
  /** A message was left. */
  | 'VOICEMAIL';

/** Who may read an entry. */
export type Audience =
  /** The provider alone. */
  | 'INTERNAL'
  /** Both parties: part of the record they sign. */
  | 'SHARED';

/** One thing that was done to accounts, people, devices or keys. Entries are never changed or removed. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What was done, such as PERSON_DEACTIVATED. */
  action: Scalars['String']['output'];
  /** Who did it; null for the operator, or the server on its own. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** Who did it, as named then. */
  actorName: Scalars['String']['output'];
  /** When. */
  at: Scalars['Instant']['output'];
  /** What changed. */
  facts: Array<AuditFact>;
  /** Counts from 1 without a gap. */
  number: Scalars['Int']['output'];
  /** To whom or what. */
  subjectId: Scalars['ID']['output'];
  /** ACCOUNT, PERSON, DEVICE or KEY. */
  subjectKind: Scalars['String']['output'];
  /** Its name now, where it has one. */
  subjectName?: Maybe<Scalars['String']['output']>;
};

/** One fact of an entry of the audit log. */
export type AuditFact = {
  __typename?: 'AuditFact';
  /** What it is called. */
  name: Scalars['String']['output'];
  /** Null where there is none. */
  value?: Maybe<Scalars['String']['output']>;
};

/** Some entries of the audit log, newest first. */
export type AuditPage = {
  __typename?: 'AuditPage';
  /** At most 50. */
  entries: Array<AuditEntry>;
  /** What `before` is for the ones before; null when there are none. */
  next?: Maybe<Scalars['Int']['output']>;
};

/** A way of injecting mail. */
export type Channel =
  /** The HTTP API. */
  | 'API'
  /** SMTP. */
  | 'SMTP';

/** The verdict on one channel. */
export type ChannelEvidenceInput = {
  /** The channel. */
  channel: Channel;
  /** The stretches they form. */
  intervals: Array<IntervalInput>;
  /** Seconds in which every attempt failed by server timeout or internal service error. */
  unavailableSeconds: Scalars['Int']['input'];
};

/** A promise with its time; both parties see the same one. */
export type Clock = {
  __typename?: 'Clock';
  /** False for a cadence nobody has agreed yet: it reminds, but cannot be broken. */
  binding: Scalars['Boolean']['output'];
  /** When a breach was recorded; stays, also where a call entered late turned the outcome to MET. */
  breachRecordedAt?: Maybe<Scalars['Instant']['output']>;
  /** When it is due; null without a limit. */
  dueAt?: Maybe<Scalars['Instant']['output']>;
  /** Unique in the room, e.g. "UPDATE:2". */
  id: Scalars['ID']['output'];
  /** What it promises. */
  kind: ClockKind;
  /** What has become of it. */
  outcome: ClockOutcome;
  /** When what stopped it was entered, if after the due time. */
  recordedLateAt?: Maybe<Scalars['Instant']['output']>;
  /** When it started. */
  startedAt: Scalars['Instant']['output'];
  /** When it stopped: the moment of the act that was promised. */
  stoppedAt?: Maybe<Scalars['Instant']['output']>;
};

/** What a clock promises. */
export type ClockKind =
  /** An agent calls back within fifteen minutes. */
  | 'CALLBACK'
  /** The other signature; no contract limit, reminders only. */
  | 'SIGN_OFF'
  /** The next update, at the agreed cadence. */
  | 'UPDATE';

/** What has become of a clock. */
export type ClockOutcome =
  /** Broken; stays so in the record. */
  | 'BREACHED'
  /** What it was for fell away. */
  | 'CANCELLED'
  /** Kept in time. */
  | 'MET'
  /** It runs, or its due time passed a moment ago. */
  | 'RUNNING';

/** The answer to one command. */
export type CommandAnswer = {
  __typename?: 'CommandAnswer';
  /** The command's id. */
  id: Scalars['ID']['output'];
  /** What became of it. */
  outcome: CommandOutcome;
  /** When it was recorded, if accepted. */
  recordedAt?: Maybe<Scalars['Instant']['output']>;
  /** Why not, if rejected. */
  rejection?: Maybe<Rejection>;
};

/** Exactly one command. */
export type CommandInput =
  /** Accept a workaround for the customer. */
  { acceptWorkaround: AcceptWorkaroundInput; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Say "I am on it": ends the repeated alerts, never the clock. */
  { acceptWorkaround?: never; acknowledgeEscalation: AcknowledgeEscalationInput; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Agree to the other party's cadence. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence: AgreeCadenceInput; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Agree to the other party's reclassification. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification: AgreeReclassificationInput; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Add a remark to an entry, also after the end. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate: AnnotateInput; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Take the room over, or (supervisor) give it to an agent. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent: AssignAgentInput; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Attach the result of judging an attempt log by UNA-1. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence: AttachEvidenceInput; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Attach a file. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile: AttachFileInput; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Correct an own message, note or update; the first version stays. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct: CorrectInput; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Decline the other party's cadence, with a reason or a counter-proposal. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence: DeclineCadenceInput; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Decline the other party's reclassification. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification: DeclineReclassificationInput; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Call somebody higher in. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate: EscalateInput; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Say something to everybody in the room. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage: PostMessageInput; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Say something to the provider's people alone. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote: PostNoteInput; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Post a periodic update; restarts the update clock. CRI-6 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate: PostUpdateInput; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Propose how often updates come. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence: ProposeCadenceInput; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Propose that this is no Critical Issue. NCI-1 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification: ProposeReclassificationInput; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Propose that the issue is resolved; pins the shared record. CRI-7 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution: ProposeResolutionInput; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Record the callback; stops the clock. CRI-4 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback: RecordCallbackInput; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Record a call that reached nobody; the clock runs on. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt: RecordCallbackAttemptInput; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Record a workaround. CRI-5 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround: RecordWorkaroundInput; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Reject the open proposal; possible for a party that has not signed it. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution: RejectResolutionInput; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Reject a workaround for the customer. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround: RejectWorkaroundInput; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Open a resolved room again, within 14 days. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen: ReopenInput; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Open a ticket. CRI-2 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue: ReportIssueInput; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Ask for an update. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate: RequestUpdateInput; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Sign the open proposal for your party. CRI-7 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution: SignResolutionInput; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Take a hotline call; starts the callback clock. CRI-3 */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake: TakeIntakeInput; withdrawCadence?: never; withdrawWorkaround?: never; }
  |  /** Take back your own party's open cadence proposal. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence: WithdrawCadenceInput; withdrawWorkaround?: never; }
  |  /** Take a workaround back. */
  { acceptWorkaround?: never; acknowledgeEscalation?: never; agreeCadence?: never; agreeReclassification?: never; annotate?: never; assignAgent?: never; attachEvidence?: never; attachFile?: never; correct?: never; declineCadence?: never; declineReclassification?: never; escalate?: never; postMessage?: never; postNote?: never; postUpdate?: never; proposeCadence?: never; proposeReclassification?: never; proposeResolution?: never; recordCallback?: never; recordCallbackAttempt?: never; recordWorkaround?: never; rejectResolution?: never; rejectWorkaround?: never; reopen?: never; reportIssue?: never; requestUpdate?: never; signResolution?: never; takeIntake?: never; withdrawCadence?: never; withdrawWorkaround: WithdrawWorkaroundInput; };

/** What became of one command. */
export type CommandOutcome =
  /** Recorded; the same id will always get this answer. */
  | 'ACCEPTED'
  /** It binds your party and your sign-in is over 15 minutes old: nothing was stored. Sign in again within this session (step-up), then send it with the same id. */
  | 'HELD'
  /** Refused by the rules; the same id will always get this answer. */
  | 'REJECTED'
  /** Temporary trouble: nothing was stored, send it again with the same id. */
  | 'RETRY';

/** How sure an expectation is. */
export type Confidence =
  /** Nearly certain. */
  | 'HIGH'
  /** A guess. */
  | 'LOW'
  /** Likely. */
  | 'MEDIUM';

/** A correction of an own entry. */
export type CorrectInput = {
  /** The entry. */
  refersTo: Scalars['ID']['input'];
  /** The text that now stands for it. */
  text: Scalars['String']['input'];
};

/** A cadence declined; a reason or a counter-proposal is needed. */
export type DeclineCadenceInput = {
  /** Minutes proposed instead, 5 to 1440. */
  counterMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /** Why. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** A reclassification declined. */
export type DeclineReclassificationInput = {
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A device that you are signed in on. */
export type Device = {
  __typename?: 'Device';
  /** When you signed in there. */
  createdAt: Scalars['Instant']['output'];
  /** Whether it is the one that asks. */
  current: Scalars['Boolean']['output'];
  /** Names its session. */
  id: Scalars['ID']['output'];
  /** When it was last heard of; good to a few minutes. */
  lastSeenAt: Scalars['Instant']['output'];
  /** How you last showed there who you are. */
  method: SignInMethod;
  /** As it calls itself. */
  name: Scalars['String']['output'];
};

/** Accounts and people you may know of. */
export type Directory = {
  __typename?: 'Directory';
  /** Accounts: a customer sees the own one. */
  accounts: Array<Account>;
  /** People: a customer sees those of the own account, its TAM and deputy, and the provider's people that shared entries name. */
  people: Array<Person>;
};

/** What became of enrolling a key. */
export type EnrolOutcome =
  /** The certificate is there. */
  | 'ENROLLED'
  /** The key was closed; make another. */
  | 'KEY_CLOSED'
  /** Somebody else has this key. */
  | 'KEY_OF_ANOTHER'
  /** The sign-in is too long ago. */
  | 'SIGN_IN_AGAIN'
  /** The challenge is of another session, or older than ten minutes. */
  | 'STALE_CHALLENGE'
  /** Close a key first. */
  | 'TOO_MANY_KEYS'
  /** The provider can issue no certificate now; sign without one, or later. */
  | 'UNAVAILABLE'
  /** The proof does not show that you hold the key. */
  | 'WRONG_PROOF';

/** What enrolling a key led to. */
export type EnrolledKey = {
  __typename?: 'EnrolledKey';
  /** A compact JWS that says whose key it is and travels in the record; null unless ENROLLED. */
  certificate?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  outcome: EnrolOutcome;
};

/** An escalation by hand. */
export type EscalateInput = {
  /** Why. */
  reason: Scalars['String']['input'];
  /** To whom. */
  to: EscalationTarget;
};

/** Whom an escalation is for. */
export type EscalationTarget =
  /** All agents on duty. */
  | 'ON_DUTY'
  /** The agent who owns the room. */
  | 'OWNER'
  /** The supervisor on duty. */
  | 'SUPERVISOR'
  /** The account's Technical Account Manager. */
  | 'TAM';

/** One link of a room's record. */
export type Event = {
  __typename?: 'Event';
  /** The customer account. */
  accountId: Scalars['ID']['output'];
  /** Who did it. */
  actor: Actor;
  /** Who may read it. A customer only ever meets SHARED. */
  audience: Audience;
  /** What happened. */
  body: Scalars['EventBody']['output'];
  /** The id of the command that led to it. */
  causedBy: Scalars['ID']['output'];
  /** SHA-256(previous hash of this audience ‖ canonical JSON of the event), in hex. */
  hash: Scalars['String']['output'];
  /** Follows from the command that led to it, so that it is the same on device and server. */
  id: Scalars['ID']['output'];
  /** The server's stamp. */
  recordedAt: Scalars['Instant']['output'];
  /** The room. */
  roomId: Scalars['ID']['output'];
  /** 16 bytes in base64url under the hash, so that it tells nothing once the words are erased; null in old entries. */
  salt?: Maybe<Scalars['String']['output']>;
  /** Dense from 1 over both audiences; null in a customer's copy. */
  seq?: Maybe<Scalars['Int']['output']>;
  /** Dense from 1 among the room's shared events; null on an internal one. */
  sharedSeq?: Maybe<Scalars['Int']['output']>;
};

/** When the end is expected: exactly one of the three. */
export type ExpectationInput =
  /** A range. */
  { range: ExpectedRangeInput; time?: never; unknown?: never; }
  |  /** A time. */
  { range?: never; time: ExpectedTimeInput; unknown?: never; }
  |  /** Not known yet. */
  { range?: never; time?: never; unknown: ExpectedUnknownInput; };

/** A range. */
export type ExpectedRangeInput = {
  /** How sure. */
  confidence: Confidence;
  /** From. */
  from: Scalars['Instant']['input'];
  /** Until; in the future. */
  until: Scalars['Instant']['input'];
};

/** A time. */
export type ExpectedTimeInput = {
  /** In the future. */
  at: Scalars['Instant']['input'];
  /** How sure. */
  confidence: Confidence;
};

/** Not known yet. */
export type ExpectedUnknownInput = {
  /** When more will be said. */
  moreAt: Scalars['Instant']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** What a caller knows to be failing. */
export type Failing =
  /** Every API call. */
  | 'API'
  /** Every SMTP injection. */
  | 'SMTP'
  /** Only some. */
  | 'SOME';

/** A stretch of a feed. */
export type FeedPage = {
  __typename?: 'FeedPage';
  /** The cursor these events follow. */
  after: Scalars['Cursor']['output'];
  /** Whether these were all there were. An empty page at head confirms that nothing is newer. */
  atHead: Scalars['Boolean']['output'];
  /** The cursor to go on from. */
  cursor: Scalars['Cursor']['output'];
  /** Running digest of the feed after these events: SHA-256(previous digest ‖ event hash), in hex, from 64 zeros. */
  digest: Scalars['String']['output'];
  /** Another one than on the page before: `directory` changed, ask for it again. */
  directory?: Maybe<Scalars['String']['output']>;
  /** Changes when the server was restored from a backup: discard what is cached, keep what is unsent. */
  epoch: Scalars['String']['output'];
  /** The events, in order, each exactly once. */
  events: Array<Event>;
  /** The server's clock when the page was made. */
  serverTime: Scalars['Instant']['output'];
};

/** A stretch of whole seconds. */
export type IntervalInput = {
  /** Inclusive. */
  from: Scalars['Instant']['input'];
  /** Exclusive. */
  until: Scalars['Instant']['input'];
};

/** Changes. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Says that you have a room open and what you are doing; forgotten after 30 s. */
  announce: Scalars['Boolean']['output'];
  /** Administrators: changes a person. Their open connections are served anew at once. */
  changePerson: AdministrationAnswer;
  /** Closes a signing key of yours: what it signed stays, nothing more is signed with it. False for one that is not yours. */
  closeKey: Scalars['Boolean']['output'];
  /** Administrators: closes a signing key of a person. What it signed stays. */
  closeKeyOf: AdministrationAnswer;
  /** Administrators: ends a person's access and every session, at once. What their devices keep of this server goes too. */
  deactivatePerson: AdministrationAnswer;
  /** Administrators: ends every session of a person, at once; the one that asks goes on. */
  endAllDevicesOf: AdministrationAnswer;
  /** Ends a session of yours on another device, at once: what that device keeps of this server goes too. False for one that is not yours. */
  endDevice: Scalars['Boolean']['output'];
  /** Administrators: ends one session of a person, at once. */
  endDeviceOf: AdministrationAnswer;
  /** Certifies a signing key of yours that was made on this device, right after a sign-in. */
  enrolKey: EnrolledKey;
  /** Administrators: another invitation for somebody who is there; earlier ones no longer work. */
  inviteAgain: AdministrationAnswer;
  /** Administrators: adds a person and has an invitation mailed to them; staff take theirs to the provider's own sign-in. */
  invitePerson: AdministrationAnswer;
  /** Provider: a code to be read out on the phone to a customer whose mail is down, good once, for ten minutes. Recorded in the audit log. */
  issuePhoneCode: PhoneCode;
  /** Administrators: gives access back; sessions that ended stay ended. */
  reactivatePerson: AdministrationAnswer;
  /** Administrators: takes that away; its people sign in by mail. */
  removeAccountSso: AdministrationAnswer;
  /** Removes a passkey of yours: nobody comes in by it any more. False for one that is not yours. */
  removePasskey: Scalars['Boolean']['output'];
  /** Administrators: makes an account, or changes one. */
  saveAccount: AdministrationAnswer;
  /** Administrators: sends an account's people to its own OpenID provider. */
  setAccountSso: AdministrationAnswer;
  /** Ends this session. */
  signOut: Scalars['Boolean']['output'];
  /** Hands in up to 20 commands, decided in order. Safe to repeat: a command id has one effect for ever. */
  submit: SubmitResult;
};


/** Changes. */
export type MutationAnnounceArgs = {
  activity: Activity;
  roomId?: InputMaybe<Scalars['ID']['input']>;
};


/** Changes. */
export type MutationChangePersonArgs = {
  id: Scalars['ID']['input'];
  person: PersonInput;
  seen?: InputMaybe<PersonInput>;
};


/** Changes. */
export type MutationCloseKeyArgs = {
  kid: Scalars['ID']['input'];
};


/** Changes. */
export type MutationCloseKeyOfArgs = {
  kid: Scalars['ID']['input'];
  personId: Scalars['ID']['input'];
};


/** Changes. */
export type MutationDeactivatePersonArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. */
export type MutationEndAllDevicesOfArgs = {
  personId: Scalars['ID']['input'];
};


/** Changes. */
export type MutationEndDeviceArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. */
export type MutationEndDeviceOfArgs = {
  deviceId: Scalars['ID']['input'];
  personId: Scalars['ID']['input'];
};


/** Changes. */
export type MutationEnrolKeyArgs = {
  challenge: Scalars['String']['input'];
  proof: Scalars['String']['input'];
  publicKey: Scalars['String']['input'];
};


/** Changes. */
export type MutationInviteAgainArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. */
export type MutationInvitePersonArgs = {
  person: PersonInput;
};


/** Changes. */
export type MutationIssuePhoneCodeArgs = {
  checkedBy: Scalars['String']['input'];
  personId: Scalars['ID']['input'];
};


/** Changes. */
export type MutationReactivatePersonArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. */
export type MutationRemoveAccountSsoArgs = {
  accountId: Scalars['ID']['input'];
};


/** Changes. */
export type MutationRemovePasskeyArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. */
export type MutationSaveAccountArgs = {
  account: AccountInput;
  id?: InputMaybe<Scalars['ID']['input']>;
  seen?: InputMaybe<AccountInput>;
};


/** Changes. */
export type MutationSetAccountSsoArgs = {
  accountId: Scalars['ID']['input'];
  sso: AccountSsoInput;
};


/** Changes. */
export type MutationSubmitArgs = {
  commands: Array<SubmitInput>;
};

/** The two sides of a room. */
export type Party =
  /** The company whose mail is affected. */
  | 'CUSTOMER'
  /** The provider of the e-mail platform. */
  | 'PROVIDER';

/** A passkey of yours: a way in that needs no mail. */
export type Passkey = {
  __typename?: 'Passkey';
  /** When it was made. */
  createdAt: Scalars['Instant']['output'];
  /** Names it. */
  id: Scalars['ID']['output'];
  /** When you last came in by it; null before the first time. */
  lastUsedAt?: Maybe<Scalars['Instant']['output']>;
  /** As you called it. */
  name: Scalars['String']['output'];
};

/** A person, as far as you may know of them. */
export type Person = {
  __typename?: 'Person';
  /** The customer account, for a customer's person. */
  accountId?: Maybe<Scalars['ID']['output']>;
  /** E-mail. */
  email?: Maybe<Scalars['String']['output']>;
  /** The id. */
  id: Scalars['ID']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** The side. */
  party: Party;
  /** Telephone, E.164. */
  phone?: Maybe<Scalars['String']['output']>;
  /** What the person may do. */
  role: Role;
  /** IANA zone. */
  timeZone: Scalars['String']['output'];
  /** Job title. */
  title: Scalars['String']['output'];
};

/** A person with where they are signed in and what they sign with. */
export type PersonInDetail = {
  __typename?: 'PersonInDetail';
  /** The person. */
  about: AdministeredPerson;
  /** Where they are signed in, the device seen last first. */
  devices: Array<Device>;
  /** Their signing keys, newest first. */
  signingKeys: Array<SigningKey>;
};

/** A person as an administrator fills them in. */
export type PersonInput = {
  /** The customer; null for the provider's people. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Belongs to one person. */
  email: Scalars['String']['input'];
  /** At most 160 characters. */
  name: Scalars['String']['input'];
  /** Telephone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** What they may do. */
  role: Role;
  /** IANA zone. */
  timeZone: Scalars['String']['input'];
  /** Job title, as shown beside the name. */
  title: Scalars['String']['input'];
};

/** Whether somebody can come in. */
export type PersonState =
  /** Came in before, or may. */
  | 'ACTIVE'
  /** May not come in. */
  | 'DEACTIVATED'
  /** Was invited and has not come in yet. */
  | 'INVITED';

/** Where a room stands; derived from its events, never set. */
export type Phase =
  /** The hotline call was taken, the 15-minute clock runs. */
  | 'AWAITING_CALLBACK'
  /** The callback was made. */
  | 'IN_PROGRESS'
  /** Both parties agreed that it is no Critical Issue. */
  | 'RECLASSIFIED'
  /** A ticket, no hotline call yet. */
  | 'REPORTED'
  /** One party proposed that it is resolved. */
  | 'RESOLUTION_PROPOSED'
  /** Both parties signed. */
  | 'RESOLVED'
  /** The customer accepted a workaround. */
  | 'WORKAROUND_IN_PLACE';

/** A code to be read out; shown once. */
export type PhoneCode = {
  __typename?: 'PhoneCode';
  /** Eight digits. */
  code: Scalars['String']['output'];
  /** Until when it is good. */
  expiresAt: Scalars['Instant']['output'];
};

/** A message. */
export type PostMessageInput = {
  /** The entry it answers. */
  replyTo?: InputMaybe<Scalars['ID']['input']>;
  /** At most 8,000 characters. */
  text: Scalars['String']['input'];
};

/** An internal note. */
export type PostNoteInput = {
  /** The entry it answers. */
  replyTo?: InputMaybe<Scalars['ID']['input']>;
  /** At most 8,000 characters. */
  text: Scalars['String']['input'];
};

/** A periodic update. */
export type PostUpdateInput = {
  /** When the end is expected. */
  expectation: ExpectationInput;
  /** What is known. */
  nature: Scalars['String']['input'];
  /** Where it stands. */
  status: UpdateStatus;
};

/** Somebody who has a room open. */
export type Present = {
  __typename?: 'Present';
  /** What the person is doing. */
  activity: Activity;
  /** The name. */
  name: Scalars['String']['output'];
  /** The side. */
  party: Party;
  /** The person. */
  personId: Scalars['ID']['output'];
};

/** What has become of a proposal that the issue is resolved. */
export type ProposalStatus =
  /** Both parties signed it. */
  | 'AGREED'
  /** It waits for signatures. */
  | 'OPEN'
  /** A party rejected it. */
  | 'REJECTED'
  /** A newer proposal took its place. */
  | 'SUPERSEDED';

/** How often updates come. */
export type ProposeCadenceInput = {
  /** Whether updates go on while a workaround is accepted. */
  duringWorkaround?: Scalars['Boolean']['input'];
  /** Minutes, 5 to 1440. */
  everyMinutes: Scalars['Int']['input'];
};

/** This is no Critical Issue. */
export type ProposeReclassificationInput = {
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A proposal that the issue is resolved. */
export type ProposeResolutionInput = {
  /** The cause, if known. */
  cause?: InputMaybe<Scalars['String']['input']>;
  /** What is still to come. */
  followUp?: InputMaybe<Scalars['String']['input']>;
  /** How it ends; WORKAROUND needs an accepted workaround. */
  outcome: ResolutionOutcome;
  /** The text both parties sign. */
  statement: Scalars['String']['input'];
  /** When the Unavailability ended; required where the outcome is ENDED. */
  unavailabilityEndedAt?: InputMaybe<Scalars['Instant']['input']>;
};

/** Questions that change nothing. */
export type Query = {
  __typename?: 'Query';
  /** Administrators: one account; null when it is not there. */
  administeredAccount?: Maybe<AdministeredAccount>;
  /** Administrators: one person with their devices and keys; null when they are not there. */
  administeredPerson?: Maybe<PersonInDetail>;
  /** Administrators: accounts and people. */
  administration: Administration;
  /** Administrators: the audit log, newest first. */
  audit: AuditPage;
  /** The provider's signed word on a room's shared record as it stands, a compact JWS; null where none can be given. */
  checkpoint?: Maybe<Scalars['String']['output']>;
  /** Where you are signed in, the device seen last first. */
  devices: Array<Device>;
  /** Accounts and people you may know of. */
  directory: Directory;
  /** What is signed with a new key to show that you hold it; holds for this session and ten minutes. */
  enrolmentChallenge: Scalars['String']['output'];
  /** The signed-in person. */
  me: Person;
  /** Your passkeys, oldest first. */
  passkeys: Array<Passkey>;
  /** One room; null when it does not exist or is not yours to see. */
  room?: Maybe<Room>;
  /** Rooms you may see, newest report first. */
  rooms: Array<Room>;
  /** The server's clock; clients estimate their offset from it. */
  serverTime: Scalars['Instant']['output'];
  /** Your signing keys, newest first. */
  signingKeys: Array<SigningKey>;
};


/** Questions that change nothing. */
export type QueryAdministeredAccountArgs = {
  id: Scalars['ID']['input'];
};


/** Questions that change nothing. */
export type QueryAdministeredPersonArgs = {
  id: Scalars['ID']['input'];
};


/** Questions that change nothing. */
export type QueryAuditArgs = {
  before?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions that change nothing. */
export type QueryCheckpointArgs = {
  roomId: Scalars['ID']['input'];
};


/** Questions that change nothing. */
export type QueryRoomArgs = {
  id: Scalars['ID']['input'];
};


/** Questions that change nothing. */
export type QueryRoomsArgs = {
  live?: Scalars['Boolean']['input'];
};

/** A call that reached nobody. */
export type RecordCallbackAttemptInput = {
  /** The number called. */
  number: Scalars['String']['input'];
  /** How it ended. */
  outcome: AttemptOutcome;
};

/** The callback. */
export type RecordCallbackInput = {
  /** What was learnt. */
  information?: Scalars['String']['input'];
  /** When the call was answered; may be entered late. */
  occurredAt: Scalars['Instant']['input'];
  /** With whom. */
  reached: Scalars['String']['input'];
};

/** A workaround. */
export type RecordWorkaroundInput = {
  /** What it does not cover. */
  limits?: InputMaybe<Scalars['String']['input']>;
  /** What to do. */
  steps: Scalars['String']['input'];
  /** In a line. */
  title: Scalars['String']['input'];
  /** How to undo it. */
  undo?: InputMaybe<Scalars['String']['input']>;
  /** Until when it may be used. */
  validUntil?: InputMaybe<Scalars['Instant']['input']>;
};

/** A proposal rejected. */
export type RejectResolutionInput = {
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A workaround rejected. */
export type RejectWorkaroundInput = {
  /** Why. */
  reason: Scalars['String']['input'];
  /** The workaround. */
  workaroundId: Scalars['ID']['input'];
};

/** A refusal by the rules: stable code, facts to act on. */
export type Rejection = {
  __typename?: 'Rejection';
  /** Stable: NOT_FOUND, NOT_PERMITTED, WRONG_PHASE, SAME_PARTY, ALREADY_ANSWERED, STALE_PROPOSAL, INVALID_INPUT … */
  code: Scalars['String']['output'];
  /** The facts beside the code. */
  facts: Scalars['RejectionFacts']['output'];
};

/** A resolved room opened again. */
export type ReopenInput = {
  /** Why. */
  reason: Scalars['String']['input'];
};

/** Where a report came in. */
export type ReportChannel =
  /** The customer's dashboard. */
  | 'DASHBOARD'
  /** The designated e-mail address. */
  | 'EMAIL'
  /** The Severity 1 Hotline, without a ticket before. */
  | 'HOTLINE';

/** Open a ticket. */
export type ReportIssueInput = {
  /** The customer account. */
  accountId: Scalars['ID']['input'];
  /** Where the report came in; HOTLINE only for the provider. */
  channel: ReportChannel;
  /** Who of the customer reported it; for the provider alone, who enters it on the customer's behalf. */
  contactName?: InputMaybe<Scalars['String']['input']>;
  /** What fails, since when; at most 8,000 characters. */
  description: Scalars['String']['input'];
  /** In a line, at most 160 characters. */
  title: Scalars['String']['input'];
};

/** A request for an update. */
export type RequestUpdateInput = {
  /** Always true: an input needs a field. */
  confirm?: Scalars['Boolean']['input'];
};

/** How a Critical Issue ends. */
export type ResolutionOutcome =
  /** The Unavailability has ended. */
  | 'ENDED'
  /** A workaround has been provided and accepted. */
  | 'WORKAROUND';

/** A proposal that the issue is resolved. */
export type ResolutionProposal = {
  __typename?: 'ResolutionProposal';
  /** Who proposed it. */
  by: Actor;
  /** The cause, if known. */
  cause?: Maybe<Scalars['String']['output']>;
  /** Hash of the event at that position. */
  chainHead: Scalars['String']['output'];
  /** SHA-256 over the text, in hex; over the pinned content where there is no text. */
  digest: Scalars['String']['output'];
  /** What is still to come. */
  followUp?: Maybe<Scalars['String']['output']>;
  /** Its id: the id of its event. */
  id: Scalars['ID']['output'];
  /** How it ends. */
  outcome: ResolutionOutcome;
  /** The shared record up to this position is what is signed. */
  sharedSeq: Scalars['Int']['output'];
  /** The signatures so far. */
  signatures: Array<Signature>;
  /** The text both parties sign. */
  statement: Scalars['String']['output'];
  /** What has become of it. */
  status: ProposalStatus;
  /** The statement as the server wrote it, to the byte: what a signature covers. Null in old records. */
  text?: Maybe<Scalars['String']['output']>;
  /** When the Unavailability ended. */
  unavailabilityEndedAt?: Maybe<Scalars['Instant']['output']>;
  /** 1 for the first of the room. */
  version: Scalars['Int']['output'];
};

/** What a person may do; see domain/incident/permissions.ts for the whole table. */
export type Role =
  /** Provider: accounts and people; no power inside rooms. */
  | 'ADMIN'
  /** Provider: works the issue. */
  | 'AGENT'
  /** Customer: takes part. */
  | 'CONTACT'
  /** Provider: takes hotline calls. */
  | 'REPRESENTATIVE'
  /** Customer: takes part and may bind the customer: agree a cadence, accept a workaround, sign. */
  | 'SIGNATORY'
  /** Provider: supervisor on duty (shown as duty manager), sees and reassigns all rooms. */
  | 'SUPERVISOR'
  /** Provider: Technical Account Manager of named accounts. */
  | 'TAM';

/** A room as its events leave it. */
export type Room = {
  __typename?: 'Room';
  /** The customer account. */
  accountId: Scalars['ID']['output'];
  /** The customer's name when it was reported. */
  accountName: Scalars['String']['output'];
  /** The agreed minutes between updates; null before any agreement. */
  cadenceMinutes?: Maybe<Scalars['Int']['output']>;
  /** Hash of the last shared event. */
  chainHead: Scalars['String']['output'];
  /** Every clock that ever ran here. */
  clocks: Array<Clock>;
  /** The room's events after a position: of the shared record for a customer, of both audiences for the provider. */
  events: Array<Event>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Time of the last shared event. */
  lastSharedAt: Scalars['Instant']['output'];
  /** The agent who owns it. */
  ownerId?: Maybe<Scalars['ID']['output']>;
  /** Where it stands. */
  phase: Phase;
  /** When the hotline call was answered; null without one. */
  receivedAt?: Maybe<Scalars['Instant']['output']>;
  /** When it was reported. */
  reportedAt: Scalars['Instant']['output'];
  /** Every proposal that it is resolved. */
  resolutions: Array<ResolutionProposal>;
  /** Number of shared events. */
  sharedSeq: Scalars['Int']['output'];
  /** The number people say on the phone. */
  ticket: Scalars['String']['output'];
  /** What it is about, in a line. */
  title: Scalars['String']['output'];
};


/** A room as its events leave it. */
export type RoomEventsArgs = {
  after?: Scalars['Int']['input'];
  limit?: Scalars['Int']['input'];
};

/** Who is in a room now; never stored. */
export type RoomPresence = {
  __typename?: 'RoomPresence';
  /** Those present whom you may see. */
  people: Array<Present>;
  /** The room. */
  roomId: Scalars['ID']['output'];
};

/** How somebody showed who they are. */
export type SignInMethod =
  /** Not at all: the demo asks for nothing. */
  | 'DEMO'
  /** The link or code of a mail. */
  | 'EMAIL'
  /** An invitation. */
  | 'INVITATION'
  /** The OpenID provider of the company. */
  | 'OIDC'
  /** A passkey. */
  | 'PASSKEY'
  /** A code that an agent read out on the phone. */
  | 'PHONE_CODE';

/** A signature. */
export type SignResolutionInput = {
  /** The certificate of the key, as `enrolKey` gave it. Without one the session alone says whose the key is. */
  certificate?: InputMaybe<Scalars['String']['input']>;
  /** The digest that was shown and signed, in hex. */
  digest: Scalars['String']['input'];
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /** The protected header of the JWS, base64url: alg EdDSA, amr, auth_time, kid, role, signed_at, signer, typ. */
  protected?: InputMaybe<Scalars['String']['input']>;
  /** Ed25519 public key of the device, base64url. */
  publicKey: Scalars['String']['input'];
  /** Ed25519 signature, base64url: a JWS over the proposal's text, or over the 32 bytes of the digest where it has none. */
  signature: Scalars['String']['input'];
};

/** One party's signature. */
export type Signature = {
  __typename?: 'Signature';
  /** When the server recorded it. */
  at: Scalars['Instant']['output'];
  /** Who signed. */
  by: Actor;
  /** By which the provider says whose key it is; null where the session alone says so. */
  certificate?: Maybe<Scalars['String']['output']>;
  /** The side it binds. */
  party: Party;
  /** The protected header of the JWS; null where the digest alone was signed. */
  protected?: Maybe<Scalars['String']['output']>;
  /** Ed25519 public key of the device, base64url. */
  publicKey: Scalars['String']['output'];
  /** Ed25519 signature, base64url: with `protected` a JWS over the statement's text, without it over the 32 bytes of the digest. */
  signature: Scalars['String']['output'];
};

/** A signing key with its certificate. */
export type SigningKey = {
  __typename?: 'SigningKey';
  /** A compact JWS that says whose key it is. */
  certificate: Scalars['String']['output'];
  /** When it was enrolled first. */
  enrolledAt: Scalars['Instant']['output'];
  /** Its name (RFC 7638). */
  kid: Scalars['ID']['output'];
  /** Until when it signs, unless it is certified again. */
  notAfter: Scalars['Instant']['output'];
  /** Ed25519 public key, base64url. */
  publicKey: Scalars['String']['output'];
  /** When it was closed; null while it is open. */
  revokedAt?: Maybe<Scalars['Instant']['output']>;
};

/** One command, with the id made once on the device. */
export type SubmitInput = {
  /** What is asked for. */
  command: CommandInput;
  /** UUID (version 7 recommended); the same id has one effect for ever. */
  id: Scalars['ID']['input'];
  /** The room; for reportIssue and an intake without a ticket a new UUID. */
  roomId: Scalars['ID']['input'];
};

/** Answers in the order of the commands, and the server's clock. */
export type SubmitResult = {
  __typename?: 'SubmitResult';
  /** One per command. */
  answers: Array<CommandAnswer>;
  /** The server's clock. */
  serverTime: Scalars['Instant']['output'];
};

/** Live streams. */
export type Subscription = {
  __typename?: 'Subscription';
  /** Everything you may see, after a cursor, for ever: pages as they fill, and an empty page at least every 10 s. */
  feed: FeedPage;
  /** Who is in the rooms you may see: everything once, then each room that changes. */
  presence: Array<RoomPresence>;
};


/** Live streams. */
export type SubscriptionFeedArgs = {
  after?: Scalars['Cursor']['input'];
  epoch?: Scalars['String']['input'];
};

/** The five essentials of a hotline call. Company and phone are needed to start; what is missing is asked on the callback. */
export type TakeIntakeInput = {
  /** The account that was matched. */
  accountId: Scalars['ID']['input'];
  /** Company name. */
  company: Scalars['String']['input'];
  /** Contact e-mail. */
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  /** Contact name. */
  contactName?: InputMaybe<Scalars['String']['input']>;
  /** Number to call back, as typed; national form gets the account's calling code. */
  contactPhone: Scalars['String']['input'];
  /** What is failing, and since when. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** What the caller knows to be failing. */
  failing?: Array<Failing>;
  /** When the call was answered: not in the future, at most 60 minutes ago. */
  receivedAt: Scalars['Instant']['input'];
  /** Live rooms of the account that are another outage. */
  separateFrom?: Array<Scalars['ID']['input']>;
  /** Short name of the issue where no ticket exists; else made from the description. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** How the provider sees the issue. */
export type UpdateStatus =
  /** The cause is known. */
  | 'IDENTIFIED'
  /** The cause is not known yet. */
  | 'INVESTIGATING'
  /** A fix is under way. */
  | 'MITIGATING'
  /** A fix is in place and watched. */
  | 'MONITORING';

/** An own cadence proposal taken back. */
export type WithdrawCadenceInput = {
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
};

/** A workaround withdrawn. */
export type WithdrawWorkaroundInput = {
  /** Why. */
  reason: Scalars['String']['input'];
  /** The workaround. */
  workaroundId: Scalars['ID']['input'];
};

/** A working day of a TAM. */
export type WorkingDay = {
  __typename?: 'WorkingDay';
  /** Local time, inclusive: "08:00". */
  from: Scalars['String']['output'];
  /** Local time, exclusive: "17:00". */
  until: Scalars['String']['output'];
  /** 1 Monday to 7 Sunday. */
  weekday: Scalars['Int']['output'];
};

/** A working day of a TAM. */
export type WorkingDayInput = {
  /** Local time, inclusive: "08:00". */
  from: Scalars['String']['input'];
  /** Local time, exclusive: "17:00". */
  until: Scalars['String']['input'];
  /** 1 Monday to 7 Sunday. */
  weekday: Scalars['Int']['input'];
};

/** Working hours of a TAM from a date on. */
export type WorkingHours = {
  __typename?: 'WorkingHours';
  /** The days. */
  days: Array<WorkingDay>;
  /** First local date on which they hold. */
  effectiveFrom: Scalars['String']['output'];
  /** IANA zone. */
  timeZone: Scalars['String']['output'];
};

/** Working hours of a TAM from a date on. Those of earlier dates never change (TAM-2). */
export type WorkingHoursInput = {
  /** The days. */
  days: Array<WorkingDayInput>;
  /** First local date on which they hold. */
  effectiveFrom: Scalars['String']['input'];
  /** IANA zone. */
  timeZone: Scalars['String']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptWorkaroundInput: AcceptWorkaroundInput;
  Account: ResolverTypeWrapper<DomainAccount>;
  AccountInput: AccountInput;
  AccountSso: ResolverTypeWrapper<AccountSso>;
  AccountSsoInput: AccountSsoInput;
  AcknowledgeEscalationInput: AcknowledgeEscalationInput;
  Activity: Activity;
  Actor: ResolverTypeWrapper<DomainActor>;
  ActorParty: ActorParty;
  AdministeredAccount: ResolverTypeWrapper<Omit<AdministeredAccount, 'account'> & { account: ResolversTypes['Account'] }>;
  AdministeredAccounts: ResolverTypeWrapper<Omit<AdministeredAccounts, 'accounts'> & { accounts: Array<ResolversTypes['AdministeredAccount']> }>;
  AdministeredPeople: ResolverTypeWrapper<Omit<AdministeredPeople, 'people'> & { people: Array<ResolversTypes['AdministeredPerson']> }>;
  AdministeredPerson: ResolverTypeWrapper<Omit<AdministeredPerson, 'person'> & { person: ResolversTypes['Person'] }>;
  Administration: ResolverTypeWrapper<Omit<Administration, 'accounts' | 'people'> & { accounts: ResolversTypes['AdministeredAccounts'], people: ResolversTypes['AdministeredPeople'] }>;
  AdministrationAnswer: ResolverTypeWrapper<AdministrationAnswer>;
  AdministrationProblem: AdministrationProblem;
  AdministrationRefusal: ResolverTypeWrapper<AdministrationRefusal>;
  AgreeCadenceInput: AgreeCadenceInput;
  AgreeReclassificationInput: AgreeReclassificationInput;
  AnnotateInput: AnnotateInput;
  AssignAgentInput: AssignAgentInput;
  AttachEvidenceInput: AttachEvidenceInput;
  AttachFileInput: AttachFileInput;
  AttemptOutcome: AttemptOutcome;
  Audience: Audience;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AuditFact: ResolverTypeWrapper<AuditFact>;
  AuditPage: ResolverTypeWrapper<AuditPage>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Channel: Channel;
  ChannelEvidenceInput: ChannelEvidenceInput;
  Clock: ResolverTypeWrapper<Clock>;
  ClockKind: ClockKind;
  ClockOutcome: ClockOutcome;
  CommandAnswer: ResolverTypeWrapper<ProtocolCommandAnswer>;
  CommandInput: CommandInput;
  CommandOutcome: CommandOutcome;
  Confidence: Confidence;
  CorrectInput: CorrectInput;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DeclineCadenceInput: DeclineCadenceInput;
  DeclineReclassificationInput: DeclineReclassificationInput;
  Device: ResolverTypeWrapper<Device>;
  Directory: ResolverTypeWrapper<ProtocolDirectory>;
  EnrolOutcome: EnrolOutcome;
  EnrolledKey: ResolverTypeWrapper<EnrolledKey>;
  EscalateInput: EscalateInput;
  EscalationTarget: EscalationTarget;
  Event: ResolverTypeWrapper<RecordedEvent>;
  EventBody: ResolverTypeWrapper<Scalars['EventBody']['output']>;
  ExpectationInput: ExpectationInput;
  ExpectedRangeInput: ExpectedRangeInput;
  ExpectedTimeInput: ExpectedTimeInput;
  ExpectedUnknownInput: ExpectedUnknownInput;
  Failing: Failing;
  FeedPage: ResolverTypeWrapper<ProtocolFeedPage>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntervalInput: IntervalInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Party: Party;
  Passkey: ResolverTypeWrapper<Passkey>;
  Person: ResolverTypeWrapper<DomainPerson>;
  PersonInDetail: ResolverTypeWrapper<Omit<PersonInDetail, 'about'> & { about: ResolversTypes['AdministeredPerson'] }>;
  PersonInput: PersonInput;
  PersonState: PersonState;
  Phase: Phase;
  PhoneCode: ResolverTypeWrapper<PhoneCode>;
  PostMessageInput: PostMessageInput;
  PostNoteInput: PostNoteInput;
  PostUpdateInput: PostUpdateInput;
  Present: ResolverTypeWrapper<Present>;
  ProposalStatus: ProposalStatus;
  ProposeCadenceInput: ProposeCadenceInput;
  ProposeReclassificationInput: ProposeReclassificationInput;
  ProposeResolutionInput: ProposeResolutionInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordCallbackAttemptInput: RecordCallbackAttemptInput;
  RecordCallbackInput: RecordCallbackInput;
  RecordWorkaroundInput: RecordWorkaroundInput;
  RejectResolutionInput: RejectResolutionInput;
  RejectWorkaroundInput: RejectWorkaroundInput;
  Rejection: ResolverTypeWrapper<DomainRejection>;
  RejectionFacts: ResolverTypeWrapper<Scalars['RejectionFacts']['output']>;
  ReopenInput: ReopenInput;
  ReportChannel: ReportChannel;
  ReportIssueInput: ReportIssueInput;
  RequestUpdateInput: RequestUpdateInput;
  ResolutionOutcome: ResolutionOutcome;
  ResolutionProposal: ResolverTypeWrapper<Omit<ResolutionProposal, 'by' | 'signatures'> & { by: ResolversTypes['Actor'], signatures: Array<ResolversTypes['Signature']> }>;
  Role: Role;
  Room: ResolverTypeWrapper<DomainRoom>;
  RoomPresence: ResolverTypeWrapper<ProtocolRoomPresence>;
  SignInMethod: SignInMethod;
  SignResolutionInput: SignResolutionInput;
  Signature: ResolverTypeWrapper<Omit<Signature, 'by'> & { by: ResolversTypes['Actor'] }>;
  SigningKey: ResolverTypeWrapper<SigningKey>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubmitInput: SubmitInput;
  SubmitResult: ResolverTypeWrapper<Omit<SubmitResult, 'answers'> & { answers: Array<ResolversTypes['CommandAnswer']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TakeIntakeInput: TakeIntakeInput;
  UpdateStatus: UpdateStatus;
  WithdrawCadenceInput: WithdrawCadenceInput;
  WithdrawWorkaroundInput: WithdrawWorkaroundInput;
  WorkingDay: ResolverTypeWrapper<WorkingDay>;
  WorkingDayInput: WorkingDayInput;
  WorkingHours: ResolverTypeWrapper<WorkingHours>;
  WorkingHoursInput: WorkingHoursInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptWorkaroundInput: AcceptWorkaroundInput;
  Account: DomainAccount;
  AccountInput: AccountInput;
  AccountSso: AccountSso;
  AccountSsoInput: AccountSsoInput;
  AcknowledgeEscalationInput: AcknowledgeEscalationInput;
  Actor: DomainActor;
  AdministeredAccount: Omit<AdministeredAccount, 'account'> & { account: ResolversParentTypes['Account'] };
  AdministeredAccounts: Omit<AdministeredAccounts, 'accounts'> & { accounts: Array<ResolversParentTypes['AdministeredAccount']> };
  AdministeredPeople: Omit<AdministeredPeople, 'people'> & { people: Array<ResolversParentTypes['AdministeredPerson']> };
  AdministeredPerson: Omit<AdministeredPerson, 'person'> & { person: ResolversParentTypes['Person'] };
  Administration: Omit<Administration, 'accounts' | 'people'> & { accounts: ResolversParentTypes['AdministeredAccounts'], people: ResolversParentTypes['AdministeredPeople'] };
  AdministrationAnswer: AdministrationAnswer;
  AdministrationRefusal: AdministrationRefusal;
  AgreeCadenceInput: AgreeCadenceInput;
  AgreeReclassificationInput: AgreeReclassificationInput;
  AnnotateInput: AnnotateInput;
  AssignAgentInput: AssignAgentInput;
  AttachEvidenceInput: AttachEvidenceInput;
  AttachFileInput: AttachFileInput;
  AuditEntry: AuditEntry;
  AuditFact: AuditFact;
  AuditPage: AuditPage;
  Boolean: Scalars['Boolean']['output'];
  ChannelEvidenceInput: ChannelEvidenceInput;
  Clock: Clock;
  CommandAnswer: ProtocolCommandAnswer;
  CommandInput: CommandInput;
  CorrectInput: CorrectInput;
  Cursor: Scalars['Cursor']['output'];
  DeclineCadenceInput: DeclineCadenceInput;
  DeclineReclassificationInput: DeclineReclassificationInput;
  Device: Device;
  Directory: ProtocolDirectory;
  EnrolledKey: EnrolledKey;
  EscalateInput: EscalateInput;
  Event: RecordedEvent;
  EventBody: Scalars['EventBody']['output'];
  ExpectationInput: ExpectationInput;
  ExpectedRangeInput: ExpectedRangeInput;
  ExpectedTimeInput: ExpectedTimeInput;
  ExpectedUnknownInput: ExpectedUnknownInput;
  FeedPage: ProtocolFeedPage;
  ID: Scalars['ID']['output'];
  Instant: Scalars['Instant']['output'];
  Int: Scalars['Int']['output'];
  IntervalInput: IntervalInput;
  Mutation: Record<PropertyKey, never>;
  Passkey: Passkey;
  Person: DomainPerson;
  PersonInDetail: Omit<PersonInDetail, 'about'> & { about: ResolversParentTypes['AdministeredPerson'] };
  PersonInput: PersonInput;
  PhoneCode: PhoneCode;
  PostMessageInput: PostMessageInput;
  PostNoteInput: PostNoteInput;
  PostUpdateInput: PostUpdateInput;
  Present: Present;
  ProposeCadenceInput: ProposeCadenceInput;
  ProposeReclassificationInput: ProposeReclassificationInput;
  ProposeResolutionInput: ProposeResolutionInput;
  Query: Record<PropertyKey, never>;
  RecordCallbackAttemptInput: RecordCallbackAttemptInput;
  RecordCallbackInput: RecordCallbackInput;
  RecordWorkaroundInput: RecordWorkaroundInput;
  RejectResolutionInput: RejectResolutionInput;
  RejectWorkaroundInput: RejectWorkaroundInput;
  Rejection: DomainRejection;
  RejectionFacts: Scalars['RejectionFacts']['output'];
  ReopenInput: ReopenInput;
  ReportIssueInput: ReportIssueInput;
  RequestUpdateInput: RequestUpdateInput;
  ResolutionProposal: Omit<ResolutionProposal, 'by' | 'signatures'> & { by: ResolversParentTypes['Actor'], signatures: Array<ResolversParentTypes['Signature']> };
  Room: DomainRoom;
  RoomPresence: ProtocolRoomPresence;
  SignResolutionInput: SignResolutionInput;
  Signature: Omit<Signature, 'by'> & { by: ResolversParentTypes['Actor'] };
  SigningKey: SigningKey;
  String: Scalars['String']['output'];
  SubmitInput: SubmitInput;
  SubmitResult: Omit<SubmitResult, 'answers'> & { answers: Array<ResolversParentTypes['CommandAnswer']> };
  Subscription: Record<PropertyKey, never>;
  TakeIntakeInput: TakeIntakeInput;
  WithdrawCadenceInput: WithdrawCadenceInput;
  WithdrawWorkaroundInput: WithdrawWorkaroundInput;
  WorkingDay: WorkingDay;
  WorkingDayInput: WorkingDayInput;
  WorkingHours: WorkingHours;
  WorkingHoursInput: WorkingHoursInput;
};

export type AccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  callingCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deputyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  domains?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  hotline?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phones?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tamHours?: Resolver<Array<ResolversTypes['WorkingHours']>, ParentType, ContextType>;
  tamId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountSsoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountSso'] = ResolversParentTypes['AccountSso']> = {
  clientId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  domains?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  issuer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secretName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ActorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Actor'] = ResolversParentTypes['Actor']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['ActorParty'], ParentType, ContextType>;
  personId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type AdministeredAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministeredAccount'] = ResolversParentTypes['AdministeredAccount']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  peopleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sso?: Resolver<Maybe<ResolversTypes['AccountSso']>, ParentType, ContextType>;
};

export type AdministeredAccountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministeredAccounts'] = ResolversParentTypes['AdministeredAccounts']> = {
  accounts?: Resolver<Array<ResolversTypes['AdministeredAccount']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AdministeredPeopleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministeredPeople'] = ResolversParentTypes['AdministeredPeople']> = {
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  people?: Resolver<Array<ResolversTypes['AdministeredPerson']>, ParentType, ContextType>;
};

export type AdministeredPersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministeredPerson'] = ResolversParentTypes['AdministeredPerson']> = {
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PersonState'], ParentType, ContextType>;
};

export type AdministrationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Administration'] = ResolversParentTypes['Administration']> = {
  accounts?: Resolver<ResolversTypes['AdministeredAccounts'], ParentType, ContextType, RequireFields<AdministrationAccountsArgs, 'after' | 'search'>>;
  people?: Resolver<ResolversTypes['AdministeredPeople'], ParentType, ContextType, RequireFields<AdministrationPeopleArgs, 'after' | 'search'>>;
};

export type AdministrationAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministrationAnswer'] = ResolversParentTypes['AdministrationAnswer']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['AdministrationRefusal']>, ParentType, ContextType>;
};

export type AdministrationRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdministrationRefusal'] = ResolversParentTypes['AdministrationRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  problem?: Resolver<ResolversTypes['AdministrationProblem'], ParentType, ContextType>;
  remedy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  actorName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  facts?: Resolver<Array<ResolversTypes['AuditFact']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditFactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditFact'] = ResolversParentTypes['AuditFact']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditPage'] = ResolversParentTypes['AuditPage']> = {
  entries?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ClockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Clock'] = ResolversParentTypes['Clock']> = {
  binding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  breachRecordedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ClockKind'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ClockOutcome'], ParentType, ContextType>;
  recordedLateAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  stoppedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type CommandAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommandAnswer'] = ResolversParentTypes['CommandAnswer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['CommandOutcome'], ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  rejection?: Resolver<Maybe<ResolversTypes['Rejection']>, ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export type DeviceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  createdAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['SignInMethod'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DirectoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Directory'] = ResolversParentTypes['Directory']> = {
  accounts?: Resolver<Array<ResolversTypes['Account']>, ParentType, ContextType>;
  people?: Resolver<Array<ResolversTypes['Person']>, ParentType, ContextType>;
};

export type EnrolledKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EnrolledKey'] = ResolversParentTypes['EnrolledKey']> = {
  certificate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['EnrolOutcome'], ParentType, ContextType>;
};

export type EventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['EventBody'], ParentType, ContextType>;
  causedBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  roomId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  salt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sharedSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export interface EventBodyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EventBody'], any> {
  name: 'EventBody';
}

export type FeedPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedPage'] = ResolversParentTypes['FeedPage']> = {
  after?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  atHead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  directory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  epoch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType>;
  serverTime?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], any> {
  name: 'Instant';
}

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  announce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationAnnounceArgs, 'activity'>>;
  changePerson?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationChangePersonArgs, 'id' | 'person' | 'seen'>>;
  closeKey?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationCloseKeyArgs, 'kid'>>;
  closeKeyOf?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationCloseKeyOfArgs, 'kid' | 'personId'>>;
  deactivatePerson?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationDeactivatePersonArgs, 'id'>>;
  endAllDevicesOf?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationEndAllDevicesOfArgs, 'personId'>>;
  endDevice?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationEndDeviceArgs, 'id'>>;
  endDeviceOf?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationEndDeviceOfArgs, 'deviceId' | 'personId'>>;
  enrolKey?: Resolver<ResolversTypes['EnrolledKey'], ParentType, ContextType, RequireFields<MutationEnrolKeyArgs, 'challenge' | 'proof' | 'publicKey'>>;
  inviteAgain?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationInviteAgainArgs, 'id'>>;
  invitePerson?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationInvitePersonArgs, 'person'>>;
  issuePhoneCode?: Resolver<ResolversTypes['PhoneCode'], ParentType, ContextType, RequireFields<MutationIssuePhoneCodeArgs, 'checkedBy' | 'personId'>>;
  reactivatePerson?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationReactivatePersonArgs, 'id'>>;
  removeAccountSso?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationRemoveAccountSsoArgs, 'accountId'>>;
  removePasskey?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRemovePasskeyArgs, 'id'>>;
  saveAccount?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationSaveAccountArgs, 'account' | 'id' | 'seen'>>;
  setAccountSso?: Resolver<ResolversTypes['AdministrationAnswer'], ParentType, ContextType, RequireFields<MutationSetAccountSsoArgs, 'accountId' | 'sso'>>;
  signOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  submit?: Resolver<ResolversTypes['SubmitResult'], ParentType, ContextType, RequireFields<MutationSubmitArgs, 'commands'>>;
};

export type PasskeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Passkey'] = ResolversParentTypes['Passkey']> = {
  createdAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PersonInDetailResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonInDetail'] = ResolversParentTypes['PersonInDetail']> = {
  about?: Resolver<ResolversTypes['AdministeredPerson'], ParentType, ContextType>;
  devices?: Resolver<Array<ResolversTypes['Device']>, ParentType, ContextType>;
  signingKeys?: Resolver<Array<ResolversTypes['SigningKey']>, ParentType, ContextType>;
};

export type PhoneCodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PhoneCode'] = ResolversParentTypes['PhoneCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type PresentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Present'] = ResolversParentTypes['Present']> = {
  activity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  administeredAccount?: Resolver<Maybe<ResolversTypes['AdministeredAccount']>, ParentType, ContextType, RequireFields<QueryAdministeredAccountArgs, 'id'>>;
  administeredPerson?: Resolver<Maybe<ResolversTypes['PersonInDetail']>, ParentType, ContextType, RequireFields<QueryAdministeredPersonArgs, 'id'>>;
  administration?: Resolver<ResolversTypes['Administration'], ParentType, ContextType>;
  audit?: Resolver<ResolversTypes['AuditPage'], ParentType, ContextType, RequireFields<QueryAuditArgs, 'before'>>;
  checkpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<QueryCheckpointArgs, 'roomId'>>;
  devices?: Resolver<Array<ResolversTypes['Device']>, ParentType, ContextType>;
  directory?: Resolver<ResolversTypes['Directory'], ParentType, ContextType>;
  enrolmentChallenge?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  me?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  passkeys?: Resolver<Array<ResolversTypes['Passkey']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<QueryRoomArgs, 'id'>>;
  rooms?: Resolver<Array<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<QueryRoomsArgs, 'live'>>;
  serverTime?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  signingKeys?: Resolver<Array<ResolversTypes['SigningKey']>, ParentType, ContextType>;
};

export type RejectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Rejection'] = ResolversParentTypes['Rejection']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  facts?: Resolver<ResolversTypes['RejectionFacts'], ParentType, ContextType>;
};

export interface RejectionFactsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RejectionFacts'], any> {
  name: 'RejectionFacts';
}

export type ResolutionProposalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResolutionProposal'] = ResolversParentTypes['ResolutionProposal']> = {
  by?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  chainHead?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  followUp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ResolutionOutcome'], ParentType, ContextType>;
  sharedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signatures?: Resolver<Array<ResolversTypes['Signature']>, ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProposalStatus'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unavailabilityEndedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RoomResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  accountName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cadenceMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  chainHead?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clocks?: Resolver<Array<ResolversTypes['Clock']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType, RequireFields<RoomEventsArgs, 'after' | 'limit'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSharedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  ownerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  reportedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  resolutions?: Resolver<Array<ResolversTypes['ResolutionProposal']>, ParentType, ContextType>;
  sharedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ticket?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RoomPresenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoomPresence'] = ResolversParentTypes['RoomPresence']> = {
  people?: Resolver<Array<ResolversTypes['Present']>, ParentType, ContextType>;
  roomId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignatureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Signature'] = ResolversParentTypes['Signature']> = {
  at?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  certificate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  protected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SigningKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SigningKey'] = ResolversParentTypes['SigningKey']> = {
  certificate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  enrolledAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  kid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notAfter?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type SubmitResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubmitResult'] = ResolversParentTypes['SubmitResult']> = {
  answers?: Resolver<Array<ResolversTypes['CommandAnswer']>, ParentType, ContextType>;
  serverTime?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  feed?: SubscriptionResolver<ResolversTypes['FeedPage'], "feed", ParentType, ContextType, RequireFields<SubscriptionFeedArgs, 'after' | 'epoch'>>;
  presence?: SubscriptionResolver<Array<ResolversTypes['RoomPresence']>, "presence", ParentType, ContextType>;
};

export type WorkingDayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WorkingDay'] = ResolversParentTypes['WorkingDay']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weekday?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WorkingHoursResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WorkingHours'] = ResolversParentTypes['WorkingHours']> = {
  days?: Resolver<Array<ResolversTypes['WorkingDay']>, ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountSso?: AccountSsoResolvers<ContextType>;
  Actor?: ActorResolvers<ContextType>;
  AdministeredAccount?: AdministeredAccountResolvers<ContextType>;
  AdministeredAccounts?: AdministeredAccountsResolvers<ContextType>;
  AdministeredPeople?: AdministeredPeopleResolvers<ContextType>;
  AdministeredPerson?: AdministeredPersonResolvers<ContextType>;
  Administration?: AdministrationResolvers<ContextType>;
  AdministrationAnswer?: AdministrationAnswerResolvers<ContextType>;
  AdministrationRefusal?: AdministrationRefusalResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditFact?: AuditFactResolvers<ContextType>;
  AuditPage?: AuditPageResolvers<ContextType>;
  Clock?: ClockResolvers<ContextType>;
  CommandAnswer?: CommandAnswerResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  Device?: DeviceResolvers<ContextType>;
  Directory?: DirectoryResolvers<ContextType>;
  EnrolledKey?: EnrolledKeyResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  EventBody?: GraphQLScalarType;
  FeedPage?: FeedPageResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Passkey?: PasskeyResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PersonInDetail?: PersonInDetailResolvers<ContextType>;
  PhoneCode?: PhoneCodeResolvers<ContextType>;
  Present?: PresentResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rejection?: RejectionResolvers<ContextType>;
  RejectionFacts?: GraphQLScalarType;
  ResolutionProposal?: ResolutionProposalResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  RoomPresence?: RoomPresenceResolvers<ContextType>;
  Signature?: SignatureResolvers<ContextType>;
  SigningKey?: SigningKeyResolvers<ContextType>;
  SubmitResult?: SubmitResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  WorkingDay?: WorkingDayResolvers<ContextType>;
  WorkingHours?: WorkingHoursResolvers<ContextType>;
};

