// The lines of the nodes of a run: each node has one to the database and one to those who use it, and each line can fall
// silent in either direction or in both, so that what is sent is lost and nobody is told. Where the run may make network
// namespaces the packets themselves are lost (namespaces.ts); elsewhere a proxy holds back what it is given (wires.ts).

import { noNamespaces, openNamespaces } from './namespaces.ts'
import { openWires } from './wires.ts'

export const SILENCES = ['BOTH', 'TO_NODE', 'FROM_NODE'] as const
/** What is lost on a line. */
export type Silence = (typeof SILENCES)[number]

export type Line = 'DATABASE' | 'CLIENTS'

/** Where a node runs and how it is reached. */
export interface NodeLines {
  /** The command that its program is started with: words before those of the program itself. */
  readonly within: readonly string[]
  /** The address that the node listens on. */
  readonly host: string
  /** The database's address as the node has to write it. */
  databaseUrl(url: string): string
  /** The node's address as others have to write it. */
  clientUrl(own: string): string
  silence(line: Line, what: Silence): void
  heal(line: Line): void
  close(): Promise<void>
}

export interface Network {
  readonly nodes: readonly NodeLines[]
  /** Where a database has to listen besides 127.0.0.1, and the network from which it then lets everybody in. */
  readonly database: { readonly hosts: readonly string[]; readonly from: string } | null
  close(): Promise<void>
}

/** What cuts lines here: for the titles of tests. */
export const linesAre = (): string => {
  const missing = noNamespaces()
  return missing === null ? 'packets are lost in network namespaces' : `a proxy swallows: ${missing}`
}

export const openNetwork = (count: number): Promise<Network> =>
  noNamespaces() === null ? openNamespaces(count) : openWires(count)
