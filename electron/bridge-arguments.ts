// Judges what a window hands to the bridge: every method's arguments by number, shape and size. What passes has been
// copied field by field; what does not is refused with the field's name. A window is not trusted: whatever got into it
// can call the same methods.

import { toRoomId, type RoomId } from '../domain/ids.ts'
import { FILE_BYTES_MAX } from '../domain/incident/conversation.ts'
import {
  ADMINISTRATION_OPERATIONS,
  ADMINISTRATION_VARIABLES_MAX,
  type AdministrationOperation,
} from '../protocol/administration-operations.ts'
import type { FileToBring } from '../protocol/desktop.ts'
import { ADDRESS_MAX, isProfileId } from './profiles.ts'
import { type OutsideKind, TARGET_MAX } from './open-outside.ts'

/** The window handed in something else than the method takes. */
export class BadArgument extends Error {
  /** Such as "notify.title". */
  readonly field: string
  constructor(field: string) {
    super(`the bridge refused ${field}`)
    this.name = 'BadArgument'
    this.field = field
  }
}

/** Turns the arguments of one method into what its handler takes. @throws {BadArgument} */
export type Parser<Given extends readonly unknown[]> = (given: readonly unknown[]) => Given

export type Fields = Readonly<Record<string, unknown>>

const ID_MAX = 64
const PERSON_ID_MAX = 100
const FILE_NAME_MAX = 255
const MEDIA_TYPE_MAX = 127
const EMAIL_MAX = 254
const MAIL_CODE = 6
const PHONE_CODE = 8

export const noArguments =
  (method: string): Parser<[]> =>
  (given) => {
    count(method, given, 0)
    return []
  }

export const personArgument =
  (method: string): Parser<[string]> =>
  (given) => {
    count(method, given, 1)
    return [text(given[0], `${method}.personId`, PERSON_ID_MAX, 1)]
  }

export const profileArgument =
  (method: string): Parser<[string]> =>
  (given) => {
    count(method, given, 1)
    const id = text(given[0], `${method}.id`, ID_MAX, 1)
    if (!isProfileId(id)) throw new BadArgument(`${method}.id`)
    return [id]
  }

export const addressArgument: Parser<[string]> = (given) => {
  count('addProfile', given, 1)
  return [text(given[0], 'addProfile.address', ADDRESS_MAX)]
}

/** An address to sign in with, as somebody typed it; the server judges it. */
export const emailArgument: Parser<[string]> = (given) => {
  count('emailStart', given, 1)
  return [email(given[0], 'emailStart.email')]
}

/** The six digits of a mail. */
export const mailCodeArgument =
  (method: string): Parser<[string]> =>
  (given) => {
    count(method, given, 1)
    return [digits(given[0], `${method}.code`, MAIL_CODE)]
  }

export const phoneArguments: Parser<[string, string]> = (given) => {
  count('phoneFinish', given, 2)
  return [email(given[0], 'phoneFinish.email'), digits(given[1], 'phoneFinish.code', PHONE_CODE)]
}

/** The eight digits that were read out. */
export const phoneCodeArgument: Parser<[string]> = (given) => {
  count('stepUpPhoneFinish', given, 1)
  return [digits(given[0], 'stepUpPhoneFinish.code', PHONE_CODE)]
}

export const groupArgument: Parser<[string]> = (given) => {
  count('dismissNotices', given, 1)
  return [text(given[0], 'dismissNotices.group', PERSON_ID_MAX, 1)]
}

export const fileArgument: Parser<[FileToBring]> = (given) => {
  count('bringFile', given, 1)
  const file = fields(given[0], 'bringFile', ['roomId', 'name', 'type', 'bytes'])
  const { bytes } = file
  if (!(bytes instanceof Uint8Array) || bytes.byteLength > FILE_BYTES_MAX)
    throw new BadArgument('bringFile.bytes')
  return [
    {
      roomId: roomId(file['roomId'], 'bringFile.roomId'),
      name: text(file['name'], 'bringFile.name', FILE_NAME_MAX),
      type: text(file['type'], 'bringFile.type', MEDIA_TYPE_MAX),
      bytes,
    },
  ]
}

export const fetchArguments: Parser<[RoomId, string]> = (given) => {
  count('fetchFile', given, 2)
  return [roomId(given[0], 'fetchFile.roomId'), opaqueId(given[1], 'fetchFile.eventId')]
}

/** One of the named operations, and an object of JSON for it, which the server judges. */
export const administerArguments: Parser<[AdministrationOperation, string]> = (given) => {
  count('administer', given, 2)
  const operation = oneOf(given[0], 'administer.operation', ADMINISTRATION_OPERATIONS)
  const variables = text(given[1], 'administer.variables', ADMINISTRATION_VARIABLES_MAX, 2)
  if (!isJsonObject(variables)) throw new BadArgument('administer.variables')
  return [operation, variables]
}

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const OUTSIDE_KINDS: readonly OutsideKind[] = ['web', 'mail', 'phone']

export const outsideArguments: Parser<[OutsideKind, string]> = (given) => {
  count('openOutside', given, 2)
  return [
    oneOf(given[0], 'openOutside.kind', OUTSIDE_KINDS),
    text(given[1], 'openOutside.target', TARGET_MAX, 1),
  ]
}

function email(value: unknown, field: string): string {
  const address = text(value, field, EMAIL_MAX, 3)
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new BadArgument(field)
  return address
}

function digits(value: unknown, field: string, length: number): string {
  const code = text(value, field, length, length)
  if (!/^[0-9]+$/.test(code)) throw new BadArgument(field)
  return code
}

/** Exactly `wanted` arguments. */
export function count(method: string, given: readonly unknown[], wanted: number): void {
  if (given.length !== wanted) throw new BadArgument(`${method}: ${given.length} arguments, not ${wanted}`)
}

/** A plain object's own fields, with no other name among them; what is missing is undefined. */
export function fields(value: unknown, field: string, names: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadArgument(field)
  for (const name of Object.keys(value))
    if (!names.includes(name)) throw new BadArgument(`${field}.${name.slice(0, ID_MAX)}`)
  const own = value as Fields
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(own, name) ? own[name] : undefined]))
}

/** A text of `min` to `max` UTF-16 units. */
export function text(value: unknown, field: string, max: number, min = 0): string {
  if (typeof value !== 'string' || value.length > max || value.length < min) throw new BadArgument(field)
  return value
}

export function flag(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw new BadArgument(field)
  return value
}

/** A whole number from `min` to `max`. */
export function whole(value: unknown, field: string, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
    throw new BadArgument(field)
  return value
}

/** A list of at most `max`, each judged. */
export function list<Item>(
  value: unknown,
  field: string,
  max: number,
  judge: (item: unknown, field: string) => Item,
): readonly Item[] {
  if (!Array.isArray(value) || value.length > max) throw new BadArgument(field)
  return Array.from(value as readonly unknown[], (item, at) => judge(item, `${field}.${at}`))
}

export function oneOf<Choice extends string>(
  value: unknown,
  field: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new BadArgument(field)
  return found
}

/** An id as the product makes them: no path, no address, no escape can be one. */
export function opaqueId(value: unknown, field: string): string {
  const id = text(value, field, ID_MAX, 1)
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id)) throw new BadArgument(field)
  return id
}

export const roomId = (value: unknown, field: string): RoomId => toRoomId(opaqueId(value, field))
