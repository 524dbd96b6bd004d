// What is about to be attached, in the composer and not over it: how far it is, what the log says, who will see it.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { useRoom } from '../room/room-scope.ts'
import { attachText } from '../text/attach.ts'
import { composerText } from '../text/room-composer.ts'
import { bytes } from '../text/format.ts'
import { Button } from '../ui/Button.tsx'
import { Bar } from '../ui/Deck.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import type { Attach, AttachState, Chosen } from './create-attach.ts'
import { VerdictLines } from './VerdictLines.tsx'
import styles from './Attach.module.css'

type At<Step extends AttachState['step']> = Extract<AttachState, { readonly step: Step }>

export function AttachPanel(props: { readonly attach: Attach }): JSX.Element {
  const at = <Step extends AttachState['step']>(step: Step): At<Step> | undefined => {
    const state = props.attach.state()
    return state.step === step ? (state as At<Step>) : undefined
  }
  return (
    <Switch>
      <Match when={at('JUDGING')}>
        {(state) => (
          <UnderWay words={attachText.judging(state().name)} share={state().share} attach={props.attach} />
        )}
      </Match>
      <Match when={at('SENDING')}>
        {(state) => (
          <UnderWay
            words={attachText.sending(state().chosen.name, state().share)}
            share={state().share}
            attach={props.attach}
          />
        )}
      </Match>
      <Match when={at('PROBLEM')}>
        {(state) => (
          <div class={`${styles['panel']} ${styles['problem']}`} role="alert">
            <Icon name="warning" size={14} />
            <span class={styles['words']}>{state().words()}</span>
            <Show when={state().chosen}>
              <Button size="sm" onClick={() => void props.attach.attach()}>
                {attachText.again}
              </Button>
            </Show>
            <Button size="sm" variant="quiet" onClick={() => props.attach.cancel()}>
              {attachText.close}
            </Button>
          </div>
        )}
      </Match>
      <Match when={at('CHOSEN')}>
        {(state) => <ToAttach chosen={state().chosen} attach={props.attach} />}
      </Match>
    </Switch>
  )
}

function UnderWay(props: {
  readonly words: string
  readonly share: number
  readonly attach: Attach
}): JSX.Element {
  return (
    <div class={styles['panel']} role="group" aria-label={props.words}>
      <span class={`${styles['words']} num`}>
        {props.words}
        <Bar share={props.share} tone="running" />
      </span>
      <Button size="sm" variant="quiet" onClick={() => props.attach.cancel()}>
        {attachText.cancel}
      </Button>
    </div>
  )
}

function ToAttach(props: { readonly chosen: Chosen; readonly attach: Attach }): JSX.Element {
  const { room, me, provider } = useRoom('AttachPanel')
  const isInternal = () => props.chosen.audience === 'INTERNAL'
  const readers = () => {
    if (isInternal()) return composerText.internal(provider(), room().accountName)
    return me.party === 'PROVIDER'
      ? composerText.everyone(room().accountName)
      : composerText.everyoneForCustomer(provider())
  }
  const audiences = () => attachText.audiences(provider())
  return (
    <div class={styles['panel']} role="group" aria-label={attachText.panel(props.chosen.name)}>
      <Icon name={props.chosen.verdict === null ? 'document' : 'pulse'} size={14} />
      <div class={styles['words']}>
        <div>
          <b>{props.chosen.name}</b> <span class="t2 num">{bytes(props.chosen.file.size)}</span>
        </div>
        <Show when={props.chosen.verdict}>{(verdict) => <VerdictLines verdict={verdict()} />}</Show>
        <div class={isInternal() ? 'internal-fg' : 't2'}>{readers()}</div>
      </div>
      <Show when={props.chosen.mayChoose}>
        <Segmented
          label={attachText.audience}
          options={[
            { value: 'INTERNAL', label: audiences().INTERNAL },
            { value: 'SHARED', label: audiences().SHARED },
          ]}
          value={props.chosen.audience}
          onValue={props.attach.setAudience}
        />
      </Show>
      <Button
        size="sm"
        variant={isInternal() ? 'internal' : 'primary'}
        onClick={() => void props.attach.attach()}
      >
        {props.chosen.verdict === null ? attachText.attachFile : attachText.attachEvidence}
      </Button>
      <Button size="sm" variant="quiet" onClick={() => props.attach.cancel()}>
        {attachText.cancel}
      </Button>
    </div>
  )
}
