// A whole server in this process, on a port and a data folder of its own, and a plain way to speak to it over HTTP.

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type RunningServer, type ServerOptions, startServer } from '../../../server/app.ts'
import { type Config, readConfig } from '../../../server/config.ts'
import { openLog } from '../../../server/observe/log.ts'
import { openTestSocket, type SocketSettings, type TestSocket } from './test-socket.ts'

export interface TestServer {
  readonly url: string
  readonly metricsUrl: string | null
  readonly dataFolder: string
  /** Token of a fresh session of a demo person. */
  signIn(personId: string): Promise<string>
  /** One GraphQL request; the parsed answer, whatever its status. */
  ask(token: string | null, query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** Hands in one command and returns its answer. */
  submit(token: string, roomId: string, command: Record<string, unknown>): Promise<CommandResult>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** A socket that is open and, with a token, acknowledged. */
  socket(settings?: SocketSettings): Promise<TestSocket>
  stop(): Promise<void>
}

export interface WireError {
  readonly message: string
  readonly extensions: { readonly code: string; readonly ref?: string }
}

export interface Answer {
  readonly status: number
  readonly text: string
  // What a test asked for is what it looks at.
  readonly data: Record<string, never>
  readonly errors: readonly WireError[] | undefined
}

export interface CommandResult {
  readonly id: string
  readonly outcome: string
  readonly rejection: { readonly code: string; readonly facts: Record<string, unknown> } | null
}

export interface TestServerOptions extends Partial<Omit<ServerOptions, 'config'>> {
  readonly config?: Partial<Config>
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'accord-test-'))
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

/** A demo server unless told otherwise; removes its folder when stopped, unless it was given one. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const given = options.config?.dataFolder
  const dataFolder = given ?? (await newFolder())
  const server = await startServer({
    log: openLog('silent'),
    ...options,
    config: { ...readConfig({ PORT: '0', ACCORD_DEMO: '1' }), dataFolder, ...options.config },
  })
  return speakerOf(server, dataFolder, async () => {
    if (given === undefined) await removeFolder(dataFolder)
  })
}

const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { id outcome rejection { code facts } } }
}`

function speakerOf(server: RunningServer, dataFolder: string, clean: () => Promise<void>): TestServer {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const ask: TestServer['ask'] = async (token, query, variables = {}) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` }
    const response = await post('/graphql', { query, variables }, headers)
    const text = await response.text()
    return { status: response.status, text, ...(JSON.parse(text) as Pick<Answer, 'data' | 'errors'>) }
  }
  return {
    url: server.url,
    metricsUrl: server.metricsUrl,
    dataFolder,
    post,
    ask,
    async signIn(personId) {
      const response = await post('/demo/sign-in', { personId })
      expect(response.status).toBe(200)
      return ((await response.json()) as { token: string }).token
    },
    async submit(token, roomId, command) {
      const answer = await ask(token, SUBMIT, { commands: [{ id: randomUUID(), roomId, command }] })
      expect(answer.errors).toBeUndefined()
      const { answers } = answer.data['submit'] as unknown as { answers: readonly CommandResult[] }
      const [first] = answers
      if (first === undefined) throw new Error('one command has one answer')
      return first
    },
    socket: (settings = {}) => openTestSocket(server.url, settings),
    async stop() {
      await server.stop()
      await clean()
    },
  }
}

/** The one live room of a fresh demo. */
export async function demoRoom(server: TestServer, token: string): Promise<string> {
  const { data } = await server.ask(token, '{ rooms { id } }')
  const [room] = data['rooms'] as unknown as readonly { id: string }[]
  if (room === undefined) throw new Error('the demo has one room')
  return room.id
}
