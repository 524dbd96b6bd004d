// Signing keys over the API: the viewer's own, and nobody else's.

import type { MutationResolvers, QueryResolvers } from './resolvers.gen.ts'

export const keyQueries: Pick<QueryResolvers, 'enrolmentChallenge' | 'signingKeys'> = {
  enrolmentChallenge: (_, _args, { keys, viewer }) => keys.challenge(viewer),
  signingKeys: async (_, _args, { keys, viewer }) => [...(await keys.keysOf(viewer.person))],
}

export const keyMutations: Pick<MutationResolvers, 'enrolKey' | 'closeKey'> = {
  enrolKey: (_, { publicKey, challenge, proof }, { keys, viewer }) =>
    keys.enrol(viewer, publicKey, challenge, proof),
  closeKey: (_, { kid }, { keys, viewer }) => keys.close(viewer.person, kid),
}
