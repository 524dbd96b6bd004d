// When an account's TAM works: the versions by the date from which each holds, and the fields of one more. What was in
// force stays, since past incidents are judged by it (ADM-6, TAM-2).

import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { dateAt } from '../../domain/administration.ts'
import { epochOf } from '../../domain/time.ts'
import type { WorkingHoursInput } from '../../protocol/graphql.gen.ts'
import { useNow } from '../live/use-replica.ts'
import { accountFormText } from '../text/administration.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Toggle } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import styles from './Administration.module.css'

export interface HoursFieldsProps {
  readonly hours: readonly WorkingHoursInput[]
  /** Of the account: new hours are in it. */
  readonly timeZone: string
  readonly error: string | undefined
  readonly onHours: (hours: readonly WorkingHoursInput[]) => void
}

const WORKDAYS = [1, 2, 3, 4, 5] as const
// Typed, since the fields of browsers show dates and times in the way of the system and not of the product.
const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export function HoursFields(props: HoursFieldsProps): JSX.Element {
  const now = useNow('HoursFields')
  const today = () => dateAt(props.timeZone, epochOf(now()))
  const [open, setOpen] = createSignal(false)
  const sorted = () => props.hours.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const heading = createUniqueId()
  return (
    <div class={styles['hours']} role="group" aria-labelledby={heading}>
      <h3 id={heading}>{accountFormText.hours}</h3>
      <ul class={styles['rows']}>
        <For each={sorted()} fallback={<li class="t2">{accountFormText.hoursNone}</li>}>
          {(version) => (
            <li class={styles['row']}>
              <span class={styles['who']}>
                <b>{accountFormText.hoursFrom(version.effectiveFrom)}</b>
                <span class="t2 s12 num">{daysText(version)}</span>
              </span>
              <Show when={version.effectiveFrom >= today()}>
                <IconButton
                  icon="close"
                  name={accountFormText.removeHours(version.effectiveFrom)}
                  onClick={() => props.onHours(props.hours.filter((one) => one !== version))}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <p class="t2 s12">{accountFormText.hoursKept}</p>
      <Show when={props.error}>
        <p class="s12 risk-fg" role="alert">
          {props.error}
        </p>
      </Show>
      <Show
        when={open()}
        fallback={
          <div>
            <Button size="sm" icon="plus" onClick={() => setOpen(true)}>
              {accountFormText.addHours}
            </Button>
          </div>
        }
      >
        <NewHours
          today={today()}
          timeZone={props.timeZone}
          onAdd={(version) => {
            const others = props.hours.filter(({ effectiveFrom }) => effectiveFrom !== version.effectiveFrom)
            props.onHours([...others, version])
            setOpen(false)
          }}
        />
      </Show>
    </div>
  )
}

function NewHours(props: {
  readonly today: string
  readonly timeZone: string
  readonly onAdd: (version: WorkingHoursInput) => void
}): JSX.Element {
  const [date, setDate] = createSignal(props.today)
  const [from, setFrom] = createSignal('08:00')
  const [until, setUntil] = createSignal('17:00')
  const [days, setDays] = createSignal<readonly number[]>(WORKDAYS)
  const isWhole = () =>
    DATE.test(date()) &&
    date() >= props.today &&
    [from(), until()].every((time) => TIME.test(time)) &&
    from() < until() &&
    days().length > 0
  const add = () =>
    props.onAdd({
      effectiveFrom: date(),
      timeZone: props.timeZone,
      days: days()
        .toSorted((a, b) => a - b)
        .map((weekday) => ({ weekday, from: from(), until: until() })),
    })
  return (
    <div class={styles['form']}>
      <Field
        label={accountFormText.addHoursFrom}
        inputmode="numeric"
        autocomplete="off"
        placeholder={props.today}
        value={date()}
        onText={setDate}
      />
      <div class={styles['times']}>
        <Field
          label={accountFormText.from}
          inputmode="numeric"
          autocomplete="off"
          placeholder="08:00"
          value={from()}
          onText={setFrom}
        />
        <Field
          label={accountFormText.until}
          inputmode="numeric"
          autocomplete="off"
          placeholder="17:00"
          value={until()}
          onText={setUntil}
        />
      </div>
      <div class={`${styles['across']} row wrap`}>
        <For each={accountFormText.days}>
          {(name, at) => (
            <Toggle
              label={name}
              pressed={days().includes(at() + 1)}
              onPressed={(pressed) =>
                setDays((before) =>
                  pressed ? [...before, at() + 1] : before.filter((day) => day !== at() + 1),
                )
              }
            />
          )}
        </For>
      </div>
      <div class={styles['across']}>
        <Button size="sm" disabled={!isWhole()} onClick={add}>
          {accountFormText.addHours}
        </Button>
      </div>
    </div>
  )
}

/** Each day by its name with its hours; days in a row that work alike are told once. */
function daysText({ days, timeZone }: WorkingHoursInput): string {
  const groups: { first: number; last: number; hours: string }[] = []
  for (const { weekday, from, until } of days.toSorted((a, b) => a.weekday - b.weekday)) {
    const hours = `${from}–${until}`
    const last = groups.at(-1)
    if (last !== undefined && last.hours === hours && last.last === weekday - 1) last.last = weekday
    else groups.push({ first: weekday, last: weekday, hours })
  }
  const nameOf = (weekday: number) => accountFormText.days[weekday - 1] ?? ''
  const told = groups.map(({ first, last, hours }) =>
    first === last ? `${nameOf(first)} ${hours}` : `${nameOf(first)}–${nameOf(last)} ${hours}`,
  )
  return `${told.join(', ')} (${timeZone})`
}
