// What groups share while they are served: one read for all who stand at the same place of one channel, one payload for
// those of them who ask for the same. A page is kept for one round, in which each group is served once, however many
// turns of the loop that takes. What is committed meanwhile may be missing in it: the page says as of which news it was
// read, and whoever is handed one that has been overtaken is ready again.

import type { Core } from '../core.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import { frameOf } from './feed-frame.ts'
import type { Crowd, Group } from './feed-groups.ts'
import type { MakePayload, Payload } from './feed-payload.ts'
import type { FeedShape } from './feed-shape.ts'
import { FEED_PAGE_EVENTS } from './feed-stream.ts'

export interface SharedPage {
  readonly page: FeedTexts
  /** See Crowd. */
  readonly news: number
  /** The whole frame of the page for an operation's start (frameStart) and shape. */
  readonly frameFor: (shape: FeedShape, start: Buffer) => Buffer | Promise<Buffer>
}

/** A page that could not be read. */
export class Failure {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

type Place = Pick<Group, 'crowd' | 'after' | 'epoch'>

export interface SharedPages {
  pageAt(place: Place): Promise<SharedPage | Failure>
  /** At the end of each round: no page is kept. */
  forget(): void
}

export function openSharedPages(core: Pick<Core, 'feedTexts'>, makePayload: MakePayload): SharedPages {
  const crowds = new Map<Crowd, Map<string, Promise<SharedPage | Failure>>>()
  const read = async ({ crowd, after, epoch }: Place): Promise<SharedPage | Failure> => {
    const { news } = crowd
    try {
      return shared(await core.feedTexts(crowd.person, after, epoch, FEED_PAGE_EVENTS), news, makePayload)
    } catch (error) {
      return new Failure(error)
    }
  }
  return {
    pageAt(place) {
      const pages = crowds.get(place.crowd) ?? new Map<string, Promise<SharedPage | Failure>>()
      crowds.set(place.crowd, pages)
      const key = JSON.stringify([place.epoch, place.after])
      const page = pages.get(key) ?? read(place)
      pages.set(key, page)
      return page
    },
    forget: () => crowds.clear(),
  }
}

function shared(page: FeedTexts, news: number, makePayload: MakePayload): SharedPage {
  const payloads = new Map<string, Payload | Promise<Payload>>()
  const payloadFor = (shape: FeedShape): Payload | Promise<Payload> => {
    const payload = payloads.get(shape.key) ?? makePayload(shape, page)
    payloads.set(shape.key, payload)
    return payload
  }
  return {
    page,
    news,
    frameFor(shape, start) {
      const payload = payloadFor(shape)
      return payload instanceof Promise
        ? payload.then((made) => frameOf(start, made))
        : frameOf(start, payload)
    },
  }
}
