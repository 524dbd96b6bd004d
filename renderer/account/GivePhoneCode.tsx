// For staff on the phone with somebody whose mail is down: how the caller was checked, then a code to be read out. It is
// shown once; who made it and how the caller was checked is recorded by the server.

import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person, Role } from '../../domain/people.ts'
import { parseInstant } from '../../domain/time.ts'
import { useOwnAccount } from '../live/use-account.ts'
import { useMe } from '../live/use-replica.ts'
import type { IssuedCode } from '../platform/session-account-answers.ts'
import type { AccountDoor } from '../platform/session-account.ts'
import { phoneCodeText } from '../text/devices.ts'
import { firstName } from '../text/format.ts'
import { timeIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { RadioCard } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Trouble } from './ProblemLine.tsx'
import styles from './SignIn.module.css'

const GIVERS: readonly Role[] = ['AGENT', 'REPRESENTATIVE', 'SUPERVISOR']
const WAYS = ['CALLED_BACK', 'VERIFIED', 'COLLEAGUE'] as const
/** Digits read aloud in pairs are heard right more often. */
const GROUP = 2

/** A button, and below it what it leads to; nothing for whoever may not give codes, or about somebody who needs none. */
export function GivePhoneCode(props: { readonly to: Person }): JSX.Element {
  const account = useOwnAccount()
  const me = useMe('GivePhoneCode')
  const [open, setOpen] = createSignal(false)
  const door = () => {
    const mayGive = GIVERS.includes(me.role) && props.to.party === 'CUSTOMER'
    return mayGive ? (account?.door ?? null) : null
  }
  return (
    <Show when={door()}>
      {(given) => (
        <Show
          when={open()}
          fallback={
            <Button size="sm" variant="quiet" icon="key" onClick={() => setOpen(true)}>
              {phoneCodeText.open(firstName(props.to.name))}
            </Button>
          }
        >
          <Giving door={given()} to={props.to} me={me} onClose={() => setOpen(false)} />
        </Show>
      )}
    </Show>
  )
}

function Giving(props: {
  readonly door: AccountDoor
  readonly to: Person
  readonly me: Person
  readonly onClose: () => void
}): JSX.Element {
  const [way, setWay] = createSignal<(typeof WAYS)[number] | 'OTHER' | null>(null)
  const [words, setWords] = createSignal('')
  const [issued, setIssued] = createSignal<IssuedCode | null>(null)
  const [failed, setFailed] = createSignal(false)
  const { busy, during } = createBusy()
  const checkedBy = () => {
    const chosen = way()
    if (chosen === null) return ''
    return chosen === 'OTHER' ? words().trim() : phoneCodeText.ways[chosen]
  }
  const give = async () => {
    const made = await props.door.issuePhoneCode(props.to.id, checkedBy())
    setFailed(made === null)
    setIssued(made)
  }
  return (
    <section class={styles['stepUp']} aria-label={phoneCodeText.title(props.to.name)}>
      <h3>{phoneCodeText.title(props.to.name)}</h3>
      <Switch
        fallback={
          <form
            class={styles['ways']}
            onSubmit={(event) => {
              event.preventDefault()
              if (checkedBy() !== '') void during(give)
            }}
          >
            <fieldset class={styles['checked']}>
              <legend class="t2">{phoneCodeText.checked}</legend>
              <For each={WAYS}>
                {(one) => (
                  <RadioCard
                    group="checked-by"
                    label={phoneCodeText.ways[one]}
                    checked={way() === one}
                    onChoose={() => setWay(one)}
                  />
                )}
              </For>
              <RadioCard
                group="checked-by"
                label={phoneCodeText.other}
                checked={way() === 'OTHER'}
                onChoose={() => setWay('OTHER')}
              >
                <Field
                  label={phoneCodeText.other}
                  labelHidden
                  maxLength={200}
                  value={words()}
                  onText={setWords}
                />
              </RadioCard>
            </fieldset>
            <Show when={failed()}>
              <Trouble>{phoneCodeText.failed}</Trouble>
            </Show>
            <p class="s12 t2">{phoneCodeText.recorded}</p>
            <div class="row wrap">
              <Button type="submit" variant="primary" disabled={checkedBy() === ''} busy={busy()}>
                {phoneCodeText.give}
              </Button>
              <Button variant="quiet" onClick={() => props.onClose()}>
                {phoneCodeText.cancel}
              </Button>
            </div>
          </form>
        }
      >
        <Match when={issued()}>
          {(made) => (
            <>
              <p class={`${styles['shown']} num`} role="status">
                {spaced(made().code)}
              </p>
              <p class="s12 t2 num">{phoneCodeText.read(untilOf(made(), props.me))}</p>
              <div>
                <Button onClick={() => props.onClose()}>{phoneCodeText.close}</Button>
              </div>
            </>
          )}
        </Match>
      </Switch>
    </section>
  )
}

const spaced = (code: string): string =>
  Array.from({ length: Math.ceil(code.length / GROUP) }, (_, at) =>
    code.slice(at * GROUP, (at + 1) * GROUP),
  ).join(' ')

function untilOf({ expiresAt }: IssuedCode, me: Person): string {
  const at = parseInstant(expiresAt)
  return at === null ? expiresAt : timeIn(me.timeZone, at)
}
