// Under the company: which account is meant, where several fit what was typed or none does.

import { For, Match, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { toAccountId } from '../../domain/ids.ts'
import { intakeChecks } from '../text/intake.ts'
import { Select } from '../ui/Select.tsx'
import { Toggle } from '../ui/Choice.tsx'
import type { Intake } from './create-intake.ts'
import styles from './Intake.module.css'

export function AccountChoice(props: { readonly intake: Intake }): JSX.Element {
  const candidates = () => props.intake.match().candidates
  const account = () => props.intake.match().account
  const isUnknown = () => candidates().length === 0 && props.intake.form().company.trim().length >= 2
  return (
    <Switch>
      <Match when={candidates().length > 1}>
        <div class={styles['choice']} role="group" aria-label={intakeChecks.chooseAccount}>
          <span class="s12 t2">{intakeChecks.chooseAccount}</span>
          <For each={candidates()}>
            {(candidate) => (
              <Toggle
                label={`${candidate.name}, ${candidate.number}`}
                pressed={candidate.id === account()?.id}
                onPressed={() => props.intake.change({ accountId: candidate.id })}
              />
            )}
          </For>
        </div>
      </Match>
      <Match when={isUnknown() && props.intake.accounts().length > 0}>
        <div class={styles['choice']}>
          <Select
            label={intakeChecks.chooseAccount}
            labelHidden
            placeholder={intakeChecks.anyAccount}
            value={account()?.id ?? ''}
            options={props.intake
              .accounts()
              .map(({ id, name, number }) => ({ value: id, label: `${name}, ${number}` }))}
            onValue={(id) => props.intake.change({ accountId: toAccountId(id) })}
          />
        </div>
      </Match>
    </Switch>
  )
}
