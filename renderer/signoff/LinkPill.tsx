// How current this page is, in its header: the state of the link in words, and what waits.

import type { JSX } from 'solid-js'
import { pillOf } from '../app/link-words.ts'
import { useStatus } from '../live/use-replica.ts'
import { SyncPill } from '../ui/SyncPill.tsx'

export function LinkPill(): JSX.Element {
  const status = useStatus('LinkPill')
  const pill = () => pillOf(status())
  return <SyncPill bare state={pill().state} label={pill().label} />
}
