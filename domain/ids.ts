// Branded identifiers: a room id can never be passed where a person id is meant.
// All ids are opaque strings: no rule reads a meaning or an order from them. This is the one place where a plain string
// becomes an id.

declare const brand: unique symbol
type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type AccountId = Id<'Account'>
export type PersonId = Id<'Person'>
export type RoomId = Id<'Room'>
/** Made once per intent on the device (UUIDv7); the same id has one effect for ever (I3). */
export type CommandId = Id<'Command'>
export type EventId = Id<'Event'>

export const toAccountId = (value: string) => value as AccountId
export const toPersonId = (value: string) => value as PersonId
export const toRoomId = (value: string) => value as RoomId
export const toCommandId = (value: string) => value as CommandId
/** A UUID of version 8 (RFC 9562: its bits are the maker's own) from a SHA-256 in hex: the same digest, the same id. */
export const uuidFromDigest = (hex: string): string =>
  [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')

export const toEventId = (value: string) => value as EventId
