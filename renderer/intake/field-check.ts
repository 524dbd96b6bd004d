// What stands at the end of a field: whether what was typed is known, in words. Derived from the form and the account.

import { intakeChecks } from '../text/intake.ts'
import { contactNamed, emailKnown, phoneKnown } from './caller-match.ts'
import type { Intake } from './create-intake.ts'
import type { TextField } from './intake-form.ts'

export interface FieldCheck {
  readonly tone: 'known' | 'note'
  readonly words: string
}

const known = (words: string): FieldCheck => ({ tone: 'known', words })
const note = (words: string): FieldCheck => ({ tone: 'note', words })

/** Null where there is nothing to say. Reactive where it is read. */
export function checkOf(field: TextField, intake: Intake): FieldCheck | null {
  switch (field) {
    case 'company':
      return companyCheck(intake)
    case 'contactName':
      return nameCheck(intake)
    case 'contactPhone':
      return phoneCheck(intake)
    case 'contactEmail':
      return emailCheck(intake)
    case 'description':
      return null
  }
}

/** Whether the question is answered well enough for its check mark. */
export function isAnswered(field: TextField, intake: Intake): boolean {
  const text = intake.form()[field].trim()
  if (text === '') return false
  const { account } = intake.match()
  if (field === 'company') return account !== null
  if (field === 'contactPhone') return phoneKnown(text, account, intake.contacts()).kind !== 'NOT_A_PHONE'
  return field !== 'contactEmail' || emailKnown(text, account) !== 'NOT_AN_EMAIL'
}

function companyCheck(intake: Intake): FieldCheck | null {
  const { account, candidates } = intake.match()
  if (account !== null) return known(intakeChecks.account(account.number))
  if (candidates.length > 1) return note(intakeChecks.severalAccounts)
  return intake.form().company.trim().length < 2 || intake.accounts().length === 0
    ? null
    : note(intakeChecks.noAccount)
}

function nameCheck(intake: Intake): FieldCheck | null {
  const { contactName } = intake.form()
  const contact = contactNamed(intake.contacts(), contactName)
  if (contact !== null) return known(intakeChecks.contact(contact.title))
  return contactName.trim() === '' || intake.contacts().length === 0 ? null : note(intakeChecks.newContact)
}

function phoneCheck(intake: Intake): FieldCheck | null {
  const phone = phoneKnown(intake.form().contactPhone, intake.match().account, intake.contacts())
  switch (phone.kind) {
    case 'EMPTY':
      return null
    case 'NOT_A_PHONE':
      return note(intakeChecks.notAPhone)
    case 'PERSON':
      return known(intakeChecks.phoneOf(phone.name))
    case 'ACCOUNT':
      return known(intakeChecks.phoneOfAccount)
    case 'NEW':
      return note(intakeChecks.dials(phone.e164))
  }
}

function emailCheck(intake: Intake): FieldCheck | null {
  switch (emailKnown(intake.form().contactEmail, intake.match().account)) {
    case 'EMPTY':
      return null
    case 'NOT_AN_EMAIL':
      return note(intakeChecks.notAnEmail)
    case 'OWN':
      return note(intakeChecks.ownMail)
    case 'OTHER':
      return intake.match().account === null ? null : note(intakeChecks.otherMail)
  }
}
