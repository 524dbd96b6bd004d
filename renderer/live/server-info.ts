// What the server says of itself (its provider's name, the hotline), asked once for the whole window. Until it has said
// it, and offline for the first time, the provider is called "Support".

import { type Accessor, createContext, useContext } from 'solid-js'
import type { ServerInfo } from '../platform/server-answers.ts'

export const ServerInfoContext = createContext<Accessor<ServerInfo | null>>(() => null)

export const useServerInfo = (): Accessor<ServerInfo | null> => useContext(ServerInfoContext)

/** Whether mails go out, as far as is known. */
export function useSendsMail(): Accessor<boolean> {
  const info = useServerInfo()
  return () => info()?.sendsMail ?? true
}

const UNNAMED = 'Support'

/** The provider's name as people say it. */
export function useProvider(): Accessor<string> {
  const info = useServerInfo()
  return () => info()?.provider ?? UNNAMED
}
