// How long ago somebody showed who they are: what binds a party asks for a fresh sign-in (step-up).

import { epochOf, type Instant, MINUTE } from '../../domain/time.ts'
import type { Viewer } from './session-desk.ts'

/** A sign-in counts as fresh for this long. */
export const FRESH_FOR = 15 * MINUTE
/** Clocks of nodes and of providers may differ by this much; no more is forgiven to one that was set back. */
export const CLOCKS_DIFFER = MINUTE

/**
 * Whether the viewer showed who they are a moment ago. Demo sessions always did: they have nothing to show. A proof that
 * lies ahead of the clock by more than nodes may differ is of a clock that was set back: its age is not known.
 */
export function isFresh(viewer: Pick<Viewer, 'method' | 'authenticatedAt'>, now: Instant): boolean {
  if (viewer.method === 'DEMO') return true
  const age = epochOf(now) - epochOf(viewer.authenticatedAt)
  return age >= -CLOCKS_DIFFER && age <= FRESH_FOR
}
