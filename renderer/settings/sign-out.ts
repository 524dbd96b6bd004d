// Ending a session on this computer, with or without its copy. The window leaves the person first, which closes the
// replica; only a closed copy can be deleted.

import type { PersonId } from '../../domain/ids.ts'
import type { DesktopBridge } from '../../protocol/desktop.ts'
import { forgetCopyInTime, signOutOfBrowser } from '../platform/browser-platform.ts'

export interface SignOutInput {
  readonly personId: PersonId
  readonly bridge: DesktopBridge | null
  /** Deletes rooms, unsent changes and drafts of this computer too; in the desktop the main process does it. */
  readonly forget: boolean
  readonly leaveWindow: () => void
}

/** Resolves to whether the copy is gone; false as well when it was not to go. */
export async function signOutHere({ personId, bridge, forget, leaveWindow }: SignOutInput): Promise<boolean> {
  if (bridge !== null) {
    // Said first: who can be chosen in the window that was left no longer counts this person.
    const ended = forget ? bridge.forgetPerson(personId) : bridge.signOut(personId).then(() => false)
    leaveWindow()
    return ended
  }
  leaveWindow()
  await signOutOfBrowser(personId)
  return forget && (await forgetCopyInTime(personId))
}
