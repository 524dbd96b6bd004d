// Taking the room over, or giving it to somebody (a supervisor): with a hand-over note where another has it now.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { ownerOf } from '../../../domain/incident/state.ts'
import { peopleText } from '../../text/room-facts.ts'
import { composerText } from '../../text/room-composer.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createAct } from '../create-act.ts'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'

export function AssignFacts(): JSX.Element {
  const { room, me, can } = useRoom('AssignFacts')
  const act = createAct()
  const [open, setOpen] = createSignal(false)
  const owner = () => ownerOf(room())
  const isSupervisor = () => me.role === 'SUPERVISOR'
  const isShown = () => can('assignAgent') && owner()?.agentId !== me.id
  const start = () => {
    if (isSupervisor() || owner() !== null) setOpen(true)
    else act.press({ type: 'assignAgent', agentId: me.id, handOverNote: null })
  }
  const words = () => {
    if (isSupervisor()) return peopleText.assign
    return owner() === null ? peopleText.take : peopleText.takeOver
  }
  return (
    <Show when={isShown()}>
      <Show
        when={open()}
        fallback={
          <div class={styles['actions']}>
            <Button size="sm" icon="user" busy={act.busy()} onClick={start}>
              {words()}
            </Button>
          </div>
        }
      >
        <AssignForm onClose={() => setOpen(false)} />
      </Show>
      <Problem words={act.problem()} />
    </Show>
  )
}

function AssignForm(props: { readonly onClose: () => void }): JSX.Element {
  const { room, me, people, provider } = useRoom('AssignForm')
  const form = createForm('assign', () => ({ agentId: '', handOverNote: '' }))
  const isSupervisor = () => me.role === 'SUPERVISOR'
  const owner = () => ownerOf(room())
  const agents = () => people().filter(({ role, id }) => role === 'AGENT' && id !== owner()?.agentId)
  const send = async () => {
    const { agentId, handOverNote } = form.fields()
    const agent = isSupervisor() ? agents().find(({ id }) => id === agentId) : me
    if (agent === undefined) return form.fail('agentId', 'REQUIRED')
    const note = handOverNote.trim() === '' ? null : handOverNote
    if (await form.send({ type: 'assignAgent', agentId: agent.id, handOverNote: note })) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={isSupervisor() ? peopleText.assign : peopleText.takeOver}
      submit={isSupervisor() ? peopleText.confirmAssign : peopleText.confirmTake}
      note={composerText.internal(provider(), room().accountName)}
      internal
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <Show when={isSupervisor()}>
        <Select
          label={peopleText.assignTo}
          placeholder={peopleText.choose}
          value={form.fields().agentId}
          error={form.errorAt('agentId')}
          options={agents().map(({ id, name }) => ({ value: id, label: name }))}
          onValue={(agentId) => form.set({ agentId })}
        />
      </Show>
      <TextArea
        label={peopleText.handOver}
        internal
        rows={2}
        placeholder={peopleText.handOverHint}
        value={form.fields().handOverNote}
        error={form.errorAt('handOverNote')}
        onText={(handOverNote) => form.set({ handOverNote })}
      />
    </FormFrame>
  )
}
