// Watches: questions whose answer is given again after every commit that may have changed it. Commits of one turn of
// the event loop are answered together, and a listener is never called while another one runs.

import type { RoomId } from '../domain/ids.ts'
import type { Question, Views } from './api.ts'

/** What a question depends on. */
export type Topic = Exclude<keyof Views, 'room'> | `room/${RoomId}`

interface Watch {
  readonly topic: Topic
  /** Asks the question and calls back with the answer. */
  readonly run: () => void
}

export class Live {
  readonly #answer: (question: Question) => Views[keyof Views]
  readonly #failed: (error: unknown) => void
  readonly #watches = new Set<Watch>()
  readonly #due = new Set<Watch>()

  /** `failed` hears of listeners that throw; the others are called all the same. */
  constructor(answer: (question: Question) => Views[keyof Views], failed: (error: unknown) => void) {
    this.#answer = answer
    this.#failed = failed
  }

  watch<V extends keyof Views>(
    question: Extract<Question, { view: V }>,
    changed: (answer: Views[V]) => void,
  ): () => void {
    let told: string | null = null
    const run = () => {
      // A question's view names the type of its answer.
      const answer = this.#answer(question) as Views[V]
      // Every heartbeat touches the status, and usually nothing in it has changed.
      if (question.view === 'status') {
        const text = JSON.stringify(answer)
        if (text === told) return
        told = text
      }
      changed(answer)
    }
    const watch: Watch = { topic: topicOf(question), run }
    this.#watches.add(watch)
    this.#schedule(watch)
    return () => {
      this.#watches.delete(watch)
      this.#due.delete(watch)
    }
  }

  touch(topic: Topic): void {
    for (const watch of this.#watches) if (watch.topic === topic) this.#schedule(watch)
  }

  close(): void {
    this.#watches.clear()
    this.#due.clear()
  }

  #schedule(watch: Watch): void {
    if (this.#due.size === 0) void Promise.resolve().then(() => this.#flush())
    this.#due.add(watch)
  }

  #flush(): void {
    const due = [...this.#due]
    this.#due.clear()
    for (const watch of due) {
      if (!this.#watches.has(watch)) continue
      try {
        watch.run()
      } catch (error) {
        this.#failed(error)
      }
    }
  }
}

const topicOf = (question: Question): Topic =>
  question.view === 'room' ? `room/${question.roomId}` : question.view
