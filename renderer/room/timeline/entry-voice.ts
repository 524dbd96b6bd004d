// What the timeline says to a screen reader when something comes: the entry itself while nobody types here, and after a
// pause in typing only how many there are. The log is not live (ui/PinnedScroll.tsx says why), so this is its one voice.

import { createEffect, on, onCleanup } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { voiceText } from '../../text/room.ts'
import { timelineText, updateText } from '../../text/room-entries.ts'
import type { RoomScope } from '../room-scope.ts'
import { lineOf } from './line-of.ts'
import { firstText } from './standing-text.ts'

const PAUSE_MS = 2_000

/** Needs an owner. `say` hears a sentence to be read out politely. */
export function createEntryVoice(
  scope: RoomScope,
  typing: () => boolean,
  say: (words: string) => void,
): void {
  const { record, me } = scope
  let unsaid: readonly RecordedEvent[] = []
  let pause: ReturnType<typeof setTimeout> | undefined
  let spoken = ''
  const speakOut = (words: string) => {
    // The same words again are no change, and would not be read out: a space that nobody sees makes them one.
    spoken = words === spoken ? `${words}\u00a0` : words
    say(spoken)
  }
  const speak = () => {
    const [only] = unsaid
    if (only === undefined) return
    speakOut(unsaid.length > 1 || typing() ? voiceText.entries(unsaid.length) : spokenWords(scope, only))
    unsaid = []
  }
  const later = () => {
    clearTimeout(pause)
    pause = setTimeout(speak, PAUSE_MS)
  }
  // Each key stroke begins the pause anew.
  const onInput = () => unsaid.length > 0 && later()
  document.addEventListener('input', onInput)
  onCleanup(() => {
    clearTimeout(pause)
    document.removeEventListener('input', onInput)
  })
  createEffect(
    on(
      () => record.outline().last,
      (last, before = last) => {
        const come = Array.from({ length: Math.max(0, last - before) }, (_, index) => before + 1 + index)
        const events = come.flatMap((position) => record.at(position)?.event ?? [])
        // Nobody has to be told what they wrote themselves.
        unsaid = [...unsaid, ...events.filter(({ actor }) => actor.personId !== me.id)]
        if (unsaid.length === 0) return
        if (typing() || unsaid.length > 1) later()
        else speak()
      },
      { defer: true },
    ),
  )
}

/** "Internal, customer cannot see. Aisha Karim: …" */
export function spokenWords({ room, partyName }: RoomScope, event: RecordedEvent): string {
  const line = lineOf(event, { room: room(), partyName })
  const said = line === null ? saidBy(event) : `${line.who}${line.rest} ${line.quote ?? ''}`.trim()
  return event.audience === 'INTERNAL' ? `${timelineText.internalSpoken} ${said}` : said
}

function saidBy(event: RecordedEvent): string {
  const { body, actor } = event
  const text = body.type === 'Annotated' ? body.text : firstText(event)
  const what = body.type === 'UpdatePosted' ? `${updateText.title(body.number)}. ${text}` : text
  return what === '' ? voiceText.entries(1) : timelineText.spoken(actor.name, what)
}
