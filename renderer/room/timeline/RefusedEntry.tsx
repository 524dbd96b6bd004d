// A command of mine that the server refused, or that this copy cannot foresee: it keeps its place and its text, says
// why, and offers what to do next.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import type { Pending } from '../../../replica/api.ts'
import { commandName } from '../../text/commands.ts'
import { rejectionSentence } from '../../text/rejections.ts'
import { timelineText } from '../../text/room-entries.ts'
import { initials } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Mark, RejectCard } from '../../ui/EntryCards.tsx'
import { PlainLine, TimelineEntry } from '../../ui/Timeline.tsx'
import { avatarParty } from '../avatar-party.ts'
import { composeFrom } from '../compose-from.ts'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import { commandWords } from './command-words.ts'

export function RefusedEntry(props: { readonly pending: Pending }): JSX.Element {
  const scope = useRoom('RefusedEntry')
  const act = createAct()
  const [failed, setFailed] = createSignal(false)
  const { me, zones } = scope
  const command = () => props.pending.command
  const why = () => {
    const { rejection } = props.pending
    const what = timelineText.notSent(commandName[command().type])
    return rejection === null ? what : `${what} ${rejectionSentence(rejection)}`
  }
  const discard = async () => {
    const done = await scope.replica.discard(props.pending.commandId)
    setFailed(!done)
    return done
  }
  const edit = async () => {
    const request = composeFrom(command())
    if (request !== null && (await discard())) scope.compose(request)
  }
  const sendAgain = async () => {
    const again: PersonCommand = command()
    if (await discard()) act.press(again)
  }
  return (
    <TimelineEntry
      time={timeIn(zones().own, props.pending.issuedAt)}
      instant={props.pending.issuedAt}
      node={<Avatar initials={initials(me.name)} party={avatarParty(me.party, me.role)} />}
    >
      <Show
        when={props.pending.state === 'REJECTED'}
        fallback={
          <PlainLine quiet>
            {commandName[command().type]}{' '}
            <Mark icon="clock">{timelineText.waitingSince(timeIn(zones().own, props.pending.issuedAt))}</Mark>
          </PlainLine>
        }
      >
        <RejectCard
          why={why()}
          actions={
            <>
              <Show
                when={composeFrom(command()) !== null}
                fallback={
                  <Button size="sm" onClick={() => void sendAgain()}>
                    {timelineText.sendAgain}
                  </Button>
                }
              >
                <Button size="sm" variant="primary" onClick={() => void edit()}>
                  {timelineText.editAgain}
                </Button>
                <Button size="sm" onClick={() => void sendAgain()}>
                  {timelineText.sendAgain}
                </Button>
              </Show>
              <Button size="sm" variant="quiet" onClick={() => void discard()}>
                {timelineText.discard}
              </Button>
            </>
          }
        >
          {commandWords(command())}
        </RejectCard>
        <Problem words={act.problem() ?? (failed() ? timelineText.onItsWay : undefined)} />
      </Show>
    </TimelineEntry>
  )
}
