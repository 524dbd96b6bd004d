// Buttons, chips, fields and ways to choose, all of them live.
import { For, createSignal } from 'solid-js'
import type { JSX } from 'solid-js'
import { Avatar, AvatarStack } from '../ui/Avatar.tsx'
import { Button, IconButton, LinkButton } from '../ui/Button.tsx'
import { Check, OutcomeButton, RadioCard, Toggle } from '../ui/Choice.tsx'
import { Chip, Count } from '../ui/Chip.tsx'
import type { ChipTone } from '../ui/Chip.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { ICON_PATHS } from '../ui/icon-paths.ts'
import type { IconName } from '../ui/icon-paths.ts'

const CHIPS: readonly { readonly tone: ChipTone; readonly word: string; readonly icon?: IconName }[] = [
  { tone: 'severity', word: 'Critical' },
  { tone: 'idle', word: 'Working' },
  { tone: 'running', word: 'Your turn' },
  { tone: 'risk', word: 'At risk', icon: 'warning' },
  { tone: 'breach', word: '03:12 late', icon: 'warning' },
  { tone: 'met', word: 'On time', icon: 'check' },
  { tone: 'internal', word: 'Internal', icon: 'lock' },
  { tone: 'line', word: 'Software bug' },
]

const isIconName = (name: string): name is IconName => name in ICON_PATHS

export function ControlSection(): JSX.Element {
  const [menuSaid, setMenuSaid] = createSignal('')
  const [open, setOpen] = createSignal(false)
  return (
    <section>
      <h2>Button, IconButton, LinkButton, Menu, Popover</h2>
      <div class="row wrap">
        <Button variant="primary" keys={['Ctrl', '↵']}>
          Post update
        </Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="internal" icon="lock">
          Internal
        </Button>
        <Button disabled>Off</Button>
        <Button size="sm">Small</Button>
        <Button size="lg" variant="primary" icon="call">
          Large
        </Button>
        <IconButton icon="panel" name="Facts" hint="F" variant="secondary" />
        <LinkButton>Withdraw</LinkButton>
        <Menu
          name="More"
          items={[
            { label: 'Copy link', icon: 'link', onChoose: () => setMenuSaid('link copied') },
            { label: 'Wall mode', icon: 'expand', keys: ['Shift', 'F'], onChoose: () => setMenuSaid('wall') },
            { label: 'Leave', icon: 'leave', first: true, disabled: true, onChoose: () => undefined },
          ]}
        />
        <Popover trigger="Other time" title="Propose another time" open={open()} onOpen={setOpen}>
          <Button block variant="primary" onClick={() => setOpen(false)}>
            Propose
          </Button>
        </Popover>
        <span class="t3 s12">{menuSaid()}</span>
      </div>
      <h2 class="gap">Chip, Count, Avatar, Icon</h2>
      <div class="row wrap">
        <For each={CHIPS}>
          {(chip) => (
            <Chip tone={chip.tone} icon={chip.icon}>
              {chip.word}
            </Chip>
          )}
        </For>
        <Count value={4} />
        <AvatarStack label="Here now: Rani, Maeve, Tiago">
          <Avatar initials="RW" party="customer" presence="here" />
          <Avatar initials="MB" party="provider" presence="away" />
          <Avatar initials="TL" party="tam" />
        </AvatarStack>
      </div>
      <div class="row wrap gap">
        <For each={Object.keys(ICON_PATHS).filter(isIconName)}>
          {(name) => (
            <span title={name}>
              <Icon name={name} size={20} />
            </span>
          )}
        </For>
      </div>
      <Fields />
      <Choices />
    </section>
  )
}

function Fields(): JSX.Element {
  const [nature, setNature] = createSignal('')
  const [phone, setPhone] = createSignal('+62 21 55')
  const [status, setStatus] = createSignal('')
  const [note, setNote] = createSignal(
    'api-ap-se-3 pool saturated since 07:38. Joon, can you pull in Network?',
  )
  return (
    <>
      <h2 class="gap">Field, TextArea, Select</h2>
      <div class="g3">
        <Field label="Rest" value={nature()} onText={setNature} placeholder="Nature of the issue" />
        <Field
          label="Error"
          value={phone()}
          onText={setPhone}
          error="Too short, 8 to 15 digits after +"
          inputMode="tel"
        />
        <Select
          label="Status"
          placeholder="Choose"
          value={status()}
          onValue={setStatus}
          options={[
            { value: 'investigating', label: 'Investigating' },
            { value: 'fixing', label: 'Fixing' },
          ]}
        />
      </div>
      <div class="stack-8 gap">
        <Field
          size="lg"
          label="Company"
          aside="“Which company are you calling for?”"
          value="Nusantara Pay"
          suffix={
            <span class="met-fg row">
              <Icon name="check-circle" size={14} /> account NP-2207
            </span>
          }
        />
        <Field label="Not now" value="Read only for a while" disabled hint="Wait for the other side" />
        <TextArea label="Internal note" labelHidden internal value={note()} onText={setNote} />
      </div>
    </>
  )
}

function Choices(): JSX.Element {
  const [filter, setFilter] = createSignal<'all' | 'mine' | 'own'>('all')
  const [known, setKnown] = createSignal(true)
  const [answer, setAnswer] = createSignal<'yes' | 'no'>('yes')
  const [why, setWhy] = createSignal(true)
  return (
    <>
      <h2 class="gap">Segmented, Check, RadioCard, Toggle, OutcomeButton</h2>
      <div class="stack-8">
        <Segmented
          label="Rooms"
          value={filter()}
          onValue={setFilter}
          options={[
            { value: 'all', label: 'All rooms', count: 4 },
            { value: 'mine', label: 'My accounts', count: 2 },
            { value: 'own', label: 'I own' },
          ]}
        />
        <Check label="API, SMTP or both?" checked={known()} onChecked={setKnown} />
        <RadioCard
          group="answer"
          label="Yes, it is resolved"
          keys={['Y']}
          checked={answer() === 'yes'}
          onChoose={() => setAnswer('yes')}
        >
          <Button variant="primary" size="lg" block icon="sign">
            Sign as Rani Wulandari
          </Button>
        </RadioCard>
        <RadioCard
          group="answer"
          label="No, it is not resolved"
          keys={['N']}
          checked={answer() === 'no'}
          onChoose={() => setAnswer('no')}
        >
          <div class="row wrap">
            <Toggle label="SMTP still fails" pressed={why()} onPressed={setWhy} />
            <Toggle label="The statement is wrong" pressed={!why()} onPressed={() => setWhy(false)} />
          </div>
        </RadioCard>
        <div class="g3">
          <OutcomeButton label="Reached, stop the clock" note="Records 11:48 of 15:00" keys={['1']} likely />
          <OutcomeButton label="No answer" note="Clock runs, next number" keys={['2']} />
          <OutcomeButton label="Left a message" note="Clock runs, posts it here" keys={['3']} />
        </div>
      </div>
    </>
  )
}
