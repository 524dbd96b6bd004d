// The server under load as anybody outside reaches it: public HTTP and the documents of our own clients, nothing of its
// code. Several addresses are nodes of one server; requests and readers are spread over them in turn.

import { Agent, request } from 'node:http'
import { ADMINISTRATION_DOCUMENTS } from '../../protocol/administration-operations.ts'
import { SUBMIT_DOCUMENT } from '../../protocol/operations.ts'

export interface Target {
  readonly urls: readonly URL[]
  /** One GraphQL request to the `turn`-th address, modulo; rejects unless it was answered with data. */
  ask<T>(turn: number, token: string, query: string, variables: object): Promise<T>
  /** The token of a fresh session of a demo person. */
  signIn(turn: number, personId: string): Promise<string>
  close(): void
}

export function openTarget(addresses: readonly string[]): Target {
  const urls = addresses.map((address) => new URL(address))
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const at = (turn: number): URL => {
    const url = urls[turn % urls.length]
    if (url === undefined) throw new Error('no address of a server was given')
    return url
  }
  const post = (url: URL, path: string, body: object, headers: Record<string, string>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body)
      const asking = request(
        new URL(path, url),
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            ...headers,
          },
        },
        (reply) => {
          const pieces: Buffer[] = []
          reply.on('data', (piece: Buffer) => pieces.push(piece))
          reply.on('error', reject)
          reply.on('end', () => {
            const answer = Buffer.concat(pieces).toString()
            if (reply.statusCode === 200) return resolve(JSON.parse(answer))
            return reject(new Error(`${path} answered ${reply.statusCode}: ${answer.slice(0, 300)}`))
          })
        },
      )
      asking.on('error', reject)
      asking.end(text)
    })
  return {
    urls,
    async ask<T>(turn: number, token: string, query: string, variables: object): Promise<T> {
      const answer = (await post(
        at(turn),
        '/graphql',
        { query, variables },
        { authorization: `Bearer ${token}` },
      )) as { data?: T; errors?: unknown }
      if (answer.errors !== undefined || answer.data == null)
        throw new Error(`a question was refused: ${JSON.stringify(answer.errors)}`)
      return answer.data
    },
    async signIn(turn, personId) {
      const { token } = (await post(at(turn), '/demo/sign-in', { personId }, {})) as { token: string }
      return token
    },
    close: () => agent.destroy(),
  }
}

/** Outcomes of commands, in their order. Safe to repeat with the same ids. */
export async function submit(
  target: Target,
  turn: number,
  token: string,
  commands: readonly { readonly id: string; readonly roomId: string; readonly command: object }[],
): Promise<readonly string[]> {
  const { submit: submitted } = await target.ask<{
    submit: { answers: { outcome: string; rejection: { code: string } | null }[] }
  }>(turn, token, SUBMIT_DOCUMENT, { commands })
  return submitted.answers.map(({ outcome, rejection }) => rejection?.code ?? outcome)
}

/** A customer account of its own with one contact, made by the demo's administrator. */
export async function makeAccount(
  target: Target,
  admin: string,
  name: string,
): Promise<{ readonly accountId: string; readonly personId: string }> {
  const account = {
    name: `Load ${name}`,
    number: `L-${name}`,
    domains: [],
    phones: [],
    callingCode: '62',
    timeZone: 'Asia/Jakarta',
    tamHours: [],
    hotline: true,
  }
  const accountId = await change(target, admin, ADMINISTRATION_DOCUMENTS.saveAccount, { account })
  const person = {
    name: `Contact ${name}`,
    title: 'Platform',
    role: 'CONTACT',
    accountId,
    timeZone: 'Asia/Jakarta',
    email: `contact-${name}@load.example`.toLowerCase(),
  }
  const personId = await change(target, admin, ADMINISTRATION_DOCUMENTS.invitePerson, { person })
  return { accountId, personId }
}

async function change(target: Target, admin: string, document: string, variables: object): Promise<string> {
  const { answer } = await target.ask<{ answer: { id: string | null; refusal: object | null } }>(
    0,
    admin,
    document,
    variables,
  )
  if (answer.id === null) throw new Error(`the administrator was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.id
}
