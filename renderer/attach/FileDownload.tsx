// The way to the content of an attached file: fetched with this person's session, checked against the fingerprint of
// the record, and handed to the browser as a download under a harmless name.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { harmlessFileName } from '../../protocol/file-name.ts'
import type { Entry } from '../../replica/api.ts'
import { useRoomFiles } from '../live/use-room-files.ts'
import { saveFile } from '../record/save-file.ts'
import { Problem } from '../room/Problem.tsx'
import { useRoom } from '../room/room-scope.ts'
import { attachText } from '../text/attach.ts'
import { LinkButton } from '../ui/Button.tsx'
import type { FileFault } from './room-files.ts'

export interface FileDownloadProps {
  readonly entry: Entry
  readonly name: string
  readonly sha256: string
}

/** Nothing for an entry that is not recorded yet, and where there is no server to fetch from. */
export function FileDownload(props: FileDownloadProps): JSX.Element {
  const { roomId, status } = useRoom('FileDownload')
  const files = useRoomFiles()
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<FileFault | 'OFFLINE'>()
  const name = () => harmlessFileName(props.name)
  const problem = () => {
    const found = fault()
    if (found === undefined) return undefined
    return found === 'OFFLINE' ? attachText.offlineDownload : attachText.fault(found, name())
  }

  async function fetchIt(): Promise<void> {
    if (files === null || busy()) return
    if (status().link === 'OFFLINE') return void setFault('OFFLINE')
    setFault(undefined)
    setBusy(true)
    const fetched = await files.fetch(roomId, props.entry.event.id, props.sha256)
    setBusy(false)
    if (fetched.outcome === 'FETCHED') saveFile(fetched.content, name())
    else setFault(fetched.outcome)
  }

  return (
    <Show when={files !== null && props.entry.state === 'RECORDED'}>
      <LinkButton
        aria-label={attachText.downloadNamed(name())}
        aria-busy={busy()}
        onClick={() => void fetchIt()}
      >
        {busy() ? attachText.fetching : attachText.download}
      </LinkButton>
      <Problem words={problem()} />
    </Show>
  )
}
