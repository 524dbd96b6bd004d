// The customers' accounts: found by words, in pages.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AdministeredAccount } from '../../protocol/graphql.gen.ts'
import { accountFormText, administrationText } from '../text/administration.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { FoundList } from './FoundList.tsx'

export function AccountsList(props: { readonly onAdd: () => void }): JSX.Element {
  const door = useAdministration()
  return (
    <FoundList
      part="accounts"
      ask={(words, after) => door.accounts(words, after)}
      add={accountFormText.add}
      onAdd={() => props.onAdd()}
    >
      {(row) => <AccountLine row={row} />}
    </FoundList>
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
