// Somebody who writes: one connection that is kept, one POST a command, as a device does it. And what a room's reader
// needs to know before it writes there.

import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { SUBMIT_DOCUMENT } from '../../protocol/operations.ts'
import { DIALECTS } from '../fan-out/dialects.ts'
import { openSocket } from '../fan-out/load.ts'

export interface Writer {
  /** Resolves once the command is accepted, with the milliseconds that took. */
  say(roomId: string, text: string): Promise<number>
  close(): void
}

/** With several tokens each command is another person's, since one person has a pace. */
export function openWriter(port: number, ...tokens: readonly string[]): Writer {
  const agent = new Agent({ keepAlive: true, noDelay: true })
  let said = 0
  return {
    async say(roomId, text) {
      const command = { postMessage: { text, replyTo: null } }
      const variables = { commands: [{ id: randomUUID(), roomId, command }] }
      const body = JSON.stringify({ query: SUBMIT_DOCUMENT, variables })
      const from = performance.now()
      const answer = await post(agent, port, tokens[said++ % tokens.length] ?? '', body)
      const took = performance.now() - from
      if (!answer.includes('"outcome":"ACCEPTED"')) throw new Error(answer)
      return took
    },
    close: () => agent.destroy(),
  }
}

function post(agent: Agent, port: number, token: string, body: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const asked = request({ agent, port, path: '/graphql', method: 'POST', headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts).toString()))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** The room that a reader's feed begins with. */
export async function roomOf(port: number, token: string): Promise<string> {
  const found = Promise.withResolvers<string>()
  const asking = { room: 0, fromStart: true, token }
  const socket = await openSocket(port, DIALECTS.accord, asking, (data) => {
    const [, roomId] = /"roomId":"([^"]+)"/.exec(data.toString()) ?? []
    if (roomId !== undefined) found.resolve(roomId)
  })
  const roomId = await found.promise
  socket.terminate()
  return roomId
}
