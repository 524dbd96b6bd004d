// A small client of Chromium's developer protocol over the browser's one web socket. Each attached window has a
// session of its own; what the protocol says without a session goes to whoever asked for the browser's events.

export type Fields = Readonly<Record<string, unknown>>
export type HearEvent = (method: string, params: Fields) => void

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: Fields
  readonly result?: Fields
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

interface Asked {
  readonly method: string
  readonly done: (result: Fields) => void
  readonly fail: (error: Error) => void
}

export interface DevTools {
  /** Rejects with the protocol's own message, or when the browser has gone. */
  send(method: string, params?: Fields, sessionId?: string): Promise<Fields>
  /** One listener a session; undefined: the browser itself. Returns how to stop. */
  listen(sessionId: string | undefined, hear: HearEvent): () => void
}

/** @throws (at the first use) when no Chromium listens at `address`. */
export function connectDevTools(address: string): DevTools {
  const socket = new WebSocket(address)
  const asked = new Map<number, Asked>()
  const listeners = new Map<string | undefined, HearEvent>()
  let sequence = 0
  const opened = new Promise<void>((done, fail) => {
    socket.addEventListener('open', () => done())
    socket.addEventListener('error', () => fail(new Error(`stand-in: no Chromium answers at ${address}`)))
  })
  socket.addEventListener('close', () => {
    for (const { method, fail } of asked.values()) fail(new Error(`${method}: the browser has gone`))
    asked.clear()
  })
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    if (answer.id === undefined)
      return listeners.get(answer.sessionId)?.(answer.method ?? '', answer.params ?? {})
    const waiting = asked.get(answer.id)
    asked.delete(answer.id)
    if (answer.error === undefined) waiting?.done(answer.result ?? {})
    else waiting?.fail(new Error(`${waiting.method}: ${answer.error.message}`))
  })
  return {
    async send(method, params = {}, sessionId) {
      await opened
      return new Promise((done, fail) => {
        const id = ++sequence
        asked.set(id, { method, done, fail })
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
      })
    },
    listen(sessionId, hear) {
      listeners.set(sessionId, hear)
      return () => listeners.delete(sessionId)
    },
  }
}

/** What is done for its effect and may come too late: the window or the browser is going away. */
export const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined)
