// The rows of every route that the server answers, by method and path as Fastify knows it. A route that is registered
// without a row here lets no server start; the message names the route.

import { EVERYBODY, type Row, SIGNED_IN } from './table.ts'

export interface RouteRow extends Row {
  /** Whether a page of another origin is refused before anything else (I24). */
  readonly origin: 'OWN' | 'ANY'
  /** The part of the path that names the room; null for a route that is about no single room. */
  readonly room: string | null
}

const open: RouteRow = { askers: EVERYBODY, about: 'NO_ROOM', origin: 'ANY', room: null }
const signingIn: RouteRow = { ...open, origin: 'OWN' }
/** About the asker's own session, ways in and feed. */
const ofOneself: RouteRow = { askers: SIGNED_IN, about: 'NO_ROOM', origin: 'OWN', room: null }
const ofOneRoom: RouteRow = { askers: SIGNED_IN, about: 'ROOM', origin: 'OWN', room: 'roomId' }

export const ROUTES: Readonly<Record<string, RouteRow>> = {
  'GET /': open,
  // Files of the built interface.
  'GET /*': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /info': open,
  'GET /demo/people': open,
  'POST /demo/sign-in': signingIn,
  'POST /auth/email/start': signingIn,
  'POST /auth/email/finish': signingIn,
  'POST /auth/phone/finish': signingIn,
  'POST /auth/invitation/accept': signingIn,
  // Renewal and sign-out know their session by its own secrets.
  'POST /auth/refresh': signingIn,
  'POST /auth/sign-out': signingIn,
  'GET /auth/ways': signingIn,
  // Opened by a link, and by the provider's redirect: a browser's own step, bound by its cookie.
  'GET /auth/oidc/start': open,
  'GET /auth/oidc/callback': open,
  'GET /auth/oidc/callback/:provider': open,
  'POST /auth/oidc/finish': signingIn,
  'POST /auth/handover': ofOneself,
  'POST /auth/passkey/start': signingIn,
  'POST /auth/passkey/finish': signingIn,
  'POST /auth/passkey/register/start': ofOneself,
  'POST /auth/passkey/register/finish': ofOneself,
  'POST /graphql': { askers: SIGNED_IN, about: 'NO_ROOM', origin: 'OWN', room: null },
  // Says that operations are sent by POST.
  'GET /graphql': open,
  // The WebSocket. Its session comes with its first message: nothing runs before.
  'UPGRADE /graphql': signingIn,
  // The asker's own feed in one answer; no role has more than its channel there.
  'POST /feed': ofOneself,
  'POST /rooms/:roomId/files': ofOneRoom,
  'GET /rooms/:roomId/files/:eventId': ofOneRoom,
}

/** The row of a route; HEAD is asked like GET. */
export const routeRow = (method: string, path: string): RouteRow | undefined => {
  const name = `${method === 'HEAD' ? 'GET' : method} ${path}`
  return Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
}
