// The servers that this computer knows: which addresses become one, and that one of them is always current.

import { expect, it } from 'vitest'
import {
  addProfile,
  chooseProfile,
  currentProfile,
  firstProfiles,
  isProfileId,
  nameProfile,
  originOf,
  parseProfiles,
  type Profiles,
  PROFILES_MAX,
  removeProfile,
} from '../../electron/profiles.ts'

const FIRST = firstProfiles('https://support.halyard.example')

function withMore(...addresses: readonly string[]): Profiles {
  let list = FIRST
  for (const address of addresses) {
    const next = addProfile(list, address)
    if ('problem' in next) throw new Error(`${address}: ${next.problem}`)
    list = next.profiles
  }
  return list
}

it.each([
  ['https://rooms.example', 'https://rooms.example'],
  ['  rooms.example  ', 'https://rooms.example'],
  ['ROOMS.example:8443/board?x#y', 'https://rooms.example:8443'],
  ['http://localhost:4400', 'http://localhost:4400'],
  ['127.0.0.1:4400', 'http://127.0.0.1:4400'],
  ['localhost:4400', 'http://localhost:4400'],
  ['http://[::1]:4400/', 'http://[::1]:4400'],
  ['https://127.0.0.1', 'https://127.0.0.1'],
])('%j is the server %s', (address, origin) => {
  expect(originOf(address)).toEqual({ origin })
})

it.each([
  ['http://rooms.example', 'NOT_SECURE'],
  ['http://localhost.evil.example', 'NOT_SECURE'],
  ['http://127.0.0.1.evil.example', 'NOT_SECURE'],
  ['http://10.0.0.1', 'NOT_SECURE'],
  ['', 'NOT_AN_ADDRESS'],
  ['not an address', 'NOT_AN_ADDRESS'],
  ['https://ani:secret@rooms.example', 'NOT_AN_ADDRESS'],
  ['ftp://rooms.example', 'NOT_AN_ADDRESS'],
  ['file:///etc/passwd', 'NOT_AN_ADDRESS'],
  ['javascript://rooms.example/%0aalert(1)', 'NOT_AN_ADDRESS'],
  ['app://room', 'NOT_AN_ADDRESS'],
  ['https://', 'NOT_AN_ADDRESS'],
  [`https://${'a'.repeat(400)}.example`, 'NOT_AN_ADDRESS'],
])('%j is none: %s', (address, problem) => {
  expect(originOf(address)).toEqual({ problem })
})

it('a server is added once, is not current by that, and has the same id whenever it is added', () => {
  const list = withMore('rooms.example')
  expect(list.map(({ name, current }) => [name, current])).toEqual([
    ['support.halyard.example', true],
    ['rooms.example', false],
  ])
  expect(addProfile(list, 'https://rooms.example/board')).toEqual({ problem: 'ALREADY_THERE' })
  const id = list[1]?.id ?? ''
  expect(isProfileId(id)).toBe(true)
  expect(withMore('other.example', 'rooms.example')[2]?.id).toBe(id)
})

it('exactly one is current: after choosing, after removing it, and the last one stays', () => {
  const list = withMore('rooms.example')
  const [first, second] = list.map(({ id }) => id)
  const chosen = chooseProfile(list, second ?? '')
  expect(currentProfile(chosen).name).toBe('rooms.example')
  expect(chooseProfile(list, 'unknown')).toBe(list)
  const left = removeProfile(chosen, second ?? '')
  expect(left.map(({ id, current }) => [id, current])).toEqual([[first, true]])
  expect(removeProfile(left, first ?? '')).toBe(left)
})

it('takes the name that a server gives itself, shortened, and keeps the host where it gives none', () => {
  const { id } = currentProfile(FIRST)
  expect(nameProfile(FIRST, id, ` ${'Halyard '.repeat(20)}`)[0]?.name).toHaveLength(60)
  expect(nameProfile(FIRST, id, '  ')).toBe(FIRST)
})

it('knows a bounded number of them', () => {
  const full = withMore(...Array.from({ length: PROFILES_MAX - 1 }, (_, number) => `s${number}.example`))
  expect(addProfile(full, 'one.more.example')).toEqual({ problem: 'TOO_MANY' })
})

it('what was kept is judged by the rules of today', () => {
  const list = chooseProfile(withMore('rooms.example'), withMore('rooms.example')[1]?.id ?? '')
  expect(parseProfiles(JSON.parse(JSON.stringify(list)))).toEqual(list)
  expect(parseProfiles([{ origin: 'http://evil.example' }, { origin: 7 }, null])).toBeNull()
  expect(parseProfiles([{ id: '../..', origin: 'https://rooms.example', current: true }])?.[0]?.id).toMatch(
    /^[0-9a-f]{16}$/,
  )
  expect(parseProfiles('x')).toBeNull()
})

it('a program that is started with no server’s address says so', () => {
  expect(() => firstProfiles('http://rooms.example')).toThrow(/ACCORD_SERVER/)
})
