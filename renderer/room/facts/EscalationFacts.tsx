// Escalations: who was told and who is on it; and escalating by hand, open to both parties.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { isTamInHours } from '../../../domain/account.ts'
import type { EscalationTarget } from '../../../domain/incident/state.ts'
import { clockEntryText } from '../../text/room-entries.ts'
import { escalateText } from '../../text/room-facts.ts'
import { list } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createAct } from '../create-act.ts'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'

const TARGETS: readonly EscalationTarget[] = ['TAM', 'SUPERVISOR', 'ON_DUTY', 'OWNER']

export function EscalationFacts(): JSX.Element {
  const { room, can, zones, goTo } = useRoom('EscalationFacts')
  const act = createAct()
  const [open, setOpen] = createSignal(false)
  const words = (targets: readonly EscalationTarget[]) =>
    list(targets.map((target) => clockEntryText.targets[target]))
  return (
    <Show when={can('escalate') || room().escalations.length > 0}>
      <FactsSection title={escalateText.title}>
        <div class={styles['lines']}>
          <For each={room().escalations}>
            {(escalation) => (
              <div class={styles['line']}>
                <LinkButton onClick={() => goTo(escalation.id)}>
                  {timeIn(zones().own, escalation.at)} {words(escalation.to)}
                </LinkButton>
                <Show
                  when={escalation.acknowledgedBy}
                  fallback={
                    <Show
                      when={can('acknowledgeEscalation')}
                      fallback={<span class="t3 s12">{escalateText.nobody}</span>}
                    >
                      <Button
                        size="sm"
                        busy={act.busy()}
                        onClick={() =>
                          act.press({ type: 'acknowledgeEscalation', escalationId: escalation.id })
                        }
                      >
                        {escalateText.onIt}
                      </Button>
                    </Show>
                  }
                >
                  {(who) => <span class="t2 s12">{escalateText.takenBy(who().name)}</span>}
                </Show>
              </div>
            )}
          </For>
        </div>
        <Problem words={act.problem()} />
        <Show when={can('escalate')}>
          <Show
            when={open()}
            fallback={
              <div class={styles['actions']}>
                <Button size="sm" icon="arrow-up" onClick={() => setOpen(true)}>
                  {escalateText.open}
                </Button>
              </div>
            }
          >
            <EscalateForm onClose={() => setOpen(false)} />
          </Show>
        </Show>
      </FactsSection>
    </Show>
  )
}

function EscalateForm(props: { readonly onClose: () => void }): JSX.Element {
  const { account, now } = useRoom('EscalateForm')
  const form = createForm('escalate', () => ({ to: 'TAM', reason: '' }))
  const to = () => TARGETS.find((target) => target === form.fields().to) ?? 'TAM'
  const note = () => {
    const known = account()
    return to() === 'TAM' && known !== null && !isTamInHours(known, now()) ? escalateText.tamOut : undefined
  }
  const send = async () => {
    if (await form.send({ type: 'escalate', to: to(), reason: form.fields().reason })) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={escalateText.open}
      submit={escalateText.send}
      note={note()}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <Select
        label={escalateText.to}
        value={to()}
        options={TARGETS.map((value) => ({ value, label: escalateText.targets[value] }))}
        onValue={(target) => form.set({ to: target })}
      />
      <TextArea
        label={escalateText.reason}
        value={form.fields().reason}
        error={form.errorAt('reason')}
        onText={(reason) => form.set({ reason })}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
    </FormFrame>
  )
}
