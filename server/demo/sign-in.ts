// Sign-in of the demo: choose who you are. These routes exist only where ACCORD_DEMO is 1; elsewhere their paths
// answer like any path that is not there.

import type { FastifyInstance } from 'fastify'
import { toPersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { type Keep, answerOf } from '../auth/finish.ts'
import { DEVICE_NAME_MAX, REFRESH_LENGTH } from '../auth/session-tokens.ts'
import type { Desk } from '../graphql/context.ts'
import { perMinute } from '../http/per-minute.ts'
import { sendError } from '../http/send-error.ts'
import { PEOPLE } from './cast.ts'

export interface DemoSignInOptions {
  readonly desk: Desk
  readonly provider: string
  /** Whether one address may sign in a few times a minute alone. */
  readonly isPaced: boolean
}

/** Somebody one can choose to be, and for whom that person works. */
interface DemoPerson extends Person {
  readonly company: string
}

interface DemoSignIn {
  readonly personId: string
  readonly keep?: Keep
  readonly deviceName?: string
}

const TRIES = perMinute(60)

export function addDemoSignIn(app: FastifyInstance, { desk, provider, isPaced }: DemoSignInOptions): void {
  app.get('/demo/people', async (): Promise<readonly DemoPerson[]> => {
    const people = await desk.core.people()
    const gone = await Promise.all(people.map(({ id }) => desk.identity.deactivatedAt(id)))
    const inOrder = people
      .filter((_person, index) => gone[index] === null)
      .toSorted((a, b) => placeOf(a) - placeOf(b))
    return Promise.all(inOrder.map((person) => described(desk, provider, person)))
  })

  app.post(
    '/demo/sign-in',
    {
      config: isPaced ? TRIES : {},
      schema: {
        body: {
          type: 'object',
          required: ['personId'],
          properties: {
            personId: { type: 'string', maxLength: 100 },
            keep: { enum: ['COOKIE', 'BODY'] },
            deviceName: { type: 'string', maxLength: DEVICE_NAME_MAX },
          },
        },
      },
    },
    async (request, reply) => {
      const { personId, keep, deviceName = 'Demo' } = request.body as DemoSignIn
      const person = await desk.core.person(toPersonId(personId))
      if (person === null || (await desk.identity.deactivatedAt(person.id)) !== null)
        return sendError(reply, 422, 'There is nobody of that id.', { code: 'BAD_REQUEST' })
      // Who does not say where a refresh token goes cannot renew: for such programs the first token has to last.
      const length = keep === undefined ? { accessLength: REFRESH_LENGTH } : {}
      const opened = await desk.sessions.open(person, { method: 'DEMO', deviceName, ...length })
      const answer = answerOf(request, reply, opened, keep ?? 'BODY')
      // `token` is what programs read that know nothing of renewing.
      return reply.send({ token: opened.session.accessToken, ...answer })
    },
  )
}

/** As the story brings them in; whoever is not in it comes last. */
function placeOf({ id }: Person): number {
  const place = PEOPLE.findIndex((person) => person.id === id)
  return place === -1 ? PEOPLE.length : place
}

async function described({ core }: Desk, provider: string, person: Person): Promise<DemoPerson> {
  if (person.accountId === null) return { ...person, company: provider }
  const { accounts } = await core.directory(person)
  const company = accounts.find((account) => account.id === person.accountId)?.name ?? ''
  return { ...person, company }
}
