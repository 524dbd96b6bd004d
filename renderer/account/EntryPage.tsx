// The pages that a link opens before anybody is signed in. Opening one does nothing by itself, so that a mail program that
// looks at links uses none up; only coming back from a provider goes on at once, since this window began it.

import { Match, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import type { Platform } from '../platform/platform.ts'
import { DesktopPage } from './DesktopPage.tsx'
import { DonePage } from './DonePage.tsx'
import type { Entry } from './entry.ts'
import { InvitationPage } from './InvitationPage.tsx'
import { LinkPage } from './LinkPage.tsx'

export interface EntryPageProps {
  readonly entry: Entry
  readonly platform: Platform
  /** `byCode`: a passkey is worth offering. `back`: where that person was before, such as "#/rooms/1/sign-off". */
  readonly onPerson: (
    person: Person,
    from: { readonly byCode: boolean; readonly back?: string | null },
  ) => void
  /** To the first page. */
  readonly onLeave: () => void
}

export function EntryPage(props: EntryPageProps): JSX.Element {
  const of = <Kind extends Entry['kind']>(kind: Kind) =>
    props.entry.kind === kind ? (props.entry as Extract<Entry, { kind: Kind }>) : undefined
  return (
    <Switch>
      <Match when={of('LINK')}>{(entry) => <LinkPage {...props} secret={entry().secret} />}</Match>
      <Match when={of('INVITATION')}>{(entry) => <InvitationPage {...props} token={entry().token} />}</Match>
      <Match when={of('DONE')}>{(entry) => <DonePage {...props} handover={entry().handover} />}</Match>
      <Match when={of('DESKTOP')}>
        {(entry) => <DesktopPage {...props} challenge={entry().challenge} device={entry().device} />}
      </Match>
    </Switch>
  )
}
