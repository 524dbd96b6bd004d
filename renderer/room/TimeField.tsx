// A time of day as people type it, "08:50" in their own zone, with the other party's time beside it. Which day is meant
// follows from whether it speaks of what has been or of what is to come.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { formText } from '../text/room.ts'
import { cityOf, isSameDay, isSameTime, lastTime, nextTime, timeIn, weekdayIn } from '../text/zones.ts'
import { Field } from '../ui/Field.tsx'
import { useRoom } from './room-scope.ts'

export interface TimeFieldProps {
  readonly label: string
  readonly direction: 'past' | 'future'
  readonly value: string
  readonly onText: (text: string) => void
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly aside?: JSX.Element | undefined
  /** Shows the other zone's time to the second. */
  readonly seconds?: boolean | undefined
}

export function TimeField(props: TimeFieldProps): JSX.Element {
  const { zones, now } = useRoom('TimeField')
  const instant = () => {
    const read = props.direction === 'past' ? lastTime : nextTime
    return read(props.value, zones().own, now())
  }
  const beside = () => {
    const at = instant()
    const { own, other } = zones()
    if (at === null) return undefined
    const day = isSameDay(own, at, now()) ? '' : `${weekdayIn(own, at)}, `
    if (other === null || isSameTime(zones(), at)) return day === '' ? undefined : weekdayIn(own, at)
    return `${day}${formText.otherZone(timeIn(other, at, props.seconds), cityOf(other))}`
  }
  return (
    <Field
      label={props.label}
      aside={props.aside}
      class="num"
      placeholder={formText.atExample}
      autocomplete="off"
      value={props.value}
      onText={props.onText}
      error={props.error}
      hint={props.hint}
      suffix={
        <Show when={beside()}>
          <span class="t3 num nw">{beside()}</span>
        </Show>
      }
    />
  )
}
