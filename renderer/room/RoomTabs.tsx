// The tabs at the foot of a phone: what stands side by side on a desk.

import type { JSX } from 'solid-js'
import { roomText } from '../text/room.ts'
import { PhoneTabs } from '../ui/PhoneTabs.tsx'
import { myTurns } from './may-answer.ts'
import { useRoom } from './room-scope.ts'

export type RoomTab = 'timeline' | 'facts' | 'people' | 'sign-off'

export function RoomTabs(props: {
  readonly tab: RoomTab
  readonly onTab: (tab: RoomTab) => void
}): JSX.Element {
  const scope = useRoom('RoomTabs')
  const here = () => scope.present().length
  const waits = () => myTurns(scope).some(({ kind }) => kind === 'SIGNATURE')
  return (
    <PhoneTabs
      label={roomText.tabs.label}
      current={props.tab}
      onTab={props.onTab}
      tabs={[
        { key: 'timeline', label: roomText.tabs.timeline, icon: 'message' },
        { key: 'facts', label: roomText.tabs.facts, icon: 'pulse' },
        {
          key: 'people',
          label: roomText.tabs.people,
          icon: 'people',
          count: here() === 0 ? undefined : { value: here(), label: roomText.tabs.peopleHere(here()) },
        },
        {
          key: 'sign-off',
          label: roomText.tabs.signOff,
          icon: 'sign',
          count: waits() ? { value: 1, label: roomText.tabs.waiting } : undefined,
        },
      ]}
    />
  )
}
