// At the foot of the board on a phone, where there is no sidebar: the ways on, the hotline, and who this window is.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { isPermitted } from '../../domain/incident/permissions.ts'
import type { Person } from '../../domain/people.ts'
import { AlertBell } from '../alerts/AlertBell.tsx'
import { administrationText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './App.module.css'
import { PersonMenu } from './PersonMenu.tsx'

export function PhoneBar(props: {
  readonly me: Person
  readonly time: string
  readonly hotline: string | null
  readonly onChangePerson: () => void
}): JSX.Element {
  return (
    <nav class={styles['phoneBar']} data-foot="" aria-label={appText.main}>
      <Show
        when={props.me.role === 'ADMIN'}
        fallback={
          <a href="#/" aria-current="page">
            <Icon name="table" />
            {props.me.party === 'CUSTOMER' ? appText.incidentRooms : appText.board}
          </a>
        }
      >
        <a href="#/administration" aria-current="page">
          <Icon name="people" />
          {administrationText.title}
        </a>
      </Show>
      <Show when={isPermitted('takeIntake', props.me.role, 'NONE')}>
        <a href="#/intake">
          <Icon name="call-in" />
          {appText.intake}
        </a>
      </Show>
      <Show when={isPermitted('reportIssue', props.me.role, 'NONE')}>
        <a href="#/report">
          <Icon name="flag" />
          {appText.report}
        </a>
      </Show>
      <Show when={props.me.party === 'CUSTOMER' ? props.hotline : null}>
        {(number) => (
          <a href={`tel:${number()}`} title={appText.hotline}>
            <Icon name="call" />
            {number()}
          </a>
        )}
      </Show>
      <AlertBell />
      <PersonMenu me={props.me} time={props.time} onChangePerson={props.onChangePerson} />
    </nav>
  )
}
