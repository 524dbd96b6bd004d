// The lines of the palette, made from what can be done, the rooms and people of this copy, and what was found in it.
// Pure but for the language that is spoken, so that it can be tested without a screen.

import type { RoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { foldedText, type FoldedText, matchOf, type TextMatch } from '../../protocol/text-match.ts'
import type { Found } from '../../replica/api.ts'
import { type Action, ACTIONS } from '../keys/action.ts'
import { keysText, paletteText } from '../text/keys.ts'
import type { IconName } from '../ui/icon-paths.ts'

export type PaletteSection = 'ROOM' | 'ACTIONS' | 'ROOMS' | 'PEOPLE' | 'ENTRIES'

export interface PaletteItem {
  /** The same line in the next answer. */
  readonly key: string
  readonly section: PaletteSection
  readonly text: string
  readonly match: TextMatch | null
  /** Lighter, after the text. */
  readonly aside?: string | undefined
  readonly icon: IconName
  /** An action: its keys and facts are shown. */
  readonly action?: Action | undefined
  /** A room: its clock is shown. */
  readonly room?: Room | undefined
  /** An entry that was found. */
  readonly found?: Found | undefined
  readonly run: () => void
}

/** Something that is looked through at each key stroke: folded once. */
export interface Candidate {
  readonly item: Omit<PaletteItem, 'match'>
  readonly folded: FoldedText
  /** What else finds it: the number of a ticket, a company. */
  readonly also: FoldedText
}

const SECTION_LIMITS: Readonly<Record<PaletteSection, number>> = {
  ROOM: 20,
  ACTIONS: 12,
  ROOMS: 8,
  PEOPLE: 6,
  ENTRIES: 8,
}

const candidate = (item: Omit<PaletteItem, 'match'>, also = ''): Candidate => ({
  item,
  folded: foldedText(item.text),
  also: foldedText(also),
})

/** In the order in which they are shown. */
export const SECTIONS: readonly PaletteSection[] = ['ROOM', 'ACTIONS', 'ROOMS', 'PEOPLE', 'ENTRIES']

export const SECTION_TITLES = (): Readonly<Record<PaletteSection, string>> => ({
  ROOM: paletteText.inRoom,
  ACTIONS: paletteText.actions,
  ROOMS: paletteText.rooms,
  PEOPLE: paletteText.people,
  ENTRIES: paletteText.entries,
})

/** What can be done; without scope, what belongs to a room is left out. */
export const actionCandidates = (actions: readonly Action[], inRoom: boolean): readonly Candidate[] =>
  actions
    .filter((action) => action.unlisted !== true && (inRoom || action.place === 'EVERYWHERE'))
    .map((action) =>
      candidate(
        {
          key: `action ${action.id}`,
          section: sectionOf(action),
          text: action.words?.() ?? keysText.actions[action.id],
          icon: ACTIONS[action.id].icon,
          action,
          run: action.run,
        },
        keysText.actions[action.id],
      ),
    )

function sectionOf({ id, place }: Action): PaletteSection {
  if (id === 'call') return 'PEOPLE'
  return place === 'ROOM' ? 'ROOM' : 'ACTIONS'
}

export interface RoomChoices {
  /** Most urgent first. */
  readonly rooms: readonly Room[]
  /** The room that is shown is not offered. */
  readonly except: RoomId | null
  readonly isCustomer: boolean
  readonly open: (id: RoomId) => void
}

export const roomCandidates = ({ rooms, except, isCustomer, open }: RoomChoices): readonly Candidate[] =>
  rooms
    .filter((room) => room.id !== except)
    .map((room) =>
      candidate(
        {
          key: `room ${room.id}`,
          section: 'ROOMS',
          text: isCustomer ? room.title : room.accountName,
          aside: isCustomer ? undefined : room.title,
          icon: 'message',
          room,
          run: () => open(room.id),
        },
        `${room.title} ${room.ticket}`,
      ),
    )

/** People who have a number; `about` says who they are and what time it is there. */
export const personCandidates = (
  people: readonly Person[],
  about: (person: Person) => string,
  call: (number: string) => void,
): readonly Candidate[] =>
  people.flatMap((person) => {
    const { phone } = person
    if (phone === null) return []
    return [
      candidate(
        {
          key: `person ${person.id}`,
          section: 'PEOPLE',
          text: paletteText.call(person.name),
          aside: about(person),
          icon: 'call',
          run: () => call(phone),
        },
        about(person),
      ),
    ]
  })

export const entryItems = (found: readonly Found[], open: (entry: Found) => void): readonly PaletteItem[] =>
  found.map((entry) => ({
    key: `entry ${entry.eventId}`,
    section: 'ENTRIES',
    text: entry.excerpt,
    match: entry.match,
    icon: entry.internal ? 'lock' : 'message',
    found: entry,
    run: () => open(entry),
  }))

/** Those that hold every word, section by section; without words people stay away, since they are many. */
export function filtered(candidates: readonly Candidate[], words: readonly string[]): readonly PaletteItem[] {
  const left = { ...SECTION_LIMITS }
  const items = candidates.flatMap(({ item, folded, also }): PaletteItem[] => {
    if (left[item.section] === 0) return []
    if (words.length === 0 && item.section === 'PEOPLE' && item.action === undefined) return []
    const match = words.length === 0 ? null : matchOf(folded, words)
    const isFound = words.length === 0 || match !== null || matchOf(both(folded, also), words) !== null
    if (!isFound) return []
    left[item.section] -= 1
    return [{ ...item, match }]
  })
  return items.toSorted((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section))
}

const both = (a: FoldedText, b: FoldedText): FoldedText => ({
  folded: `${a.folded} ${b.folded}`,
  places: [],
})
