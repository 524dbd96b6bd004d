// What an administrator's change comes to: that it was made, or the field that was wrong and what to do about it. The
// remedies here are for programs; the interface has sentences of its own, by field and problem.

import type { AdministrationProblem, AdministrationRefusal } from '../../domain/administration.ts'

/** `refusal` null: made, and stored with its audit entry. */
export type AdministrationAnswer =
  | {
      readonly id: string
      readonly refusal: null
      /** Of an invitation that nobody mails: shown this once, to be handed over. */
      readonly link?: string | null
    }
  | { readonly id: null; readonly refusal: ToldRefusal }

export interface ToldRefusal extends AdministrationRefusal {
  readonly code: 'INVALID_INPUT'
  readonly remedy: string
}

const REMEDIES: Readonly<Record<AdministrationProblem, string>> = {
  REQUIRED: 'Fill it in.',
  TOO_LONG: 'Say it shorter.',
  TOO_MANY: 'Name fewer.',
  NOT_A_PHONE: 'Give the number with its country code, such as +62 21 5550 0142.',
  NOT_AN_EMAIL: 'Give an address such as name@company.example.',
  NOT_A_ZONE: 'Give an IANA zone, such as Asia/Jakarta.',
  NOT_A_DOMAIN: 'Give a mail domain, such as company.example.',
  NOT_A_CALLING_CODE: 'Give one to three digits, such as 62.',
  NOT_A_DATE: 'Give a date, such as 2026-11-23.',
  NOT_HOURS: 'Give each day a beginning before its end, such as 08:00 and 17:00.',
  NOT_FOUND: 'Name one that is there.',
  TAKEN: 'Another has it: use another, or change that one first.',
  NEEDS_ACCOUNT: "A customer's role needs an account: name it.",
  NO_ACCOUNT: "The provider's people have no account: leave it out.",
  NOT_A_TAM: 'Name somebody whose role is TAM.',
  NOT_STAFF: "Name somebody of the provider's who works in rooms.",
  ONESELF: 'Ask another administrator to do it.',
  LAST_ADMINISTRATOR: 'Make somebody else an administrator first.',
  PARTY_STAYS: 'Invite them as a new person of the other side, with another address.',
  WAS_IN_FORCE: 'Leave earlier hours as they are and add hours from today or later.',
  NOT_ACTIVE: 'Reactivate the person first.',
  CHANGED_MEANWHILE: 'Somebody else changed this meanwhile: look at it as it is now, then change it.',
  NO_MAIL:
    'This server sends no mail, and a link is shown for newcomers alone. Customers get a code by phone, administrators an invitation by npm run invite.',
  NOT_ALLOWED: 'Give an address of the public Internet that begins with https:.',
}

export const made = (id: string, link: string | null = null): AdministrationAnswer => ({
  id,
  refusal: null,
  link,
})

export const refused = (refusal: AdministrationRefusal): AdministrationAnswer => ({
  id: null,
  refusal: { ...refusal, code: 'INVALID_INPUT', remedy: REMEDIES[refusal.problem] },
})
