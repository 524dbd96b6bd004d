// One person: who they are, whether they can come in, where they are signed in and what they sign with.

import { createResource, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { useSendsMail } from '../live/server-info.ts'
import { useMe } from '../live/use-replica.ts'
import type { PersonDetail } from '../platform/session-administration-answers.ts'
import type { Changed } from '../platform/session-administration.ts'
import { momentIn } from '../settings/DeviceSettings.tsx'
import { administrationText, personFormText } from '../text/administration.ts'
import { devicesText } from '../text/devices.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { Confirm } from './Confirm.tsx'
import { type Change, createChange } from './create-change.ts'
import { LinkToHandOver } from './LinkToHandOver.tsx'
import { seenText, StateChip } from './PeopleList.tsx'
import { PersonForm } from './PersonForm.tsx'
import { Asked, Said } from './States.tsx'

export function PersonPage(props: { readonly id: string }): JSX.Element {
  const door = useAdministration()
  const [detail, { refetch }] = createResource(() => door.person(props.id))
  const state = () => {
    if (detail.latest === null) return 'UNREACHABLE'
    return detail.latest === undefined && detail.loading ? 'LOADING' : 'READY'
  }
  return (
    <Asked state={state()} onAgain={() => void refetch()}>
      <Show when={detail.latest} fallback={<p class="t2">{administrationText.gone}</p>}>
        {(found) => <Detail detail={found()} onChanged={() => void refetch()} />}
      </Show>
    </Asked>
  )
}

interface PartProps {
  readonly detail: PersonDetail
  readonly onChanged: () => void
}

function Detail(props: PartProps): JSX.Element {
  const door = useAdministration()
  const me = useMe('Detail')
  const change = createChange()
  const person = () => props.detail.about.person
  const first = () => {
    const { name, title, role, accountId, timeZone, phone, email } = person()
    return {
      name,
      title,
      role,
      accountId: accountId ?? null,
      timeZone,
      phone: phone ?? null,
      email: email ?? '',
    }
  }
  return (
    <>
      <p class={styles['about']}>
        <b class="s16">{person().name}</b>
        <StateChip row={props.detail.about} />
        <span class="t2 s12 num">{seenText(props.detail.about, me.timeZone)}</span>
      </p>
      <PersonForm
        first={first()}
        title={personFormText.details}
        submit={administrationText.save}
        roleFixed={person().id === me.id}
        change={change}
        onSubmit={(draft, seen) =>
          void change.run(() => door.changePerson(person().id, seen, draft)).then(props.onChanged)
        }
      />
      <HandOver change={change} name={person().name} />
      <Devices {...props} />
      <Keys {...props} />
      <Show when={person().id !== me.id}>
        <Access {...props} />
      </Show>
    </>
  )
}

/** The link of an invitation that was made by a change, until it is handed over. */
function HandOver(props: { readonly change: Change; readonly name: string }): JSX.Element {
  return (
    <Show when={props.change.link()}>
      {(link) => (
        <LinkToHandOver link={link()} name={props.name} onDone={() => props.change.takeLinkAway()} />
      )}
    </Show>
  )
}

function Part(props: {
  readonly title: string
  readonly change: Change
  readonly children: JSX.Element
}): JSX.Element {
  const heading = createUniqueId()
  return (
    <section class={styles['card']} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      {props.children}
      <Said change={props.change} />
    </section>
  )
}

/** A change of one part, after which the person is read anew. */
function createPart(props: PartProps) {
  const change = createChange()
  return { change, run: (ask: () => Promise<Changed>) => void change.run(ask).then(props.onChanged) }
}

function Devices(props: PartProps): JSX.Element {
  const door = useAdministration()
  const me = useMe('Devices')
  const { change, run } = createPart(props)
  const id = () => props.detail.about.person.id
  const nameOf = (name: string) => (name === '' ? devicesText.unnamed : name)
  return (
    <Part title={personFormText.devices} change={change}>
      <ul class={styles['rows']}>
        <For each={props.detail.devices} fallback={<li class="t2">{personFormText.noDevices}</li>}>
          {(device) => (
            <li class={styles['row']}>
              <Icon name="monitor" />
              <span class={styles['who']}>
                <b>{nameOf(device.name)}</b>
                <span class="t2 s12 num">
                  {devicesText.signedIn(
                    devicesText.method(device.method),
                    momentIn(me.timeZone, device.createdAt),
                  )}
                  , {devicesText.lastSeen(momentIn(me.timeZone, device.lastSeenAt))}
                </span>
              </span>
              <Show when={!device.current} fallback={<Chip tone="met">{devicesText.current}</Chip>}>
                <Confirm
                  label={personFormText.endDevice}
                  name={personFormText.endDeviceNamed(nameOf(device.name))}
                  question={personFormText.endDeviceAsk(nameOf(device.name))}
                  busy={change.busy()}
                  onConfirm={() => run(() => door.endDeviceOf(id(), device.id))}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.detail.devices.filter(({ current }) => !current).length > 1}>
        <Confirm
          icon="leave"
          label={personFormText.endAll}
          question={personFormText.endAllAsk}
          busy={change.busy()}
          onConfirm={() => run(() => door.endAllDevicesOf(id()))}
        />
      </Show>
    </Part>
  )
}

function Keys(props: PartProps): JSX.Element {
  const door = useAdministration()
  const me = useMe('Keys')
  const { change, run } = createPart(props)
  return (
    <Part title={personFormText.keys} change={change}>
      <ul class={styles['rows']}>
        <For each={props.detail.signingKeys} fallback={<li class="t2">{personFormText.noKeys}</li>}>
          {(key) => (
            <li class={styles['row']}>
              <Icon name="key" />
              <span class={styles['who']}>
                <span class="mono ell">{key.kid}</span>
                <span class="t2 s12 num">
                  {personFormText.keySince(momentIn(me.timeZone, key.enrolledAt))}
                </span>
              </span>
              <Show
                when={key.revokedAt}
                fallback={
                  <Confirm
                    label={personFormText.closeKey}
                    name={personFormText.closeKeyNamed(key.kid)}
                    question={personFormText.closeKeyAsk}
                    busy={change.busy()}
                    onConfirm={() => run(() => door.closeKeyOf(props.detail.about.person.id, key.kid))}
                  />
                }
              >
                {(closed) => <Chip small>{personFormText.keyClosed(momentIn(me.timeZone, closed()))}</Chip>}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Part>
  )
}

function Access(props: PartProps): JSX.Element {
  const door = useAdministration()
  const { change, run } = createPart(props)
  const person = () => props.detail.about.person
  const sendsMail = useSendsMail()
  const isGone = () => props.detail.about.state === 'DEACTIVATED'
  return (
    <Part title={personFormText.access} change={change}>
      <Switch>
        <Match when={isGone()}>
          <p class="t2">{personFormText.deactivated}</p>
          <div>
            <Button
              size="sm"
              busy={change.busy()}
              onClick={() => run(() => door.reactivatePerson(person().id))}
            >
              {personFormText.reactivate}
            </Button>
          </div>
        </Match>
        <Match when={!isGone()}>
          <div class={styles['row']}>
            <span class={`${styles['who']} t2 s12`}>
              {sendsMail() ? personFormText.inviteAgainNote : personFormText.inviteAgainNoMail}
            </span>
            <Button
              size="sm"
              icon={sendsMail() ? 'mail' : 'plus'}
              busy={change.busy()}
              onClick={() => run(() => door.inviteAgain(person().id))}
            >
              {sendsMail() ? personFormText.inviteAgain : personFormText.makeAgain}
            </Button>
          </div>
          <HandOver change={change} name={person().name} />
          <Confirm
            icon="block"
            label={personFormText.deactivate}
            question={personFormText.deactivateAsk(person().name)}
            busy={change.busy()}
            onConfirm={() => run(() => door.deactivatePerson(person().id))}
          />
        </Match>
      </Switch>
    </Part>
  )
}
