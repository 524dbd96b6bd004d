// What an administrator asks of the server: always the server itself, since none of it is in a copy on this computer.
// Each edition brings its own way to send a named operation; the answers are read here.

import {
  ADMINISTRATION_DOCUMENTS,
  type AdministrationOperation,
} from '../../protocol/administration-operations.ts'
import { type Fields, fieldsOf, isFields } from '../../protocol/fields.ts'
import type { DesktopBridge } from '../../protocol/desktop.ts'
import type {
  AccountInput,
  AccountSsoInput,
  AdministeredAccount,
  AdministeredPerson,
  AuditEntry,
  PersonInput,
} from '../../protocol/graphql.gen.ts'
import {
  type FieldRefusal,
  parseAdministeredAccount,
  parseAdministeredPerson,
  parseAuditEntry,
  parsePersonDetail,
  parseRefusal,
  type PersonDetail,
} from './session-administration-answers.ts'
import { askInNameOf } from './session-account.ts'
import type { AccountToken } from './session-account.ts'
import type { AskServer } from './session-answers.ts'

/** Rows and what asks for the next ones; null where the server cannot be asked. */
export interface Page<Row, Next = string> {
  readonly rows: readonly Row[]
  readonly next: Next | null
}

export type Changed =
  /** `link`: of an invitation that nobody mails, shown this once; null otherwise. */
  | { readonly outcome: 'MADE'; readonly id: string; readonly link: string | null }
  | { readonly outcome: 'REFUSED'; readonly refusal: FieldRefusal }
  | { readonly outcome: 'UNREACHABLE' }

/** A question's null: the server cannot be asked. Undefined: there is no such thing. */
export interface AdministrationDoor {
  accounts(search: string, after: string): Promise<Page<AdministeredAccount> | null>
  people(search: string, after: string): Promise<Page<AdministeredPerson> | null>
  account(id: string): Promise<AdministeredAccount | null | undefined>
  person(id: string): Promise<PersonDetail | null | undefined>
  audit(before: number | null): Promise<Page<AuditEntry, number> | null>
  /** `seen`: what the form began with, so that nobody else's change is lost. */
  saveAccount(id: string | null, seen: AccountInput | null, account: AccountInput): Promise<Changed>
  invitePerson(person: PersonInput): Promise<Changed>
  inviteAgain(id: string): Promise<Changed>
  changePerson(id: string, seen: PersonInput, person: PersonInput): Promise<Changed>
  deactivatePerson(id: string): Promise<Changed>
  reactivatePerson(id: string): Promise<Changed>
  endDeviceOf(personId: string, deviceId: string): Promise<Changed>
  endAllDevicesOf(personId: string): Promise<Changed>
  closeKeyOf(personId: string, kid: string): Promise<Changed>
  setAccountSso(accountId: string, sso: AccountSsoInput): Promise<Changed>
  removeAccountSso(accountId: string): Promise<Changed>
}

/** Sends an operation; the answer's JSON, or null where nobody answered or the server refused all of it. */
export type SendAdministration = (operation: AdministrationOperation, variables: object) => Promise<unknown>

/** By HTTP with the window's own token. */
export const sendByToken =
  (ask: AskServer, token: AccountToken): SendAdministration =>
  async (operation, variables) => {
    const reply = await askInNameOf(ask, token, '/graphql', {
      query: ADMINISTRATION_DOCUMENTS[operation],
      variables,
    })
    return reply?.body ?? null
  }

/** On the desktop, whose window has no token: the main process sends it. */
export const sendByBridge =
  (bridge: Pick<DesktopBridge, 'administer'>): SendAdministration =>
  async (operation, variables) => {
    try {
      return (await bridge.administer(operation, JSON.stringify(variables)))?.body ?? null
    } catch {
      return null
    }
  }

/** `ownOrigin`: where the server is reached, for links that it gives without that. */
export function openAdministrationDoor(
  send: SendAdministration,
  ownOrigin: () => Promise<string>,
): AdministrationDoor {
  async function data(operation: AdministrationOperation, variables: object): Promise<Fields | null> {
    const body = await send(operation, variables)
    return isFields(body) && body['errors'] === undefined && isFields(body['data']) ? body['data'] : null
  }
  async function change(operation: AdministrationOperation, variables: object): Promise<Changed> {
    const { answer } = (await data(operation, variables)) ?? {}
    const { id, link, refusal: given } = fieldsOf(answer)
    const refusal = parseRefusal(given)
    if (refusal !== null) return { outcome: 'REFUSED', refusal }
    if (typeof id !== 'string') return { outcome: 'UNREACHABLE' }
    const whole = typeof link === 'string' ? new URL(link, await ownOrigin()).href : null
    return { outcome: 'MADE', id, link: whole }
  }
  async function page<Row, Next>(
    operation: AdministrationOperation,
    variables: object,
    rows: { readonly at: (found: Fields) => unknown; readonly name: string },
    parse: (value: unknown) => Row | null,
    isNext: (value: unknown) => value is Next,
  ): Promise<Page<Row, Next> | null> {
    const found = await data(operation, variables)
    const { [rows.name]: list, next } = found === null ? {} : fieldsOf(rows.at(found))
    if (!Array.isArray(list)) return null
    return {
      rows: list.map(parse).filter((row) => row !== null),
      next: isNext(next) ? next : null,
    }
  }
  async function one<Found>(
    operation: AdministrationOperation,
    name: string,
    id: string,
    parse: (value: unknown) => Found | null,
  ): Promise<Found | null | undefined> {
    const found = await data(operation, { id })
    if (found === null) return null
    return found[name] == null ? undefined : parse(found[name])
  }
  const partOf = (name: string) => ({
    at: (found: Fields) => fieldsOf(found['administration'])[name],
    name,
  })
  return {
    accounts: (search, after) =>
      page('accounts', { search, after }, partOf('accounts'), parseAdministeredAccount, isText),
    people: (search, after) =>
      page('people', { search, after }, partOf('people'), parseAdministeredPerson, isText),
    account: (id) => one('account', 'administeredAccount', id, parseAdministeredAccount),
    person: (id) => one('person', 'administeredPerson', id, parsePersonDetail),
    audit: (before) =>
      page(
        'audit',
        { before },
        { at: (found) => found['audit'], name: 'entries' },
        parseAuditEntry,
        isNumber,
      ),
    saveAccount: (id, seen, account) => change('saveAccount', { id, seen, account }),
    invitePerson: (person) => change('invitePerson', { person }),
    inviteAgain: (id) => change('inviteAgain', { id }),
    changePerson: (id, seen, person) => change('changePerson', { id, seen, person }),
    deactivatePerson: (id) => change('deactivatePerson', { id }),
    reactivatePerson: (id) => change('reactivatePerson', { id }),
    endDeviceOf: (personId, deviceId) => change('endDeviceOf', { personId, deviceId }),
    endAllDevicesOf: (personId) => change('endAllDevicesOf', { personId }),
    closeKeyOf: (personId, kid) => change('closeKeyOf', { personId, kid }),
    setAccountSso: (accountId, sso) => change('setAccountSso', { accountId, sso }),
    removeAccountSso: (accountId) => change('removeAccountSso', { accountId }),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
