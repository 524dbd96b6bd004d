// How a screen reaches what its person has with the server beside rooms: the ways to show anew who they are, and their
// devices and passkeys. Null outside of a window with a person, as in the gallery.

import { createContext, useContext } from 'solid-js'
import type { AccountDoor } from '../platform/session-account.ts'
import type { SignInDoor } from '../platform/session-door.ts'

export interface OwnAccount {
  /** Shows anew who the window's person is. */
  readonly stepUp: SignInDoor
  readonly door: AccountDoor
}

export const OwnAccountContext = createContext<OwnAccount | null>(null)

export const useOwnAccount = (): OwnAccount | null => useContext(OwnAccountContext)
