// The people of the room: here or not, their local time, who owns it, whether the TAM is in working hours, and the call.

import { createMemo, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { ownerOf } from '../../../domain/incident/state.ts'
import { MINUTE, epochOf, instantAt } from '../../../domain/time.ts'
import { GivePhoneCode } from '../../account/GivePhoneCode.tsx'
import { appText } from '../../text/app.ts'
import { peopleText } from '../../text/room-facts.ts'
import { firstName, initials } from '../../text/format.ts'
import { cityOf, shortZone, timeIn } from '../../text/zones.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { FactsSection, PersonRow } from '../../ui/Facts.tsx'
import { avatarParty } from '../avatar-party.ts'
import { CallLink } from '../CallLink.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'
import { AssignFacts } from './AssignFacts.tsx'
import { type RoomPerson, roomPeople } from './room-people.ts'
import { tamHoursAt } from './tam-hours.ts'

export function PeopleFacts(): JSX.Element {
  const scope = useRoom('PeopleFacts')
  const { room, now, account, me, phase, can, setCalling, trust } = scope
  // Local times change with the minute; a tick of the second draws nothing here.
  const minute = createMemo(() => instantAt(Math.floor(epochOf(now()) / MINUTE) * MINUTE))
  const people = createMemo(() => roomPeople(scope))
  /** Whoever of the customer may be on the phone because their mail is down. */
  const callers = createMemo(() =>
    people().flatMap(({ id, party, person }) =>
      party === 'CUSTOMER' && person !== null && id !== me.id ? [person] : [],
    ),
  )
  const isCallback = () => phase() === 'AWAITING_CALLBACK' && can('recordCallback')

  const tamWords = () => {
    const known = account()
    const hours = known === null ? null : tamHoursAt(known, minute())
    if (hours === null || hours.turnsAt === null) return peopleText.tamOut
    return hours.inHours
      ? peopleText.tamUntil(hours.turnsAt, hours.city)
      : peopleText.tamFrom(hours.turnsAt, hours.city)
  }
  const roleOf = ({ person, isTam }: RoomPerson) => {
    if (isTam) return tamWords()
    if (person === null) return appText.roles.AGENT
    const zone = person.party === me.party ? cityOf(person.timeZone) : shortZone(person.timeZone)
    return peopleText.roleAt(person.title, `${timeIn(person.timeZone, minute())} ${zone}`)
  }
  const noteOf = ({ id, isOwner }: RoomPerson) => {
    if (isOwner) return peopleText.owns
    return id === me.id ? peopleText.you : undefined
  }
  const presence = (isHere: boolean) => (trust().live ? (isHere ? 'here' : 'away') : 'unknown')
  return (
    <FactsSection title={peopleText.title}>
      <For each={people()}>
        {(one) => (
          <PersonRow
            avatar={
              <Avatar
                initials={initials(one.name)}
                party={avatarParty(one.party, one.isTam ? 'TAM' : one.person?.role)}
                presence={presence(one.isHere)}
              />
            }
            name={one.name}
            note={noteOf(one)}
            role={`${roleOf(one)}`}
            action={
              <>
                <span class="sr">{one.isHere ? peopleText.presence.here : peopleText.presence.away}</span>
                <Show when={one.id !== me.id && one.person?.phone}>
                  {(number) => (
                    <CallLink
                      look="icon"
                      number={number()}
                      label={peopleText.call(firstName(one.name))}
                      onCall={() => {
                        if (isCallback() && one.party === 'CUSTOMER')
                          setCalling({ number: number(), since: now() })
                      }}
                    />
                  )}
                </Show>
              </>
            }
          />
        )}
      </For>
      <Show when={ownerOf(room()) === null}>
        <div class={`t2 ${styles['note']}`}>{peopleText.noOwner}</div>
      </Show>
      <AssignFacts />
      <For each={callers()}>{(person) => <GivePhoneCode to={person} />}</For>
    </FactsSection>
  )
}
