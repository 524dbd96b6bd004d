// A replica whose answers the test gives: it remembers what is watched and what was asked of it.

import { toCommandId, toPersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Draft, Question, Reading, Readings, Replica, Submitted, Views } from '../../../replica/api.ts'

interface Watched {
  readonly question: Question
  readonly tell: (answer: unknown) => void
}

export class RecordedReplica implements Replica {
  readonly me: Person = {
    id: toPersonId('ani'),
    name: 'Ani',
    title: '',
    party: 'PROVIDER',
    role: 'AGENT',
    accountId: null,
    timeZone: 'UTC',
    phone: null,
    email: null,
  }
  readonly watched = new Set<Watched>()
  readonly drafts = new Map<string, string>()
  readonly saved: Draft[] = []
  readonly submitted: unknown[] = []
  answerSubmit: () => Promise<Submitted> = async () => ({ outcome: 'SAVED', commandId: toCommandId('c') })

  /** Answers everybody who watches this view. */
  tell<V extends keyof Views>(view: V, answer: Views[V]): void {
    for (const watch of this.watched) if (watch.question.view === view) watch.tell(answer)
  }

  watch<V extends keyof Views>(
    question: Extract<Question, { view: V }>,
    changed: (answer: Views[V]) => void,
  ): () => void {
    const watch: Watched = { question, tell: (answer) => changed(answer as Views[V]) }
    this.watched.add(watch)
    return () => void this.watched.delete(watch)
  }

  async read<R extends keyof Readings>(reading: Extract<Reading, { read: R }>): Promise<Readings[R]> {
    throw new Error(`no answer to ${JSON.stringify(reading)}`)
  }

  async submit(_roomId: unknown, command: unknown): Promise<Submitted> {
    this.submitted.push(structuredClone(command))
    return this.answerSubmit()
  }

  enrol: Replica['enrol'] = async () => null

  async saveDraft(draft: Draft): Promise<void> {
    this.saved.push(draft)
    this.drafts.set(`${draft.roomId}/${draft.mode}`, draft.content)
  }

  async loadDraft(roomId: string, mode: string): Promise<string | null> {
    return this.drafts.get(`${roomId}/${mode}`) ?? null
  }

  async dropDraft(roomId: string, mode: string): Promise<void> {
    this.drafts.delete(`${roomId}/${mode}`)
  }

  async discard(): Promise<boolean> {
    return true
  }

  announce(): void {}
  probe(): void {}
  async close(): Promise<void> {}
}
