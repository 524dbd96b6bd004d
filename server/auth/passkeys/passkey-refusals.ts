// What the passkey routes refuse with, besides the refusals that all of sign-in has.

import type { FastifyReply } from 'fastify'

/** The session is there, its sign-in too long ago: the person signs in once more, then the same request works. */
export const refuseNotFresh = (reply: FastifyReply): FastifyReply =>
  reply.code(403).send({
    errors: [{ message: 'Show once more who you are, then try again.', extensions: { code: 'STEP_UP' } }],
  })

/** No passkeys at this address, or for this person. */
export const refuseUnavailable = (reply: FastifyReply): FastifyReply =>
  reply.code(409).send({
    errors: [
      {
        message:
          'Passkeys cannot be used here. They need the server’s public host name; staff use their provider.',
        extensions: { code: 'UNAVAILABLE' },
      },
    ],
  })
