// Readers of one channel who stand at one place and ask for the same under one operation id are a group: one cursor, one
// page, one frame, and a list of sockets. A group that moves to where another stands becomes one with it, so that in the
// end all who are up to date are one group, however they came. Everybody of a group may see the same, since everybody of
// its crowd may (I19, I20).

import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Viewer } from '../auth/session-desk.ts'
import type { FrameOutlet } from './context.ts'
import { frameStart } from './feed-frame.ts'
import type { FeedShape } from './feed-shape.ts'

export interface Reader {
  readonly viewer: Viewer
  readonly outlet: FrameOutlet
  /** It stays in its group until that is served next. */
  hasLeft: boolean
}

/** The readers of one channel, or of one person who has none. */
export interface Crowd {
  /** Whoever came first: for what is read, all are the same. */
  readonly person: Person
  readonly groups: Set<Group>
  /** Groups that are not being served, by their place. */
  readonly places: Map<string, Group>
  /** Readers that have not left. */
  size: number
  /** How often there may have been something new: a page that was read before the last time may lack it. */
  news: number
}

export interface Group {
  readonly crowd: Crowd
  /** Of those who can be one group when they stand at one place. */
  readonly kind: string
  readonly shape: FeedShape
  /** What a frame begins with. */
  readonly start: Buffer
  after: string
  epoch: string
  /** Null before the first page. */
  directory: string | null | undefined
  readers: Reader[]
  /** When a page is due even if it is empty. */
  confirmAt: number
  /** Empty pages go by time alone: a poke for something the readers may not see must not move them (I20). */
  mustConfirm: boolean
  /** Until when the sessions of all count as read. */
  knownUntil: number
  /** When the first of their access tokens runs out. */
  expiresAt: Instant
  /** Waits to be served, is being served, or its reader waits for its client to take what it has. */
  isWaiting: boolean
  /** Under which it was put down last. */
  place: string
}

export const openCrowd = (person: Person): Crowd => ({
  person,
  groups: new Set(),
  places: new Map(),
  size: 0,
  news: 0,
})

/** A reader who has had no page yet. */
export function openGroup(
  crowd: Crowd,
  reader: Reader,
  { id, shape, after, epoch }: Pick<Group, 'shape' | 'after' | 'epoch'> & { readonly id: string },
): Group {
  const group: Group = {
    crowd,
    kind: JSON.stringify([shape.key, id]),
    shape,
    start: frameStart(id),
    after,
    epoch,
    directory: null,
    readers: [reader],
    confirmAt: Infinity,
    mustConfirm: true,
    knownUntil: 0,
    expiresAt: reader.viewer.accessExpiresAt,
    isWaiting: false,
    place: '',
  }
  crowd.groups.add(group)
  return group
}

/** One reader goes on alone, from where the group stands. */
export function partFrom(group: Group, reader: Reader): Group {
  const alone = { ...group, readers: [reader], expiresAt: reader.viewer.accessExpiresAt }
  group.crowd.groups.add(alone)
  return alone
}

/** From now on nobody joins this group, until it is settled again. */
export function lift(group: Group): void {
  const { places } = group.crowd
  if (places.get(group.place) === group) places.delete(group.place)
}

/** Puts a group down where it stands; what is returned is the group that its readers are in now. */
export function settle(group: Group): Group {
  const { groups, places } = group.crowd
  const key = placeOf(group)
  const other = places.get(key)
  if (other === undefined) {
    places.set(key, group)
    group.place = key
    return group
  }
  const [more, fewer] =
    other.readers.length < group.readers.length
      ? [group.readers, other.readers]
      : [other.readers, group.readers]
  for (const reader of fewer) more.push(reader)
  other.readers = more
  other.confirmAt = Math.min(other.confirmAt, group.confirmAt)
  other.mustConfirm ||= group.mustConfirm
  other.knownUntil = Math.min(other.knownUntil, group.knownUntil)
  if (group.expiresAt < other.expiresAt) other.expiresAt = group.expiresAt
  groups.delete(group)
  return other
}

export const dissolve = (group: Group): void => void group.crowd.groups.delete(group)

/** Those who have had no page yet stay apart from those whose directory is known. */
const placeOf = ({ kind, epoch, after, directory }: Group): string =>
  kind + JSON.stringify([epoch, after, directory === null ? 'NEW' : [directory ?? null]])
