// How long ago somebody showed who they are: what binds a party asks for a fresh sign-in (step-up).

import { epochOf, type Instant, MINUTE } from '../../domain/time.ts'
import type { Viewer } from './session-desk.ts'

/** A sign-in counts as fresh for this long. */
export const FRESH_FOR = 15 * MINUTE

/** Whether the viewer showed who they are a moment ago. Demo sessions always did: they have nothing to show. */
export function isFresh(viewer: Pick<Viewer, 'method' | 'authenticatedAt'>, now: Instant): boolean {
  return viewer.method === 'DEMO' || epochOf(now) - epochOf(viewer.authenticatedAt) <= FRESH_FOR
}
