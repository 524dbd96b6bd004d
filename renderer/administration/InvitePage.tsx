// Inviting somebody: the person is made and the mail with the link goes out.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PersonInput } from '../../protocol/graphql.gen.ts'
import { useSendsMail } from '../live/server-info.ts'
import { useMe } from '../live/use-replica.ts'
import { personFormText } from '../text/administration.ts'
import { useAdministration } from './administration-door.ts'
import { type Change, createChange } from './create-change.ts'
import { LinkToHandOver } from './LinkToHandOver.tsx'
import { PersonForm } from './PersonForm.tsx'

export function InvitePage(props: { readonly onDone: (said: string) => void }): JSX.Element {
  const door = useAdministration()
  const change = createChange()
  const [name, setName] = createSignal('')
  const invite = async (person: PersonInput) => {
    const id = await change.run(() => door.invitePerson(person))
    setName(person.name.trim())
    if (id !== null && change.link() === null) props.onDone(personFormText.invited(person.email.trim()))
  }
  return (
    <Show when={change.link()} fallback={<Form change={change} onSubmit={(person) => void invite(person)} />}>
      {(link) => <LinkToHandOver link={link()} name={name()} onDone={() => props.onDone('')} />}
    </Show>
  )
}

function Form(props: {
  readonly change: Change
  readonly onSubmit: (person: PersonInput) => void
}): JSX.Element {
  const me = useMe('InvitePage')
  const sendsMail = useSendsMail()
  return (
    <PersonForm
      first={{
        name: '',
        title: '',
        email: '',
        role: 'CONTACT',
        accountId: null,
        timeZone: me.timeZone,
        phone: null,
      }}
      title={personFormText.inviteTitle}
      note={sendsMail() ? undefined : personFormText.noMail}
      submit={sendsMail() ? personFormText.send : personFormText.make}
      change={props.change}
      onSubmit={props.onSubmit}
    />
  )
}
