// The company that calls: its local time, whether its contract has the hotline, its TAM, and how the last critical
// issue went.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import { callbackClock } from '../../domain/incident/facts.ts'
import { between } from '../../domain/time.ts'
import { tamHoursAt } from '../room/facts/tam-hours.ts'
import { intakeAside } from '../text/intake.ts'
import { initials } from '../text/format.ts'
import { fullDateIn, placeTime, shortZone, cityOf } from '../text/zones.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { elapsedText } from '../ui/clock-format.ts'
import { KeyValues } from '../ui/Facts.tsx'
import { GivePhoneCode } from '../account/GivePhoneCode.tsx'
import { Box } from './Box.tsx'
import { contactNamed, contactsOf } from './caller-match.ts'
import type { Intake } from './create-intake.ts'

export function AccountCard(props: { readonly intake: Intake; readonly account: Account }): JSX.Element {
  const { intake } = props
  const tam = () => intake.people().find((person) => person.id === props.account.tamId) ?? null
  const caller = () => contactNamed(contactsOf(intake.people(), props.account), intake.form().contactName)
  const theirTime = () => {
    const { timeZone } = props.account
    const short = shortZone(timeZone)
    return `${placeTime(timeZone, intake.now(), null)}${short === cityOf(timeZone) ? '' : ` (${short})`}`
  }
  const tamLine = (name: string) => {
    const hours = tamHoursAt(props.account, intake.now())
    if (hours === null || hours.turnsAt === null) return intakeAside.tamAway(name)
    const turnsAt = `${hours.turnsAt} ${hours.city}`
    return hours.inHours ? intakeAside.tamUntil(name, turnsAt) : intakeAside.tamFrom(name, turnsAt)
  }
  const lastCritical = () => {
    const { last } = intake.rooms()
    if (last === null) return intakeAside.noneBefore
    const date = fullDateIn(intake.me.timeZone, last.reportedAt)
    const clock = callbackClock(last)
    return clock?.stoppedAt == null
      ? date
      : intakeAside.calledBackIn(date, elapsedText(between(clock.startedAt, clock.stoppedAt)))
  }
  return (
    <Box
      mark={<Avatar initials={initials(props.account.name)} party="customer" />}
      title={props.account.name}
      end={
        <Chip tone={props.account.hotline ? 'met' : 'risk'}>
          {props.account.hotline ? intakeAside.entitled : intakeAside.notEntitled}
        </Chip>
      }
    >
      <KeyValues
        wide
        pairs={[
          { key: intakeAside.theirTime, value: <span class="num">{theirTime()}</span> },
          {
            key: intakeAside.tam,
            value: (
              <Show when={tam()} fallback={intakeAside.noTam}>
                {(person) => (
                  <span class="num">
                    {tamLine(person().name)}
                    <Show when={person().phone}>
                      {(phone) => (
                        <>
                          <br />
                          <a class="line-link mono s12" href={`tel:${phone()}`}>
                            {phone()}
                          </a>
                        </>
                      )}
                    </Show>
                  </span>
                )}
              </Show>
            ),
          },
          { key: intakeAside.lastCritical, value: <span class="num">{lastCritical()}</span> },
        ]}
      />
      <Show when={caller()}>{(person) => <GivePhoneCode to={person()} />}</Show>
    </Box>
  )
}
