// The order of what a client says about its operations. The protocol's library takes an id for free as soon as its client
// said `complete`, while the operation that had it is still being opened or ended. Another one that begins under it in
// that moment would be ended with it, or leave it running for ever, uncounted and beyond the end of its socket.

/** What a message says about an operation. */
export interface Word {
  readonly type: 'complete' | 'subscribe'
  readonly id: string
  /** What is asked for. */
  readonly payload: unknown
}

/** Hands the messages of one socket on; resolves and rejects as `handle` does, for a `subscribe` at its operation's end. */
export type HandInOrder = (text: string, word: Word | null) => Promise<void>

/** After a `complete`, what a socket says next about operations waits until the library has done with that one. */
export function openOperationOrder(handle: HandInOrder): HandInOrder {
  const running = new Map<string, Promise<void>>()
  let ending: Promise<void> | null = null

  const begun = ({ id }: Word, done: Promise<void>): void => {
    // One that is running already keeps its place: the library closes the socket for the second.
    if (running.has(id)) return
    const over = done.then(
      () => void running.delete(id),
      () => void running.delete(id),
    )
    running.set(id, over)
  }
  const completed = ({ id }: Word): void => {
    const over = running.get(id)
    if (over === undefined) return
    const isOver = over.then(() => {
      if (ending === isOver) ending = null
    })
    ending = isOver
  }

  return async (text, word) => {
    if (word === null) return handle(text, null)
    while (ending !== null) await ending
    const done = handle(text, word)
    if (word.type === 'subscribe') begun(word, done)
    else completed(word)
    return done
  }
}
