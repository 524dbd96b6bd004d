// Files through the desktop's bridge: the main process holds the session and speaks to the server. How much has left is
// known there alone, so the share goes from nothing to all; whoever gives up no longer waits, and nothing is attached.

import type { DesktopBridge } from '../../protocol/desktop.ts'
import { faultOf, fetchedAs, type RoomFiles, type Sent, sentOf } from './room-files.ts'

export const bridgeFiles = (bridge: Pick<DesktopBridge, 'bringFile' | 'fetchFile'>): RoomFiles => ({
  async send(roomId, file, { onShare, signal }) {
    const givenUp = new Promise<Sent>((done) => {
      const cancel = () => done({ outcome: 'CANCELLED' })
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel)
    })
    const bring = async (): Promise<Sent> => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (signal.aborted) return { outcome: 'CANCELLED' }
      const answer = await bridge.bringFile({ roomId, name: nameOf(file), type: file.type, bytes })
      if (answer === null) return { outcome: 'UNREACHABLE' }
      onShare(1)
      return sentOf(answer.status, answer.body)
    }
    return Promise.race([givenUp, bring().catch((): Sent => ({ outcome: 'UNAVAILABLE' }))])
  },

  async fetch(roomId, eventId, sha256) {
    try {
      const answer = await bridge.fetchFile(roomId, eventId)
      if (answer === null) return { outcome: 'UNREACHABLE' }
      if (answer.status !== 200) return { outcome: faultOf(answer.status) }
      return await fetchedAs(new Blob([new Uint8Array(answer.bytes)]), sha256)
    } catch {
      return { outcome: 'UNAVAILABLE' }
    }
  },
})

const nameOf = (file: Blob): string => (file instanceof File ? file.name.slice(0, 255) : '')
