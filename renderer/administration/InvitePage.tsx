// Inviting somebody: the person is made and the mail with the link goes out.

import type { JSX } from 'solid-js'
import type { PersonInput } from '../../protocol/graphql.gen.ts'
import { useMe } from '../live/use-replica.ts'
import { personFormText } from '../text/administration.ts'
import { useAdministration } from './administration-door.ts'
import { createChange } from './create-change.ts'
import { PersonForm } from './PersonForm.tsx'

export function InvitePage(props: { readonly onDone: (said: string) => void }): JSX.Element {
  const door = useAdministration()
  const me = useMe('InvitePage')
  const change = createChange()
  const invite = async (person: PersonInput) => {
    const id = await change.run(() => door.invitePerson(person))
    if (id !== null) props.onDone(personFormText.invited(person.email.trim()))
  }
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
      submit={personFormText.send}
      change={change}
      onSubmit={(person) => void invite(person)}
    />
  )
}
