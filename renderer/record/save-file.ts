// Hands content to whoever looks at the window as a file: the browser's download, and on the desktop the system's own
// question where to keep it (electron/guards.ts lets the own page's content through and nothing else).

/** Browsers take the content when the download begins, which may be after the click has returned. */
const REVOKE_AFTER_MS = 30_000

/** `name`: already harmless (protocol/file-name.ts). */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS)
}
