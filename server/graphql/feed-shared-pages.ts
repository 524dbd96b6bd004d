// What readers share while they are served: one read for all who stand at the same place of one channel, one payload for
// those of them who ask for the same, and one frame for those whose operations have equal ids.

import type { Person } from '../../domain/people.ts'
import type { Core } from '../core.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import { frameOf } from './feed-frame.ts'
import type { MakePayload } from './feed-payload.ts'
import type { FeedShape } from './feed-shape.ts'
import { FEED_PAGE_EVENTS } from './feed-stream.ts'

/** Where a reader stands. */
export interface Place {
  /** Everybody of one crowd may see the same: readers of one channel, or one person who has none. */
  readonly crowd: string
  readonly person: Person
  readonly after: string
  readonly epoch: string
}

export interface SharedPage {
  readonly page: FeedTexts
  /** The whole frame of the page for an operation's start (frameStart) and shape. */
  frameFor(shape: FeedShape, start: Buffer): Buffer | Promise<Buffer>
}

/** A page that could not be read. */
export class Failure {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

interface Payload {
  readonly bytes: Buffer
  /** Of the last frame that was made of it. */
  start: Buffer
  frame: Buffer
}

export interface SharedPages {
  pageAt(place: Place): Promise<SharedPage | Failure>
  /** For whenever there may be news, and at the end of each turn: no page is kept. */
  forget(): void
}

export function openSharedPages(core: Pick<Core, 'feedTexts'>, makePayload: MakePayload): SharedPages {
  const pages = new Map<string, Promise<SharedPage | Failure>>()
  const read = async ({ person, after, epoch }: Place): Promise<SharedPage | Failure> => {
    try {
      return shared(await core.feedTexts(person, after, epoch, FEED_PAGE_EVENTS), makePayload)
    } catch (error) {
      return new Failure(error)
    }
  }
  return {
    pageAt(place) {
      const key = JSON.stringify([place.crowd, place.epoch, place.after])
      const page = pages.get(key) ?? read(place)
      pages.set(key, page)
      return page
    },
    forget: () => pages.clear(),
  }
}

function shared(page: FeedTexts, makePayload: MakePayload): SharedPage {
  const payloads = new Map<string, Payload | Promise<Payload>>()
  const keep = (shape: FeedShape, bytes: Buffer): Payload => {
    const payload = { bytes, start: NONE, frame: NONE }
    payloads.set(shape.key, payload)
    return payload
  }
  const payloadFor = (shape: FeedShape): Payload | Promise<Payload> => {
    const known = payloads.get(shape.key)
    if (known !== undefined) return known
    const bytes = makePayload(shape, page)
    if (!(bytes instanceof Promise)) return keep(shape, bytes)
    const payload = bytes.then((made) => keep(shape, made))
    payloads.set(shape.key, payload)
    return payload
  }
  return {
    page,
    frameFor(shape, start) {
      const payload = payloadFor(shape)
      return payload instanceof Promise
        ? payload.then((made) => frameWith(made, start))
        : frameWith(payload, start)
    },
  }
}

function frameWith(payload: Payload, start: Buffer): Buffer {
  if (payload.start.equals(start)) return payload.frame
  payload.start = start
  payload.frame = frameOf(start, payload.bytes)
  return payload.frame
}

const NONE = Buffer.alloc(0)
