// Files by HTTP, with the session's token: the browser edition's way.

import { faultOf, fetchedAs, type RoomFiles, type Sent, sentOf } from './room-files.ts'

/** `token`: the session's, asked for at each request; it rejects where the session is over or cannot be renewed now. */
export const httpFiles = (token: () => Promise<string>): RoomFiles => ({
  // A request of the older kind: fetch does not tell how much of a body has left.
  send: (roomId, file, { onShare, signal }) =>
    new Promise((done) => {
      if (signal.aborted) return done({ outcome: 'CANCELLED' })
      const request = new XMLHttpRequest()
      const cancel = () => request.abort()
      const finish = (sent: Sent) => {
        signal.removeEventListener('abort', cancel)
        done(sent)
      }
      signal.addEventListener('abort', cancel)
      request.upload.onprogress = ({ loaded }) =>
        onShare(file.size === 0 ? 1 : Math.min(1, loaded / file.size))
      request.onload = () => finish(sentOf(request.status, jsonOf(request.responseText)))
      request.onerror = () => finish({ outcome: 'UNREACHABLE' })
      request.onabort = () => finish({ outcome: 'CANCELLED' })
      const send = (secret: string) => {
        if (signal.aborted) return finish({ outcome: 'CANCELLED' })
        request.open('POST', `/rooms/${encodeURIComponent(roomId)}/files`)
        request.setRequestHeader('authorization', `Bearer ${secret}`)
        request.setRequestHeader('content-type', 'application/octet-stream')
        request.send(file)
      }
      token().then(send, () => finish({ outcome: 'UNREACHABLE' }))
    }),

  async fetch(roomId, eventId, sha256) {
    const path = `/rooms/${encodeURIComponent(roomId)}/files/${encodeURIComponent(eventId)}`
    try {
      const response = await fetch(path, { headers: { authorization: `Bearer ${await token()}` } })
      if (!response.ok) return { outcome: faultOf(response.status) }
      return await fetchedAs(await response.blob(), sha256)
    } catch {
      return { outcome: 'UNREACHABLE' }
    }
  },
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
