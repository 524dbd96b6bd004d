// The executable schema: the contract as it is written in schema.graphql, and our resolvers.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'
import type { RequestContext } from './context.ts'
import { resolvers } from './resolvers.ts'

const CONTRACT = join(import.meta.dirname, '..', '..', 'schema.graphql')

/** Throws where a resolver has no place in the contract: a bug found at start. */
export const loadSchema = (): GraphQLSchema =>
  makeExecutableSchema<RequestContext>({
    typeDefs: readFileSync(CONTRACT, 'utf8'),
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  })
