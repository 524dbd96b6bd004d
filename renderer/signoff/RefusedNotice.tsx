// A signature or a "no" that did not count: refused by the server, or overtaken by a newer version while this one was
// being read. It says which version to read, and keeps the words that were written.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Pending } from '../../replica/api.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { signoffText } from '../text/signoff.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import styles from './SignOff.module.css'

export function RefusedNotice(props: ChoicePanelProps): JSX.Element {
  const { signOff } = props
  const version = () => props.proposal.version
  const title = (refused: Pending) => {
    if (refused.rejection?.code === 'STALE_PROPOSAL' && props.proposal.status === 'OPEN')
      return signoffText.changed(version())
    return refused.command.type === 'signResolution' ? signoffText.refusedSign : signoffText.refusedReject
  }
  const line = ({ rejection }: Pending) => {
    if (rejection?.code === 'STALE_PROPOSAL' && props.proposal.status === 'OPEN')
      return signoffText.changedLine
    return rejection === null ? '' : rejectionSentence(rejection)
  }
  return (
    <Show
      when={signOff.refused()}
      fallback={
        <Show when={signOff.changed() && props.proposal.status === 'OPEN'}>
          <div class={styles['notice']}>
            <Banner
              icon="warning"
              tone="risk"
              title={signoffText.changed(version())}
              action={
                <Button size="sm" onClick={() => signOff.understood()}>
                  {signoffText.discard}
                </Button>
              }
            >
              {signoffText.changedWhileReading}
            </Banner>
          </div>
        </Show>
      }
    >
      {(refused) => (
        <div class={styles['notice']} role="alert">
          <Banner
            icon="warning"
            tone="risk"
            title={title(refused())}
            action={
              <Button size="sm" onClick={() => signOff.understood()}>
                {signoffText.discard}
              </Button>
            }
          >
            {line(refused())}
            <Show when={wordsOf(refused())}>{(words) => <p>“{words()}”</p>}</Show>
          </Banner>
        </div>
      )}
    </Show>
  )
}

const wordsOf = ({ command }: Pending): string | null =>
  command.type === 'rejectResolution' ? command.reason : null
