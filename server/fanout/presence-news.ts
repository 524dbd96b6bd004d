// Who is where, as one node tells it to the others: a line for each device, `device person room activity`, with "-" for
// a room that was left. A line that is not understood is left out: it may come from a newer version.

import { type PersonId, type RoomId, toPersonId, toRoomId } from '../../domain/ids.ts'
import type { Activity } from '../../protocol/feed.ts'

export interface PresenceNews {
  readonly device: string
  readonly personId: PersonId
  /** Null for a device that left. */
  readonly roomId: RoomId | null
  readonly activity: Activity
}

/** A signal has to stay below 8,000 bytes with whatever is around it. */
const TEXT_MAX = 4_000
const NOWHERE = '-'
const ACTIVITIES: readonly Activity[] = ['READING', 'MESSAGE', 'UPDATE', 'NOTE', 'WORKAROUND', 'CALL']

/** As few texts as will hold them, each short enough for a signal. */
export function textsOf(news: readonly PresenceNews[]): readonly string[] {
  const texts: string[] = []
  let text = ''
  for (const each of news) {
    const line = lineOf(each)
    if (text !== '' && text.length + line.length >= TEXT_MAX) {
      texts.push(text)
      text = ''
    }
    text += text === '' ? line : `\n${line}`
  }
  return text === '' ? texts : [...texts, text]
}

export const newsIn = (text: string): readonly PresenceNews[] => text.split('\n').flatMap(newsOf)

const lineOf = ({ device, personId, roomId, activity }: PresenceNews): string =>
  [encodeURIComponent(device), encodeURIComponent(personId), roomId ?? NOWHERE, activity].join(' ')

function newsOf(line: string): readonly PresenceNews[] {
  const [device = '', person = '', room = '', word = '', ...more] = line.split(' ')
  const activity = ACTIVITIES.find((known) => known === word)
  if (device === '' || person === '' || room === '' || activity === undefined || more.length > 0) return []
  return [
    {
      device: decodeURIComponent(device),
      personId: toPersonId(decodeURIComponent(person)),
      roomId: room === NOWHERE ? null : toRoomId(room),
      activity,
    },
  ]
}
