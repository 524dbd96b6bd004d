// The folder of a person's local copy in the browser's private file system, and how to delete it.

import type { PersonId } from '../../domain/ids.ts'

const ALL_COPIES = 'accord'

export const copyFolder = (personId: PersonId): string => `/${ALL_COPIES}/${encodeURIComponent(personId)}`

/**
 * Deletes everything this browser keeps of a person's rooms, unsent commands and drafts included.
 * False when a tab still has it open, or there is none.
 */
export async function forgetCopy(personId: PersonId): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory()
    const copies = await root.getDirectoryHandle(ALL_COPIES)
    await copies.removeEntry(encodeURIComponent(personId), { recursive: true })
    return true
  } catch {
    return false
  }
}
