// A mark of what a person's directory holds, sent along with each page of the feed: a device whose mark changed asks for
// its directory again. It is a digest of the person's own directory alone, so that a change of somebody whom the person
// may not know of changes nothing of it (I20). Made anew only after accounts or people were changed, or a shared entry
// named somebody new to the account: else the mark would be found to be another when somebody elsewhere is changed.

import type { Person } from '../../domain/people.ts'
import { sha256Hex } from '../../protocol/crypto.ts'
import { directoryFor } from '../directory.ts'
import type { StoreReads } from '../store/event-store.ts'

export interface DirectoryMarks {
  markOf(person: Person): Promise<string>
  /** Accounts or people were changed. */
  changed(): void
}

export function openDirectoryMarks(store: StoreReads): DirectoryMarks {
  let marks = new Map<string, Promise<string>>()
  const made = async (person: Person): Promise<string> =>
    sha256Hex(JSON.stringify(await directoryFor(store, person))).slice(0, 16)
  return {
    async markOf(person) {
      const key = await keyOf(store, person)
      const own = marks
      const known = own.get(key)
      if (known !== undefined) return known
      const mark = made(person)
      own.set(key, mark)
      mark.catch(() => own.delete(key))
      return mark
    },
    changed() {
      marks = new Map()
    },
  }
}

/** A customer's directory is that of the account, the provider's people have one in common. */
async function keyOf(store: StoreReads, { party, accountId, id }: Person): Promise<string> {
  if (party === 'PROVIDER') return 'provider'
  return accountId === null
    ? `person ${id}`
    : JSON.stringify([accountId, await store.namedProviders(accountId)])
}
