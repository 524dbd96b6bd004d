// One's own entry from the key press to the record, and what becomes of it on the way.
import type { JSX } from 'solid-js'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Mark, NoteCard, RejectCard, Said } from '../ui/EntryCards.tsx'

const TEXT = 'SMTP answers again on two of eight hosts.'

function State(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="state">
      <span>{props.name}</span>
      <div>{props.children}</div>
    </div>
  )
}

export function EntrySection(): JSX.Element {
  return (
    <section>
      <h2>Said, Mark, RejectCard: your entry, from key press to record</h2>
      <State name="Sending (optimistic)">
        <Said who="You" pending mark={<Mark icon="sync">sending</Mark>}>
          {TEXT}
        </Said>
      </State>
      <State name="Recorded">
        <Said who="You" tag="08:21:14" below={<Mark icon="check">seen by Rani and Dimas</Mark>}>
          {TEXT}
        </Said>
      </State>
      <State name="Waiting, offline">
        <Said
          who="You"
          pending
          mark={<Mark icon="clock">waiting to send since 08:21</Mark>}
          below={
            <>
              <LinkButton>Edit</LinkButton>
              <LinkButton>Take back</LinkButton>
            </>
          }
        >
          {TEXT}
        </Said>
      </State>
      <State name="Failed, will retry">
        <Said
          who="You"
          pending
          mark={
            <Mark icon="warning" tone="risk">
              not sent, next try in 8 s
            </Mark>
          }
          below={
            <>
              <LinkButton>Try now</LinkButton>
              <LinkButton>Copy text</LinkButton>
            </>
          }
        >
          {TEXT}
        </Said>
      </State>
      <State name="Rejected by the server">
        <RejectCard
          why="Not posted: Aisha posted update 2 at 08:15"
          actions={
            <>
              <Button size="sm" variant="primary">
                Post as update 3
              </Button>
              <Button size="sm">Post as message</Button>
              <Button size="sm" variant="quiet">
                Discard
              </Button>
            </>
          }
        >
          “Certificate reissued, rolling out to SMTP”
        </RejectCard>
      </State>
      <State name="Internal">
        <NoteCard who="Aisha Karim" flag="Internal: customer cannot see">
          Network expects SMTP by 08:50.
        </NoteCard>
      </State>
    </section>
  )
}
