// What a person came in on and signs with, as an administrator ends it.

import { refusal } from '../../domain/administration.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { SessionId } from '../auth/identity.ts'
import { type AdministrationAnswer, made, refused } from './answer.ts'
import type { Administering, AdministrationDesk } from './desk.ts'
import { note } from './note.ts'

export interface DeviceAdministration {
  endOne(by: Administering, personId: PersonId, deviceId: SessionId): Promise<AdministrationAnswer>
  /** The device that asks goes on. */
  endAll(by: Administering, personId: PersonId): Promise<AdministrationAnswer>
  closeKey(by: Administering, personId: PersonId, kid: string): Promise<AdministrationAnswer>
}

export function administerDevices({ identity, sessions, now }: AdministrationDesk): DeviceAdministration {
  return {
    async endOne(by, personId, deviceId) {
      const answer = await identity.write(async (tx) => {
        const session = await tx.session(deviceId)
        if (session === null || session.personId !== personId || session.endedAt !== null)
          return refused(refusal('deviceId', 'NOT_FOUND'))
        await tx.endSession(deviceId, 'REVOKED', now())
        const facts = { personId, deviceName: session.deviceName }
        await note(tx, by, 'DEVICE_ENDED', { kind: 'DEVICE', id: deviceId }, facts, now())
        return made(deviceId)
      })
      if (answer.refusal === null) sessions.closeSocketsOfSession(deviceId, 'revoked')
      return answer
    },
    async endAll(by, personId) {
      const ended = await identity.write(async (tx) => {
        if ((await tx.person(personId)) === null) return null
        const open = (await tx.sessionsOf(personId, now())).filter(({ id }) => id !== by.sessionId)
        for (const { id, deviceName } of open) {
          await tx.endSession(id, 'REVOKED', now())
          await note(tx, by, 'DEVICE_ENDED', { kind: 'DEVICE', id }, { personId, deviceName }, now())
        }
        return open.map(({ id }) => id)
      })
      if (ended === null) return refused(refusal('personId', 'NOT_FOUND'))
      for (const id of ended) sessions.closeSocketsOfSession(id, 'revoked')
      return made(personId)
    },
    closeKey: (by, personId, kid) =>
      identity.write(async (tx) => {
        const key = await tx.signingKey(kid)
        if (key?.personId !== personId) return refused(refusal('kid', 'NOT_FOUND'))
        if (key.revokedAt !== null) return made(kid)
        await tx.saveSigningKey({ ...key, revokedAt: now() })
        await note(tx, by, 'SIGNING_KEY_REVOKED', { kind: 'KEY', id: kid }, { personId }, now())
        return made(kid)
      }),
  }
}
