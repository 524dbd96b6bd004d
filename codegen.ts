// Writes the TypeScript of the public contract from schema.graphql: the shapes that client and server share, and the
// signatures that the server's resolvers must have. Both files are checked in; `npm run codegen:check` fails when one
// of them is not what the schema says.

import type { CodegenConfig } from '@graphql-codegen/cli'

/** How the schema's own scalars look in TypeScript; on the wire all but JSON are strings. */
const scalars = {
  ID: 'string',
  Instant: 'string',
  Cursor: 'string',
  EventBody: 'unknown',
  RejectionFacts: 'unknown',
}

/** Types only, because Node strips types and runs the rest as it is: no enum may be left over. */
const shared = { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars }

/** What resolvers hand on: the domain's own values; a field that looks different there has a resolver. */
const mappers = {
  Account: '../../domain/account.ts#Account as DomainAccount',
  Actor: '../../domain/people.ts#Actor as DomainActor',
  CommandAnswer: '../../protocol/command.ts#CommandAnswer as ProtocolCommandAnswer',
  Directory: '../../protocol/feed.ts#Directory as ProtocolDirectory',
  Event: '../../domain/incident/events.ts#RecordedEvent',
  FeedPage: '../../protocol/feed.ts#FeedPage as ProtocolFeedPage',
  Person: '../../domain/people.ts#Person as DomainPerson',
  Rejection: '../../domain/result.ts#Rejection as DomainRejection',
  Room: '../../domain/incident/state.ts#Room as DomainRoom',
  RoomPresence: '../../protocol/feed.ts#RoomPresence as ProtocolRoomPresence',
}

const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  ignoreNoDocuments: true,
  generates: {
    'server/graphql/trusted-documents.json': { plugins: ['./server/graphql/trusted-documents.plugin.ts'] },
    'protocol/graphql.gen.ts': { plugins: ['typescript'], config: shared },
    'server/graphql/resolvers.gen.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: { ...shared, contextType: './context.ts#RequestContext', mappers },
    },
  },
}

export default config
