// Branded identifiers: a room id can never be passed where a person id is meant.
// All ids are opaque strings without meaning or order for anyone but the store that minted them;
// this is the one place where a plain string becomes an id.

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
export const toEventId = (value: string) => value as EventId
