// Who somebody is and what they may do, as a form: for an invitation and for a change.

import { createEffect, createResource, createUniqueId, on, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { createStore } from 'solid-js/store'
import { partyOfRole } from '../../domain/administration.ts'
import type { PersonInput } from '../../protocol/graphql.gen.ts'
import { administrationText, personFormText } from '../text/administration.ts'
import { appText } from '../text/app.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import type { Change } from './create-change.ts'
import { allRows } from './create-pages.ts'
import { rebase } from './rebase.ts'
import { Said } from './States.tsx'
import { zoneOptions } from './zone-options.ts'

const FIELDS = ['name', 'title', 'email', 'role', 'accountId', 'timeZone', 'phone'] as const
const ROLES = ['CONTACT', 'SIGNATORY', 'REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR', 'ADMIN'] as const

export interface PersonFormProps {
  readonly first: PersonInput
  readonly title: string
  /** Said above the fields. */
  readonly note?: string | undefined
  readonly submit: string
  /** The role stays: it is the administrator's own. */
  readonly roleFixed?: boolean
  readonly change: Change
  /** `seen` is what the form began with. */
  readonly onSubmit: (person: PersonInput, seen: PersonInput) => void
}

export function PersonForm(props: PersonFormProps): JSX.Element {
  const [draft, setDraft] = createStore<PersonInput>({ ...props.first })
  let seen = props.first
  createEffect(
    on(
      () => props.first,
      (first) => {
        setDraft(rebase(seen, first, { ...draft }))
        seen = first
      },
      { defer: true },
    ),
  )
  const isCustomer = () => partyOfRole(draft.role) === 'CUSTOMER'
  const send = () => {
    props.onSubmit({ ...draft, accountId: isCustomer() ? (draft.accountId ?? null) : null }, seen)
  }
  const heading = createUniqueId()
  return (
    <section class={styles['card']} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      <Show when={props.note}>
        <p class="t2">{props.note}</p>
      </Show>
      <form
        class={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field
          label={personFormText.name}
          autocomplete="off"
          value={draft.name}
          onText={(name) => setDraft({ name })}
          error={props.change.errorOf('name')}
        />
        <Field
          label={personFormText.jobTitle}
          autocomplete="off"
          value={draft.title}
          onText={(title) => setDraft({ title })}
          error={props.change.errorOf('title')}
        />
        <Field
          label={personFormText.email}
          type="email"
          autocomplete="off"
          value={draft.email}
          onText={(email) => setDraft({ email })}
          error={props.change.errorOf('email')}
        />
        <Select
          label={personFormText.role}
          value={draft.role}
          disabled={props.roleFixed}
          hint={props.roleFixed === true ? personFormText.own : undefined}
          onValue={(role) => setDraft({ role: ROLES.find((one) => one === role) ?? 'CONTACT' })}
          options={ROLES.map((value) => ({ value, label: appText.roles[value] }))}
          error={props.change.errorOf('role')}
        />
        <Show when={isCustomer()}>
          <CompanySelect
            value={draft.accountId ?? ''}
            onValue={(accountId) => setDraft({ accountId })}
            error={props.change.errorOf('accountId')}
          />
        </Show>
        <Select
          label={personFormText.zone}
          value={draft.timeZone}
          onValue={(timeZone) => setDraft({ timeZone })}
          options={zoneOptions(draft.timeZone)}
          error={props.change.errorOf('timeZone')}
        />
        <Field
          label={personFormText.phone}
          type="tel"
          autocomplete="off"
          value={draft.phone ?? ''}
          onText={(phone) => setDraft({ phone })}
          error={props.change.errorOf('phone')}
        />
        <div class={styles['foot']}>
          <Button type="submit" variant="primary" busy={props.change.busy()}>
            {props.submit}
          </Button>
          <Said change={props.change} fields={FIELDS} />
        </div>
      </form>
    </section>
  )
}

/** Asked of the server: an account that was added a moment ago is in no copy yet. */
function CompanySelect(props: {
  readonly value: string
  readonly onValue: (id: string) => void
  readonly error: string | undefined
}): JSX.Element {
  const door = useAdministration()
  const [accounts] = createResource(() => allRows((after) => door.accounts('', after)))
  return (
    <Select
      label={personFormText.account}
      placeholder={personFormText.noAccount}
      value={accounts.latest === undefined ? '' : props.value}
      onValue={props.onValue}
      options={(accounts.latest ?? []).map(({ account }) => ({ value: account.id, label: account.name }))}
      hint={accounts.latest === null ? administrationText.unreachable : undefined}
      error={props.error}
    />
  )
}
