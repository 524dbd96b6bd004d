// The executable schema: the contract as it is written in schema.graphql, our resolvers, and the gate around them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'
import { guardFields } from '../policy/field-gate.ts'
import type { RequestContext } from './context.ts'
import { resolvers } from './resolvers.ts'

const CONTRACT = join(import.meta.dirname, '..', '..', 'schema.graphql')

/** Throws where a resolver has no place in the contract, or a field no row in the policy: bugs found at start. */
export const loadSchema = (): GraphQLSchema =>
  guardFields(
    makeExecutableSchema<RequestContext>({
      typeDefs: readFileSync(CONTRACT, 'utf8'),
      resolvers,
      resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    }),
  )
