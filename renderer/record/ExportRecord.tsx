// The button that makes a file of a room's record, for who has just signed it or reads what was signed.

import { createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { useProvider } from '../live/server-info.ts'
import { useNow, useReplica } from '../live/use-replica.ts'
import { Problem } from '../room/Problem.tsx'
import { recordText } from '../text/record.ts'
import { Button } from '../ui/Button.tsx'
import { createRecordExport } from './create-record-export.ts'
import { exportProblem } from './export-problem.ts'
import styles from './Record.module.css'

export function ExportRecord(props: { readonly roomId: RoomId; readonly class?: string }): JSX.Element {
  const hint = createUniqueId()
  const { run, busy, problem } = createRecordExport({
    replica: useReplica('ExportRecord'),
    roomId: props.roomId,
    provider: useProvider(),
    now: useNow('ExportRecord'),
  })
  return (
    <div class={props.class}>
      <Button icon="download" aria-busy={busy()} aria-describedby={hint} onClick={() => void run()}>
        {busy() ? recordText.exporting : recordText.export}
      </Button>
      <p id={hint} class={`${styles['hint']} s12 t3`}>
        {recordText.exportHint}
      </p>
      <Problem words={exportProblem(problem())} />
    </div>
  )
}
