// The session behind a stream, read again at every turn: whoever signed out, whose session expired or whose role changed
// gets nothing more (I22). The stream ends with its socket, closed with a reason the device understands.

import type { Person } from '../../domain/people.ts'
import { type SessionDesk, seesTheSame } from '../auth/session-desk.ts'
import { levelOf, newRef } from './errors.ts'
import { CLOSE, type RequestContext } from './context.ts'

/** The person as stored now, or null after the socket has been closed: the stream must end. */
export async function stillSignedIn(
  context: Pick<RequestContext, 'viewer' | 'outlet'> & { readonly sessions: Pick<SessionDesk, 'refresh'> },
): Promise<Person | null> {
  const now = await context.sessions.refresh(context.viewer)
  if (typeof now !== 'string' && seesTheSame(now.person, context.viewer.person)) return now.person
  context.outlet?.end(CLOSE.ENDED, typeof now === 'string' ? now : 'changed')
  return null
}

/** A stream that fails says so by its socket, which its client opens again, and never by a final code (M7). */
export function endAfterFailure(
  context: Pick<RequestContext, 'log' | 'outlet'>,
  stream: string,
  error: unknown,
): void {
  const ref = newRef()
  context.log[levelOf(error)]({ ref, stream, err: error }, 'a stream failed')
  context.outlet?.end(CLOSE.OVERLOAD, `try again, reference ${ref}`)
}
