// How current this page is, in its header: the state of the link in words, and what waits.

import type { JSX } from 'solid-js'
import type { Link } from '../../replica/api.ts'
import { useStatus } from '../live/use-replica.ts'
import { linkText } from '../text/en/app.ts'
import { SyncPill, type SyncState } from '../ui/SyncPill.tsx'

const STATES: Readonly<Record<Link, SyncState>> = {
  LIVE: 'live',
  CATCHING_UP: 'catching-up',
  CONNECTING: 'connecting',
  OFFLINE: 'offline',
  SIGNED_OUT: 'offline',
}

export function LinkPill(): JSX.Element {
  const status = useStatus('LinkPill')
  const label = () => {
    const { link, waiting } = status()
    return waiting > 0 ? `${linkText.labels[link]}, ${linkText.waiting(waiting)}` : linkText.labels[link]
  }
  return <SyncPill bare state={STATES[status().link]} label={label()} />
}
