// Who else is writing now, before two people say the same: an update by a colleague is named as one.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { list } from '../../text/format.ts'
import { type ComposerMode, useRoom } from '../room-scope.ts'
import styles from './Composer.module.css'

export function WhoWrites(props: { readonly mode: ComposerMode }): JSX.Element {
  const { present, me } = useRoom('WhoWrites')
  const others = () => present().filter((one) => one.personId !== me.id)
  const updating = () => others().filter(({ activity }) => activity === 'UPDATE')
  const writing = () => others().filter(({ activity }) => activity !== 'READING' && activity !== 'CALL')
  const words = () => {
    const colleague = updating()[0]
    if (props.mode === 'update' && colleague !== undefined)
      return composerText.isWriting(colleague.name, composerText.writingUpdate)
    const names = writing().map(({ name }) => name)
    if (names.length === 0) return null
    const verb = names.length === 1 ? composerText.writing.one : composerText.writing.many
    return composerText.isWriting(list(names), verb)
  }
  return <Show when={words()}>{(said) => <div class={styles['who']}>{said()}</div>}</Show>
}
