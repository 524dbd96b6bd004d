// Work in stretches: whoever has done one lets everybody else have their turn of the loop, and those who all have work
// to do have one turn each, one after the other.

/** Counts what was done; resolves at once, or in a turn of its own once `perTurn` was done since the last. */
export function openTurns(perTurn: number): (done: number) => Promise<void> {
  let sinceLast = 0
  let last = Promise.resolve()
  return (done) => {
    sinceLast += done
    if (sinceLast < perTurn) return Promise.resolve()
    sinceLast = 0
    last = last.then(nextTurn)
    return last
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
