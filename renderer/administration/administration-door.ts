// How a screen of administration reaches the server; null outside of a window with a person.

import { createContext, useContext } from 'solid-js'
import type { AdministrationDoor } from '../platform/session-administration.ts'

export const AdministrationContext = createContext<AdministrationDoor | null>(null)

/** @throws where no window with a person is around. */
export function useAdministration(): AdministrationDoor {
  const door = useContext(AdministrationContext)
  if (door === null) throw new Error('administration stands outside of AdministrationContext')
  return door
}
