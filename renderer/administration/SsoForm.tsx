// An account's own OpenID provider: its people are sent there. The secret lies with the operator; here it has a name.

import { createSignal, createUniqueId, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { AdministeredAccount } from '../../protocol/graphql.gen.ts'
import { useServerInfo } from '../live/server-info.ts'
import { accountFormText, administrationText } from '../text/administration.ts'
import { Button } from '../ui/Button.tsx'
import { CopyLine } from '../ui/CopyLine.tsx'
import { Field } from '../ui/Field.tsx'
import { listed } from './AccountForm.tsx'
import styles from './Administration.module.css'
import { useAdministration } from './administration-door.ts'
import { Confirm } from './Confirm.tsx'
import { createChange } from './create-change.ts'
import { Said } from './States.tsx'

const FIELDS = ['issuer', 'clientId', 'secretName', 'domains'] as const

export function SsoForm(props: {
  readonly row: AdministeredAccount
  readonly onChanged: () => void
}): JSX.Element {
  const door = useAdministration()
  const change = createChange()
  const { sso, account } = props.row
  const [draft, setDraft] = createStore({
    issuer: sso?.issuer ?? '',
    clientId: sso?.clientId ?? '',
    secretName: sso?.secretName ?? '',
  })
  const [domains, setDomains] = createSignal((sso?.domains ?? account.domains).join(', '))
  const heading = createUniqueId()
  const callbackName = createUniqueId()
  const info = useServerInfo()
  /** Where no origin is set the server answers on this machine alone, under the address of this page. */
  const callback = () =>
    `${info()?.publicUrl ?? location.origin}/auth/oidc/callback/${encodeURIComponent(account.id)}`
  const save = async () => {
    const secretName = draft.secretName.trim() === '' ? null : draft.secretName
    const asked = { ...draft, secretName, domains: listed(domains()) }
    await change.run(() => door.setAccountSso(account.id, asked))
    props.onChanged()
  }
  return (
    <section class={styles['card']} aria-labelledby={heading}>
      <h2 id={heading}>{accountFormText.sso}</h2>
      <p class="t2 s12">{accountFormText.ssoNote}</p>
      <div class={styles['callback']} role="group" aria-labelledby={callbackName}>
        <b id={callbackName}>{accountFormText.callback}</b>
        <p class="t2 s12">{accountFormText.callbackNote}</p>
        <CopyLine
          text={callback()}
          label={accountFormText.callbackCopy}
          copied={accountFormText.callbackCopied}
        />
      </div>
      <form
        class={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field
          label={accountFormText.issuer}
          type="url"
          autocomplete="off"
          placeholder="https://login.company.example"
          value={draft.issuer}
          onText={(issuer) => setDraft({ issuer })}
          error={change.errorOf('issuer')}
        />
        <Field
          label={accountFormText.clientId}
          autocomplete="off"
          value={draft.clientId}
          onText={(clientId) => setDraft({ clientId })}
          error={change.errorOf('clientId')}
        />
        <Field
          label={accountFormText.secretName}
          hint={accountFormText.secretHint}
          autocomplete="off"
          value={draft.secretName}
          onText={(secretName) => setDraft({ secretName })}
          error={change.errorOf('secretName')}
        />
        <Field
          label={accountFormText.ssoDomains}
          hint={accountFormText.domainsHint}
          autocomplete="off"
          value={domains()}
          onText={setDomains}
          error={change.errorOf('domains')}
        />
        <div class={styles['foot']}>
          <Button type="submit" busy={change.busy()}>
            {administrationText.save}
          </Button>
          <Said change={change} fields={FIELDS} />
        </div>
      </form>
      <Show when={props.row.sso}>
        <Confirm
          icon="close"
          label={accountFormText.ssoRemove}
          question={accountFormText.ssoRemoveAsk}
          busy={change.busy()}
          onConfirm={() => void change.run(() => door.removeAccountSso(account.id)).then(props.onChanged)}
        />
      </Show>
    </section>
  )
}
