// The sidebar of the sample room.
import type { JSX } from 'solid-js'
import { Avatar } from '../ui/Avatar.tsx'
import { BrandMark } from '../ui/BrandMark.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import {
  FindButton,
  NavItem,
  RoomLink,
  SidePerson,
  SideSection,
  Sidebar,
  SidebarBrand,
} from '../ui/Sidebar.tsx'

export function SampleSidebar(): JSX.Element {
  return (
    <Sidebar
      label="Main"
      top={
        <>
          <SidebarBrand
            mark={<BrandMark />}
            name="Halyard"
            action={<IconButton icon="panel" name="Narrow the sidebar" size="sm" />}
          />
          <FindButton label="Search or jump to" keys={['Ctrl', 'K']} onPress={() => undefined} />
        </>
      }
      foot={
        <>
          <SidePerson
            avatar={<Avatar initials="MB" party="provider" presence="here" />}
            name="Maeve Brennan"
            note="Support · Dublin 08:05"
          />
          <IconButton icon="bell" name="Notifications" size="sm" />
        </>
      }
    >
      <NavItem icon="table" label="Board" href="#board" end="4" />
      <NavItem icon="inbox" label="Support cases" href="#cases" end="12" />
      <NavItem icon="history" label="Reviews" href="#reviews" />
      <NavItem icon="call-in" label="Hotline intake" href="#intake" end={<Kbd keys={['Ctrl', 'N']} />} />
      <SideSection title="Live rooms" aside="next to breach first">
        <RoomLink href="#1" name="Kirana Air" time="03:12" note="Callback due" state="risk" share={0.21} />
        <RoomLink
          href="#2"
          name="Nusantara Pay"
          time="12:40"
          note="Update 2 due"
          state="running"
          share={0.42}
          current
        />
        <RoomLink href="#3" name="Tokosari" time="21:07" note="Update 5 due" state="running" share={0.7} />
        <RoomLink href="#4" name="Lumen Health" time="—" note="Waiting for their signature" state="idle" />
      </SideSection>
      <SideSection title="On duty">
        <SidePerson
          avatar={<Avatar initials="MB" party="provider" size={20} presence="here" />}
          name="Maeve Brennan"
          end="until 14:00"
        />
        <SidePerson
          avatar={<Avatar initials="JP" party="provider" size={20} presence="away" />}
          name="Joon Park"
          end="from 14:00"
        />
      </SideSection>
    </Sidebar>
  )
}
