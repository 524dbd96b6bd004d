// The paper clip of the composer: a file, or an attempt log that becomes evidence.

import type { JSX } from 'solid-js'
import { attachText } from '../text/attach.ts'
import { Menu } from '../ui/Menu.tsx'
import type { Attach, AttachKind } from './create-attach.ts'
import styles from './Attach.module.css'

const LOG_TYPES = '.csv,.tsv,.txt,.log,.json,.jsonl,.ndjson,text/plain,text/csv'

export interface AttachMenuProps {
  readonly attach: Attach
  /** Whether an internal entry is being written. */
  readonly internal: boolean
}

export function AttachMenu(props: AttachMenuProps): JSX.Element {
  let file: HTMLInputElement | undefined
  let log: HTMLInputElement | undefined
  const ask = (input: HTMLInputElement | undefined) => {
    if (props.attach.begin()) input?.click()
  }
  const take = (kind: AttachKind, input: HTMLInputElement) => {
    const chosen = input.files?.[0]
    // Cleared, so that the same file can be chosen again after it was changed.
    input.value = ''
    if (chosen !== undefined) void props.attach.choose(kind, chosen, props.internal)
  }
  return (
    <>
      <Menu
        name={attachText.attach}
        icon="clip"
        upwards
        items={[
          { label: attachText.file, icon: 'document', onChoose: () => ask(file) },
          { label: attachText.evidence, icon: 'pulse', onChoose: () => ask(log) },
        ]}
      />
      <input
        ref={file}
        class={styles['input']}
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        data-attach="file"
        onChange={(event) => take('FILE', event.currentTarget)}
      />
      <input
        ref={log}
        class={styles['input']}
        type="file"
        accept={LOG_TYPES}
        tabIndex={-1}
        aria-hidden="true"
        data-attach="evidence"
        onChange={(event) => take('EVIDENCE', event.currentTarget)}
      />
    </>
  )
}
