// A person's own devices, and the code that an agent reads out on the phone. Ending a device closes its sockets at once.

import { toPersonId } from '../../domain/ids.ts'
import { auditActor, writeAudit } from '../auth/audit.ts'
import { issuePhoneCode } from '../auth/phone-code.ts'
import { PublicError } from './errors.ts'
import type { MutationResolvers, QueryResolvers } from './resolvers.gen.ts'

const CHECKED_BY_MIN = 5
const CHECKED_BY_MAX = 200

export const deviceQueries: Pick<QueryResolvers, 'devices'> = {
  async devices(_, _args, { identity, viewer, now }) {
    const sessions = await identity.sessionsOf(viewer.person.id, now())
    return sessions.map(({ id, deviceName, createdAt, lastSeenAt, method }) => {
      const current = id === viewer.sessionId
      return { id, name: deviceName, createdAt, lastSeenAt, method, current }
    })
  },
}

export const deviceMutations: Pick<MutationResolvers, 'endDevice' | 'issuePhoneCode'> = {
  /** False for another person's device as for one that is not there. */
  async endDevice(_, { id }, { identity, sessions, viewer, now }) {
    const isEnded = await identity.write(async (tx) => {
      const session = await tx.session(id)
      if (session === null || session.personId !== viewer.person.id || session.endedAt !== null) return false
      await tx.endSession(id, 'REVOKED', now())
      const facts = { personId: viewer.person.id, deviceName: session.deviceName }
      const actor = auditActor(viewer.person)
      await writeAudit(tx, actor, 'DEVICE_ENDED', { kind: 'DEVICE', id }, facts, now())
      return true
    })
    if (isEnded) sessions.closeSocketsOfSession(id, 'revoked')
    return isEnded
  },
  async issuePhoneCode(_, { personId, checkedBy }, { identity, viewer, now }) {
    const how = checkedBy.trim()
    if (how.length < CHECKED_BY_MIN || how.length > CHECKED_BY_MAX)
      throw new PublicError(
        'BAD_USER_INPUT',
        `checkedBy: say in ${CHECKED_BY_MIN} to ${CHECKED_BY_MAX} characters how you know who called.`,
      )
    const issued = await identity.write((tx) =>
      issuePhoneCode(tx, viewer.person, toPersonId(personId), how, now()),
    )
    if (issued === null)
      throw new PublicError('BAD_USER_INPUT', 'personId: name somebody of a customer who has access.')
    return issued
  },
}
