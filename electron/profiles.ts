// The servers that this computer knows. One of them is current for all windows. A profile's id follows from its
// address, so that a server that is removed and added again finds what was kept for it.

import { createHash } from 'node:crypto'
import type { ProfileProblem, ServerProfile } from '../protocol/desktop.ts'

export const PROFILES_MAX = 20
export const ADDRESS_MAX = 300
const NAME_MAX = 60
const ID = /^[0-9a-f]{16}$/

/** As kept on disk and in memory: never empty, exactly one of them current. */
export type Profiles = readonly ServerProfile[]

/**
 * The origin that a typed address stands for, or why it is none: https always, http on this machine alone, no
 * credentials. A path is left out, since people paste whole pages.
 */
export function originOf(
  address: string,
): { readonly origin: string } | { readonly problem: ProfileProblem } {
  const typed = address.trim()
  if (typed === '' || typed.length > ADDRESS_MAX) return { problem: 'NOT_AN_ADDRESS' }
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  const url = URL.parse(named ? typed : `${isLoopbackText(typed) ? 'http' : 'https'}://${typed}`)
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '')
    return { problem: 'NOT_AN_ADDRESS' }
  if (url.protocol === 'https:') return { origin: url.origin }
  if (url.protocol !== 'http:') return { problem: 'NOT_AN_ADDRESS' }
  return isLoopback(url.hostname) ? { origin: url.origin } : { problem: 'NOT_SECURE' }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
const isLoopbackText = (typed: string): boolean => isLoopback(typed.replace(/(:\d+)?(\/.*)?$/s, ''))

/** The list of a first start. @throws when `address` is no server's: then the program was started wrongly. */
export function firstProfiles(address: string): Profiles {
  const judged = originOf(address)
  if ('problem' in judged)
    throw new TypeError(`ACCORD_SERVER: ${address} is no https address of a server, nor one of this machine`)
  return [profileAt(judged.origin, true)]
}

/** The list with one more server, which is not current yet, or why there is none. */
export function addProfile(
  profiles: Profiles,
  address: string,
): { readonly profiles: Profiles; readonly added: ServerProfile } | { readonly problem: ProfileProblem } {
  const judged = originOf(address)
  if ('problem' in judged) return judged
  if (profiles.some(({ origin }) => origin === judged.origin)) return { problem: 'ALREADY_THERE' }
  if (profiles.length >= PROFILES_MAX) return { problem: 'TOO_MANY' }
  const added = profileAt(judged.origin, false)
  return { profiles: [...profiles, added], added }
}

/** The list with another current server; an unknown id changes nothing. */
export function chooseProfile(profiles: Profiles, id: string): Profiles {
  if (!profiles.some((profile) => profile.id === id)) return profiles
  return profiles.map((profile) => ({ ...profile, current: profile.id === id }))
}

/** The list without a server. The last one stays; where the current one goes, the first takes its place. */
export function removeProfile(profiles: Profiles, id: string): Profiles {
  const rest = profiles.filter((profile) => profile.id !== id)
  const [first] = rest
  if (first === undefined) return profiles
  return rest.some(({ current }) => current) ? rest : chooseProfile(rest, first.id)
}

/** The list with the name that a server gives itself. */
export function nameProfile(profiles: Profiles, id: string, name: string): Profiles {
  const heard = name.trim().slice(0, NAME_MAX)
  if (heard === '') return profiles
  return profiles.map((profile) => (profile.id === id ? { ...profile, name: heard } : profile))
}

export function currentProfile(profiles: Profiles): ServerProfile {
  const current = profiles.find((profile) => profile.current) ?? profiles[0]
  if (current === undefined) throw new Error('the list of servers is never empty')
  return current
}

/** What was kept, as far as it is valid by the rules of today; null when nothing of it is. */
export function parseProfiles(value: unknown): Profiles | null {
  if (!Array.isArray(value)) return null
  let profiles: Profiles = []
  let chosen: string | null = null
  for (const kept of value.slice(0, PROFILES_MAX) as unknown[]) {
    if (typeof kept !== 'object' || kept === null) continue
    const { origin, name, current } = kept as Record<string, unknown>
    const next = typeof origin === 'string' ? addProfile(profiles, origin) : null
    if (next === null || 'problem' in next) continue
    profiles = typeof name === 'string' ? nameProfile(next.profiles, next.added.id, name) : next.profiles
    if (current === true) chosen ??= next.added.id
  }
  const [first] = profiles
  return first === undefined ? null : chooseProfile(profiles, chosen ?? first.id)
}

/** Whether a text has the shape of a profile's id. */
export const isProfileId = (text: string): boolean => ID.test(text)

const profileAt = (origin: string, current: boolean): ServerProfile => ({
  id: createHash('sha256').update(origin).digest('hex').slice(0, 16),
  name: new URL(origin).host,
  origin,
  current,
})
