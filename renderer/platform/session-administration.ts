// What an administrator asks of the server: always the server itself, since none of it is in a copy on this computer.
// Each edition brings its own way to send a named operation; the answers are read here.

import {
  ADMINISTRATION_DOCUMENTS,
  type AdministrationOperation,
} from '../../protocol/administration-operations.ts'
import type { DesktopBridge } from '../../protocol/desktop.ts'
import type {
  AccountInput,
  AccountSsoInput,
  AdministeredAccount,
  AdministeredPerson,
  AdministrationProblem,
  AuditEntry,
  PersonInDetail,
  PersonInput,
} from '../../protocol/graphql.gen.ts'
import { askInNameOf } from './session-account.ts'
import type { AccountToken } from './session-account.ts'
import type { AskServer } from './session-answers.ts'

/** Rows and what asks for the next ones; null where the server cannot be asked. */
export interface Page<Row, Next = string> {
  readonly rows: readonly Row[]
  readonly next: Next | null
}

/** What is wrong with a field of a form. */
export interface FieldRefusal {
  readonly field: string
  readonly problem: AdministrationProblem
  readonly limit: number | null
}

export type Changed =
  | { readonly outcome: 'MADE'; readonly id: string }
  | { readonly outcome: 'REFUSED'; readonly refusal: FieldRefusal }
  | { readonly outcome: 'UNREACHABLE' }

export type AdministeredKey = Pick<
  PersonInDetail['signingKeys'][number],
  'kid' | 'enrolledAt' | 'notAfter' | 'revokedAt'
>
export type PersonDetail = Pick<PersonInDetail, 'about' | 'devices'> & {
  readonly signingKeys: readonly AdministeredKey[]
}

/** A question's null: the server cannot be asked. Undefined: there is no such thing. */
export interface AdministrationDoor {
  accounts(search: string, after: string): Promise<Page<AdministeredAccount> | null>
  people(search: string, after: string): Promise<Page<AdministeredPerson> | null>
  account(id: string): Promise<AdministeredAccount | null | undefined>
  person(id: string): Promise<PersonDetail | null | undefined>
  audit(before: number | null): Promise<Page<AuditEntry, number> | null>
  saveAccount(id: string | null, account: AccountInput): Promise<Changed>
  invitePerson(person: PersonInput): Promise<Changed>
  inviteAgain(id: string): Promise<Changed>
  changePerson(id: string, person: PersonInput): Promise<Changed>
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

type Data = Readonly<Record<string, unknown>>

export function openAdministrationDoor(send: SendAdministration): AdministrationDoor {
  async function data(operation: AdministrationOperation, variables: object): Promise<Data | null> {
    const body = fieldsOf(await send(operation, variables))
    return body === null || body['errors'] !== undefined ? null : fieldsOf(body['data'])
  }
  async function change(operation: AdministrationOperation, variables: object): Promise<Changed> {
    const answer = fieldsOf((await data(operation, variables))?.['answer'])
    if (answer === null) return { outcome: 'UNREACHABLE' }
    const refusal = fieldsOf(answer['refusal'])
    // The document names each of these fields, and the server's answer is of its own schema.
    if (refusal !== null) return { outcome: 'REFUSED', refusal: refusal as unknown as FieldRefusal }
    return { outcome: 'MADE', id: String(answer['id']) }
  }
  async function page<Row, Next>(
    operation: AdministrationOperation,
    variables: object,
    part: (found: Data) => unknown,
    rows: string,
  ): Promise<Page<Row, Next> | null> {
    const found = await data(operation, variables)
    const listed = found === null ? null : fieldsOf(part(found))
    const list = listed?.[rows]
    if (!Array.isArray(list)) return null
    return { rows: list as readonly Row[], next: (listed?.['next'] ?? null) as Next | null }
  }
  async function one<Found>(operation: AdministrationOperation, name: string, id: string) {
    const found = await data(operation, { id })
    return found === null ? null : ((found[name] ?? undefined) as Found | undefined)
  }
  return {
    accounts: (search, after) =>
      page(
        'accounts',
        { search, after },
        (found) => fieldsOf(found['administration'])?.['accounts'],
        'accounts',
      ),
    people: (search, after) =>
      page('people', { search, after }, (found) => fieldsOf(found['administration'])?.['people'], 'people'),
    account: (id) => one<AdministeredAccount>('account', 'administeredAccount', id),
    person: (id) => one<PersonDetail>('person', 'administeredPerson', id),
    audit: (before) => page('audit', { before }, (found) => found['audit'], 'entries'),
    saveAccount: (id, account) => change('saveAccount', { id, account }),
    invitePerson: (person) => change('invitePerson', { person }),
    inviteAgain: (id) => change('inviteAgain', { id }),
    changePerson: (id, person) => change('changePerson', { id, person }),
    deactivatePerson: (id) => change('deactivatePerson', { id }),
    reactivatePerson: (id) => change('reactivatePerson', { id }),
    endDeviceOf: (personId, deviceId) => change('endDeviceOf', { personId, deviceId }),
    endAllDevicesOf: (personId) => change('endAllDevicesOf', { personId }),
    closeKeyOf: (personId, kid) => change('closeKeyOf', { personId, kid }),
    setAccountSso: (accountId, sso) => change('setAccountSso', { accountId, sso }),
    removeAccountSso: (accountId) => change('removeAccountSso', { accountId }),
  }
}

const fieldsOf = (value: unknown): Data | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
