// The list of servers as the main process holds it: read at the start, written whole with every change.

import type { ServerProfile } from '../protocol/desktop.ts'
import { readKeptJson, writeKept } from './kept-file.ts'
import {
  addProfile,
  chooseProfile,
  currentProfile,
  firstProfiles,
  parseProfiles,
  type Profiles,
} from './profiles.ts'

export interface ProfileDesk {
  list(): Profiles
  current(): ServerProfile
  /** Keeps the list that `change` makes of the present one. */
  change(change: (profiles: Profiles) => Profiles): void
}

export interface FirstServer {
  /** The server of a program that knows none yet. */
  readonly address: string
  /** Makes it current even where others are known: a developer's start. */
  readonly always: boolean
}

/** @throws {TypeError} when the first server's address is none. */
export function openProfileDesk(path: string, { address, always }: FirstServer): ProfileDesk {
  const [first] = firstProfiles(address)
  let profiles = parseProfiles(readKeptJson(path)) ?? firstProfiles(address)
  if (always && first !== undefined) {
    const added = addProfile(profiles, address)
    profiles = chooseProfile('profiles' in added ? added.profiles : profiles, first.id)
  }
  return {
    list: () => profiles,
    current: () => currentProfile(profiles),
    change(change) {
      const before = profiles
      profiles = change(before)
      if (profiles === before) return
      try {
        writeKept(path, JSON.stringify(profiles))
      } catch (error) {
        console.error('the list of servers could not be kept:', error)
      }
    },
  }
}
