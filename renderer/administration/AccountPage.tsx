// One account: what it is, when its TAM works, and its own way to sign in. A new one is saved before it gets the latter.

import { createResource, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AccountInput, AdministeredAccount } from '../../protocol/graphql.gen.ts'
import { useMe } from '../live/use-replica.ts'
import { accountFormText, administrationText } from '../text/administration.ts'
import { AccountForm } from './AccountForm.tsx'
import { useAdministration } from './administration-door.ts'
import { createChange } from './create-change.ts'
import { SsoForm } from './SsoForm.tsx'
import { Asked } from './States.tsx'

export interface AccountPageProps {
  /** Null: a new one. */
  readonly id: string | null
  readonly onMade: (id: string) => void
}

export function AccountPage(props: AccountPageProps): JSX.Element {
  return (
    <Show when={props.id} fallback={<NewAccount onMade={props.onMade} />}>
      {(id) => <KnownAccount id={id()} />}
    </Show>
  )
}

function NewAccount(props: Pick<AccountPageProps, 'onMade'>): JSX.Element {
  const door = useAdministration()
  const me = useMe('NewAccount')
  const change = createChange()
  const save = async (account: AccountInput) => {
    const id = await change.run(() => door.saveAccount(null, null, account))
    if (id !== null) props.onMade(id)
  }
  return (
    <AccountForm
      first={{
        name: '',
        number: '',
        domains: [],
        phones: [],
        callingCode: '',
        timeZone: me.timeZone,
        tamId: null,
        deputyId: null,
        tamHours: [],
        hotline: true,
      }}
      title={accountFormText.addTitle}
      change={change}
      onSubmit={(account) => void save(account)}
    />
  )
}

function KnownAccount(props: { readonly id: string }): JSX.Element {
  const door = useAdministration()
  const [found, { refetch }] = createResource(() => door.account(props.id))
  const change = createChange()
  const state = () => {
    if (found.latest === null) return 'UNREACHABLE'
    return found.latest === undefined && found.loading ? 'LOADING' : 'READY'
  }
  return (
    <Asked state={state()} onAgain={() => void refetch()}>
      <Show when={found.latest} fallback={<p class="t2">{administrationText.gone}</p>}>
        {(row) => (
          <>
            <AccountForm
              first={inputOf(row())}
              title={row().account.name}
              change={change}
              onSubmit={(account, seen) =>
                void change.run(() => door.saveAccount(props.id, seen, account)).then(() => refetch())
              }
            />
            <SsoForm row={row()} onChanged={() => void refetch()} />
          </>
        )}
      </Show>
    </Asked>
  )
}

function inputOf({ account }: AdministeredAccount): AccountInput {
  const { id: _, __typename, tamId, deputyId, tamHours, ...rest } = account
  return {
    ...rest,
    tamId: tamId ?? null,
    deputyId: deputyId ?? null,
    tamHours: tamHours.map(({ effectiveFrom, timeZone, days }) => ({
      effectiveFrom,
      timeZone,
      days: days.map(({ weekday, from, until }) => ({ weekday, from, until })),
    })),
  }
}
