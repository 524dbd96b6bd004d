// [I16] The checker of resolutions on rooms that are right, and on the same rooms with one thing planted in them.

import { expect, it } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { sealed, SEALED_STORIES, type SealedName } from '../sealed-story.ts'
import { checkResolutions } from './checkers.ts'
import type { FinalRead } from './history.ts'

type Events = readonly RecordedEvent[]

const eventsOf = (name: SealedName): Events => sealed(SEALED_STORIES[name]).log
const said = (events: Events): string =>
  checkResolutions([], { provider: events } as unknown as FinalRead).join('\n')
const without = (events: Events, type: string): Events => events.filter(({ body }) => body.type !== type)
const signatures = (events: Events): Events => events.filter(({ body }) => body.type === 'ResolutionSigned')

it.each(Object.keys(SEALED_STORIES) as readonly SealedName[])('%s is called right', (name) => {
  expect(said(eventsOf(name))).toBe('')
})

it.each([
  ['both signed and nothing followed', (all: Events) => without(all, 'IssueResolved'), /not resolved/],
  [
    'resolved by one signature (a reply that was counted twice)',
    (all: Events) => all.filter((event) => event !== signatures(all)[0]),
    /resolved with 1 signatures/,
  ],
  [
    'resolved twice (two signatures at once, each the second)',
    (all: Events) => all.flatMap((event) => (event.body.type === 'IssueResolved' ? [event, event] : [event])),
    /resolved with 0 signatures/,
  ],
  [
    'somebody signed for both parties',
    (all: Events) =>
      all.map((event) =>
        event === signatures(all)[1] ? { ...event, actor: signatures(all)[0]?.actor } : event,
      ),
    /one party signed twice/,
  ],
  [
    'a signature covers other bytes',
    (all: Events) =>
      all.map((event) =>
        event === signatures(all)[0] ? { ...event, body: { ...event.body, digest: 'other' } } : event,
      ),
    /under another proposal/,
  ],
] as const)('planted: %s', (_what, plant, says) => {
  expect(said(plant(eventsOf('sealed-signed')) as Events)).toMatch(says)
})
