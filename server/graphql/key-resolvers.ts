// What hangs on the provider's issuing key, over the API: the viewer's own signing keys, and nobody else's; and checkpoints
// of rooms that the viewer may see, which the gate asks before.

import { toRoomId } from '../../domain/ids.ts'
import type { MutationResolvers, QueryResolvers } from './resolvers.gen.ts'

export const keyQueries: Pick<QueryResolvers, 'checkpoint' | 'enrolmentChallenge' | 'signingKeys'> = {
  checkpoint: (_, { roomId }, { checkpoint }) => checkpoint(toRoomId(roomId)),
  enrolmentChallenge: (_, _args, { keys, viewer }) => keys.challenge(viewer),
  signingKeys: async (_, _args, { keys, viewer }) => [...(await keys.keysOf(viewer.person))],
}

export const keyMutations: Pick<MutationResolvers, 'enrolKey' | 'closeKey'> = {
  enrolKey: (_, { publicKey, challenge, proof }, { keys, viewer }) =>
    keys.enrol(viewer, publicKey, challenge, proof),
  closeKey: (_, { kid }, { keys, viewer }) => keys.close(viewer.person, kid),
}
