// What an account is, as a form: how a caller is matched to it, who its TAM is and when that TAM works.

import { createEffect, createResource, createSignal, createUniqueId, on } from 'solid-js'
import type { JSX } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { AccountInput, AdministeredPerson } from '../../protocol/graphql.gen.ts'
import { accountFormText, administrationText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import type { Change } from './create-change.ts'
import { allRows } from './create-pages.ts'
import { HoursFields } from './HoursFields.tsx'
import { rebase } from './rebase.ts'
import { Said } from './States.tsx'
import { zoneOptions } from './zone-options.ts'

const FIELDS = [
  'name',
  'number',
  'domains',
  'phones',
  'callingCode',
  'timeZone',
  'tamId',
  'deputyId',
  'tamHours',
] as const

export interface AccountFormProps {
  readonly first: AccountInput
  readonly title: string
  readonly change: Change
  /** `seen` is what the form began with. */
  readonly onSubmit: (account: AccountInput, seen: AccountInput) => void
}

/** What a field with several values holds. */
export const listed = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** What is typed into the form, brought along when others change the account meanwhile; `seen` is what it was compared with. */
function createAccountDraft(first: () => AccountInput) {
  const [draft, setDraft] = createStore<AccountInput>({ ...first() })
  const [domains, setDomains] = createSignal(first().domains.join(', '))
  const [phones, setPhones] = createSignal(first().phones.join(', '))
  const typed = (): AccountInput => ({ ...draft, domains: listed(domains()), phones: listed(phones()) })
  let seen = first()
  createEffect(
    on(
      first,
      (latest) => {
        const next = rebase(seen, latest, typed())
        setDraft(next)
        setDomains(next.domains.join(', '))
        setPhones(next.phones.join(', '))
        seen = latest
      },
      { defer: true },
    ),
  )
  return { draft, setDraft, domains, setDomains, phones, setPhones, typed, seen: () => seen }
}

export function AccountForm(props: AccountFormProps): JSX.Element {
  const door = useAdministration()
  const { draft, setDraft, domains, setDomains, phones, setPhones, typed, seen } = createAccountDraft(
    () => props.first,
  )
  const [staff] = createResource(() => allRows((after) => door.people('PROVIDER', after)))
  const choices = (fits: (row: AdministeredPerson) => boolean) => [
    { value: NOBODY, label: accountFormText.nobody },
    ...(staff.latest ?? [])
      .filter((row) => row.person.party === 'PROVIDER' && row.state !== 'DEACTIVATED' && fits(row))
      .map(({ person }) => ({ value: person.id, label: person.name })),
  ]
  /** Before the people are there a choice would show somebody else. */
  const chosen = (id: string | null | undefined) => (staff.latest == null ? NOBODY : (id ?? NOBODY))
  const heading = createUniqueId()
  return (
    <section class={styles['card']} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      <form
        class={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit(typed(), seen())
        }}
      >
        <Field
          label={accountFormText.name}
          autocomplete="off"
          value={draft.name}
          onText={(name) => setDraft({ name })}
          error={props.change.errorOf('name')}
        />
        <Field
          label={accountFormText.number}
          autocomplete="off"
          value={draft.number}
          onText={(number) => setDraft({ number })}
          error={props.change.errorOf('number')}
        />
        <Field
          label={accountFormText.domains}
          hint={accountFormText.domainsHint}
          autocomplete="off"
          value={domains()}
          onText={setDomains}
          error={props.change.errorOf('domains')}
        />
        <Field
          label={accountFormText.phones}
          hint={accountFormText.domainsHint}
          autocomplete="off"
          value={phones()}
          onText={setPhones}
          error={props.change.errorOf('phones')}
        />
        <Field
          label={accountFormText.callingCode}
          inputmode="numeric"
          autocomplete="off"
          prefix="+"
          value={draft.callingCode}
          onText={(callingCode) => setDraft({ callingCode })}
          error={props.change.errorOf('callingCode')}
        />
        <Select
          label={accountFormText.zone}
          value={draft.timeZone}
          onValue={(timeZone) => setDraft({ timeZone })}
          options={zoneOptions(draft.timeZone)}
          error={props.change.errorOf('timeZone')}
        />
        <Select
          label={accountFormText.tam}
          value={chosen(draft.tamId)}
          onValue={(id) => setDraft({ tamId: id === NOBODY ? null : id })}
          options={choices(({ person }) => person.role === 'TAM')}
          error={props.change.errorOf('tamId')}
        />
        <Select
          label={accountFormText.deputy}
          value={chosen(draft.deputyId)}
          onValue={(id) => setDraft({ deputyId: id === NOBODY ? null : id })}
          options={choices(({ person }) => person.role !== 'ADMIN')}
          error={props.change.errorOf('deputyId')}
        />
        <div class={styles['across']}>
          <Check
            label={accountFormText.hotline}
            checked={draft.hotline}
            onChecked={(hotline) => setDraft({ hotline })}
          />
        </div>
        <div class={styles['across']}>
          <HoursFields
            hours={draft.tamHours}
            timeZone={draft.timeZone}
            error={props.change.errorOf('tamHours')}
            onHours={(tamHours) => setDraft({ tamHours: [...tamHours] })}
          />
        </div>
        <div class={styles['foot']}>
          <Button type="submit" variant="primary" busy={props.change.busy()}>
            {administrationText.save}
          </Button>
          <Said change={props.change} fields={FIELDS} />
        </div>
      </form>
    </section>
  )
}

/** A value of a list that stands for none: an empty one would show as not chosen yet. */
const NOBODY = 'nobody'
