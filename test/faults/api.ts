// What a program of somebody else's does at the API of a server that may be gone at any moment: sign in, hand in
// commands until they are answered, ask how far a room has come. Every answer that does not come is an error.

import type { Person } from '../../domain/people.ts'
import type { CommandInput } from '../../protocol/graphql.gen.ts'

export interface SignedIn {
  readonly token: string
  readonly person: Person
}

export interface Envelope {
  readonly id: string
  readonly roomId: string
  readonly command: CommandInput
}

export interface Answer {
  readonly id: string
  readonly outcome: 'ACCEPTED' | 'REJECTED' | 'RETRY'
  readonly rejection: { readonly code: string } | null
}

/** The session is over: sign in anew. */
export class SignedOut extends Error {}

const ANSWER_WITHIN_MS = 3_000
const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { id outcome rejection { code } } }
}`

/** `keep`: with BODY the access is short, as everywhere but in the demo's own pages. */
export async function signIn(url: string, personId: string, keep?: 'BODY'): Promise<SignedIn> {
  const asked = keep === undefined ? { personId } : { personId, keep }
  const { status, body } = await post(`${url}/demo/sign-in`, asked, {})
  if (status !== 200) throw new Error(`${personId} could not sign in: ${status}`)
  if (keep === undefined) return body as SignedIn
  const { session, person } = body as { session: { accessToken: string }; person: Person }
  return { token: session.accessToken, person }
}

export async function submit(
  url: string,
  token: string,
  commands: readonly Envelope[],
): Promise<readonly Answer[]> {
  const data = await ask(url, token, SUBMIT, { commands })
  return (data['submit'] as { readonly answers: readonly Answer[] }).answers
}

/** The last shared position of a room. */
export async function readRoom(url: string, token: string, id: string): Promise<number> {
  const data = await ask(url, token, 'query Room($id: ID!) { room(id: $id) { sharedSeq } }', { id })
  const room = data['room'] as { readonly sharedSeq: number } | null
  if (room === null) throw new Error('there is no such room')
  return room.sharedSeq
}

/** A resolution that waits for signatures. */
export interface OpenProposal {
  readonly id: string
  readonly digest: string
  readonly text: string | null
}

/** Whether a room is resolved, and what is open to be signed there. */
export async function resolutionOf(
  url: string,
  token: string,
  id: string,
): Promise<{ readonly isResolved: boolean; readonly open: OpenProposal | null }> {
  const query = 'query Room($id: ID!) { room(id: $id) { phase resolutions { id digest text status } } }'
  const room = (await ask(url, token, query, { id }))['room'] as {
    readonly phase: string
    readonly resolutions: readonly (OpenProposal & { readonly status: string })[]
  } | null
  if (room === null) throw new Error('there is no such room')
  return {
    isResolved: room.phase === 'RESOLVED',
    open: room.resolutions.find(({ status }) => status === 'OPEN') ?? null,
  }
}

/** Every room of one's own that is not closed. */
export async function liveRooms(url: string, token: string): Promise<readonly string[]> {
  const data = await ask(url, token, 'query Rooms { rooms(live: true) { id } }', {})
  return (data['rooms'] as readonly { readonly id: string }[]).map(({ id }) => id)
}

const ANNOUNCE = 'mutation ($roomId: ID!) { announce(roomId: $roomId, activity: READING) }'

/** Says that somebody has a room open, for the next 30 s. */
export const announce = async (url: string, token: string, roomId: string): Promise<unknown> =>
  ask(url, token, ANNOUNCE, { roomId })

export const signOut = async (url: string, token: string): Promise<unknown> =>
  ask(url, token, 'mutation { signOut }', {})

async function ask(
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const authorization = `Bearer ${token}`
  const { status, body } = await post(`${url}/graphql`, { query, variables }, { authorization })
  if (status === 401 || JSON.stringify(body).includes('UNAUTHENTICATED')) throw new SignedOut()
  const { data, errors } = body as { data?: Record<string, unknown> | null; errors?: unknown }
  if (data == null || errors !== undefined) throw new Error(`${status} ${JSON.stringify(errors)}`)
  return data
}

async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  return { status: response.status, body: await response.json() }
}
