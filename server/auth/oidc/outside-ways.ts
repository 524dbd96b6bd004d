// The ways in that lead over somebody else's program, put together: OpenID providers of staff and of accounts, and
// passkeys, which live in the browser or the system.

import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { addPasskeyRoutes } from '../passkeys/passkey-routes.ts'
import { systemResolve } from './address-guard.ts'
import { openOidcClient } from './oidc-client.ts'
import { addOidcRoutes, type OidcRoutesOptions } from './oidc-routes.ts'
import { openProviders } from './providers.ts'

export interface OutsideWaysOptions {
  readonly config: Config
  readonly desk: OidcRoutesOptions['desk']
}

export function addOutsideWays(app: FastifyInstance, { config, desk }: OutsideWaysOptions): void {
  const { identity: store, now } = desk
  const providers = openProviders(config, store)
  const client = openOidcClient({ resolve: systemResolve, allowLoopback: config.demo })
  addOidcRoutes(app, { config, desk, providers, flows: { store, providers, client, now } })
  addPasskeyRoutes(app, { config, desk })
}
