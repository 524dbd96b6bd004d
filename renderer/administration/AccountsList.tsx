// The customers' accounts: found by words, in pages.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AdministeredAccount } from '../../protocol/graphql.gen.ts'
import { accountFormText, administrationText } from '../text/administration.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { createPages } from './create-pages.ts'
import { Asked } from './States.tsx'

export function AccountsList(props: { readonly onAdd: () => void }): JSX.Element {
  const door = useAdministration()
  const [search, setSearch] = createSignal('')
  const pages = createPages<AdministeredAccount, string>(search, (words, next) =>
    door.accounts(words, next ?? ''),
  )
  return (
    <>
      <div class={styles['tools']}>
        <Field
          label={administrationText.search.accounts}
          labelHidden
          type="search"
          placeholder={administrationText.searchHint.accounts}
          prefix={<Icon name="search" />}
          value={search()}
          onText={setSearch}
        />
        <Button variant="primary" icon="plus" onClick={() => props.onAdd()}>
          {accountFormText.add}
        </Button>
      </div>
      <Asked state={pages.state()} onAgain={pages.again}>
        <Show
          when={pages.rows().length > 0}
          fallback={<p class={`t2 ${styles['none']}`}>{administrationText.none.accounts}</p>}
        >
          <ul class={styles['list']} aria-label={administrationText.parts.accounts}>
            <For each={pages.rows()}>{(row) => <AccountLine row={row} />}</For>
          </ul>
        </Show>
        <Show when={pages.hasMore()}>
          <div>
            <Button onClick={pages.more}>{administrationText.more}</Button>
          </div>
        </Show>
      </Asked>
    </>
  )
}

function AccountLine(props: { readonly row: AdministeredAccount }): JSX.Element {
  const account = () => props.row.account
  return (
    <li>
      <a class={styles['line']} href={`#/administration/accounts/${encodeURIComponent(account().id)}`}>
        <Avatar initials={initials(account().name)} party="customer" />
        <span class={styles['who']}>
          <b class="ell">{account().name}</b>
          <span class="t2 s12 ell num">
            {account().number} · {administrationText.listed(props.row.peopleCount)}
          </span>
        </span>
        <span class={`${styles['wide']} t2 s12`}>{account().domains.join(', ')}</span>
        <span class={styles['marks']}>
          <Show when={props.row.sso}>
            <Chip small>{administrationText.sso}</Chip>
          </Show>
          <Show when={!account().hotline}>
            <Chip small>{administrationText.noHotline}</Chip>
          </Show>
        </span>
        <Icon name="chevron-right" />
      </a>
    </li>
  )
}
