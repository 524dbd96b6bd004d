// A person's own passkeys: which there are, and that one is to open nothing any more. They are made by HTTP
// (auth/passkeys/), where the browser's answer is judged.

import { removePasskey } from '../auth/passkeys/passkeys.ts'
import type { MutationResolvers, QueryResolvers } from './resolvers.gen.ts'

export const passkeyQueries: Pick<QueryResolvers, 'passkeys'> = {
  async passkeys(_, _args, { identity, viewer }) {
    const passkeys = await identity.passkeysOf(viewer.person.id)
    return passkeys.map(({ credentialId: id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt,
      lastUsedAt,
    }))
  },
}

export const passkeyMutations: Pick<MutationResolvers, 'removePasskey'> = {
  removePasskey: (_, { id }, { identity, viewer, now }) =>
    removePasskey({ store: identity, now }, viewer.person, id),
}
